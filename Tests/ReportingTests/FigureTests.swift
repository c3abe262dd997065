import Foundation
import Testing
import Validation

@testable import Reporting

/// Tests that draw with the real gnuplot.
@Suite(.enabled(if: isGnuplotInstalled, "gnuplot is not installed (package gnuplot-nox)"))
struct FigureTests {
  @Test func `A page with figures is self-contained and below a megabyte`() async throws {
    let report = try SyntheticReport.everyVerdict(size: 12, levelCount: 200, pictureCount: 12)
    let page = await HTMLReport.render(report)
    #expect(page.count(of: "<svg class=\"figure\"") == 2)
    #expect(!page.contains("No figures"))
    #expect(!page.contains("://"))
    #expect(page.utf8.count < 1_000_000)
    try checkIsSelfContained(page)
  }

  @Test func `Every colour of a figure follows the page`() async throws {
    let script = GnuplotScript(SyntheticReport.distribution(levelCount: 24))
    let figure = try InlineSVG(
      gnuplotOutput: try await Gnuplot(timeLimit: .seconds(600)).run(script.text), identifier: "f",
      title: "P(E)")
    let colors = figure.markup.matches(of: /(?:fill|stroke|color)\s*=\s*["']([^"']*)["']/)
      .map { String($0.output.1) }
    let allowed = Ink.allCases.map(\.variable) + ["none", "currentColor", "var(--ink)"]
    #expect(Set(colors).isSubset(of: allowed))
    for ink in Ink.allCases {
      #expect(colors.contains(ink.variable), "\(ink)")
    }
  }

  @Test func `Forbidden levels that were sampled are marked and named`() async throws {
    func figure(_ distribution: LevelDistribution) async throws -> String {
      try InlineSVG(
        gnuplotOutput: try await Gnuplot(timeLimit: .seconds(600)).run(
          GnuplotScript(distribution).text), identifier: "f",
        title: "P(E)"
      ).markup
    }
    var distribution = SyntheticReport.distribution(levelCount: 24)
    #expect(try await figure(distribution).contains("forbidden: -124"))
    for index in distribution.levels.indices where distribution.levels[index].isForbidden {
      distribution.levels[index].sampled = 0
      distribution.levels[index].interval = 0...0.0003
    }
    let unbroken = try await figure(distribution)
    #expect(!unbroken.contains("forbidden"))
    #expect(!unbroken.contains(Ink.warning.variable))
  }

  @Test(
    arguments: SyntheticReport.hostileSubjects + [
      "'; system('touch MARK'); print '", "`touch MARK`", "\nsystem('touch MARK')\n!touch MARK",
      "\\", "END_OF_DATA", "@GPVAL_VERSION", "{/Symbol a}_x^2",
    ])
  func `Labels are only labels`(label: String) async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let mark = directory.path("mark")
    var distribution = SyntheticReport.distribution(levelCount: 6)
    distribution.axisLabel = label.replacing("MARK", with: mark)
    var curve = SyntheticReport.correlationCurve(size: 8)
    curve.valueLabel = distribution.axisLabel
    var report = try SyntheticReport.everyVerdict()
    report.illustrations = [.distribution(distribution), .curve(curve)]
    let page = await HTMLReport.render(report)
    #expect(page.count(of: "<svg class=\"figure\"") == 2)
    #expect(try directory.contents == [])
    try checkIsSelfContained(page)
  }

  @Test func `Degenerate data still make a page`() async throws {
    let distribution = SyntheticReport.distribution(levelCount: 24)
    var single = distribution
    single.levels = [distribution.levels[5]]
    var empty = distribution
    empty.levels = []
    var unbounded = SyntheticReport.correlationCurve(size: 8)
    unbounded.points[1].interval = -.infinity ... .infinity
    unbounded.points[2].sampled = .nan
    var exact = SyntheticReport.correlationCurve(size: 2)
    exact.points = [.init(position: 0, reference: 1, sampled: 1, interval: 1...1)]
    var report = try SyntheticReport.everyVerdict()
    for illustration in [
      Illustration.distribution(single), .distribution(empty), .curve(unbounded), .curve(exact),
    ] {
      report.illustrations = [illustration]
      try checkIsSelfContained(await HTMLReport.render(report))
    }
  }

  @Test func `Far tails are not drawn, but whatever was sampled is`() {
    var distribution = SyntheticReport.distribution(levelCount: 24)
    for index in distribution.levels.indices where index >= 12 {
      distribution.levels[index].reference = 1e-9
      distribution.levels[index].sampled = index == 14 ? 1e-4 : 0
    }
    #expect(distribution.shownLevels.map(\.level).last == -128 + 4 * 14)
  }
}

/// Whether a directory of PATH has gnuplot.
private let isGnuplotInstalled =
  (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
  .contains { FileManager.default.isExecutableFile(atPath: "\($0)/gnuplot") }
