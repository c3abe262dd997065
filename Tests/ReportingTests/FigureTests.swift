import Foundation
@testable import Reporting
import Testing

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
    let scripts = [
      GnuplotScript(SyntheticReport.distribution(levelCount: 24)),
      GnuplotScript(SyntheticReport.chart),
    ]
    var colors: [String] = []
    for script in scripts {
      let figure = try InlineSVG(
        gnuplotOutput: try await Gnuplot(timeLimit: .seconds(600)).run(script.text),
        height: script.height, identifier: "f", title: "P(E)")
      colors += figure.markup.matches(of: /(?:fill|stroke|color)\s*=\s*["']([^"']*)["']/)
        .map { String($0.output.1) }
    }
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
          GnuplotScript(distribution).text), height: 400, identifier: "f",
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
    var chart = SyntheticReport.chart
    chart.panels[0].title = distribution.axisLabel
    chart.panels[0].marks[0].label = distribution.axisLabel
    chart.panels[1].series[0].name = distribution.axisLabel
    var report = try SyntheticReport.everyVerdict()
    report.illustrations = [.distribution(distribution), .curve(curve), .chart(chart)]
    let page = await HTMLReport.render(report)
    #expect(page.count(of: "<svg class=\"figure\"") == 3)
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
    var unplottable = SyntheticReport.chart
    unplottable.panels[0].series[0].points = [
      .init(1, .nan, interval: -.infinity ... .infinity), .init(.infinity, 0),
    ]
    // A logarithmic axis without a positive value.
    unplottable.panels[1].series = [
      .init("zero", style: .points, hue: 0, points: [.init(0, -1, interval: -2...0)])
    ]
    unplottable.panels[1].marks = [.init(.y, at: .nan, label: "nothing")]
    let empties = [
      SeriesChart(title: "no panels", panels: []),
      SeriesChart(title: "no series", panels: [.init(xLabel: "x", yLabel: "y", series: [])]),
    ]
    var report = try SyntheticReport.everyVerdict()
    for illustration in [
      Illustration.distribution(single), .distribution(empty), .curve(unbounded), .curve(exact),
      .chart(unplottable), .chart(empties[0]), .chart(empties[1]),
    ] {
      report.illustrations = [illustration]
      try checkIsSelfContained(await HTMLReport.render(report))
    }
  }

  @Test func `A second series of symbols in one hue is drawn and listed as outlines`() async throws
  {
    let legend = ChartLegend(SyntheticReport.chart)
    let isOpen = legend.entries.map(\.isOpen)
    #expect(isOpen == [false, false, true] + Array(repeating: false, count: 6))
    let script = GnuplotScript(SyntheticReport.chart).text
    #expect(script.contains("$panel0series1 using 1:2 with points pt 7 "))
    #expect(script.contains("$panel0series2 using 1:2 with points pt 6 "))
    #expect(legend.markup.count(of: "<svg class=\"key\"") == 9)
  }

  @Test func `Intervals that leave a logarithmic axis end at its edge`() throws {
    var chart = SyntheticReport.chart
    chart.panels = [chart.panels[1]]
    chart.panels[0].series = [
      .init(
        "s", style: .points, hue: 0,
        points: [
          .init(1, 0.5, interval: -0.1...1), .init(2, 0.25, interval: 0.125...0.5),
        ])
    ]
    let script = GnuplotScript(chart).text
    let edge = 0.125 / pow(1 / 0.125, 0.06)
    #expect(script.contains("\n1.0 0.5 \(edge) 1.0\n"))
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
let isGnuplotInstalled =
  (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
  .contains { FileManager.default.isExecutableFile(atPath: "\($0)/gnuplot") }
