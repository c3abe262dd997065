import Foundation
@testable import Reporting
import Testing

@Suite struct SummaryTests {
  private let none = Gnuplot(executable: "no-such-plotting-program", timeLimit: .seconds(600))

  private static func summary(_ text: String = "t.csv") -> Summary {
    Summary(
      verdict: .inconclusive, subject: text, conclusion: text, facts: [text, "χ² = 12"],
      tables: [
        Summary.Table(
          title: "fit", columns: [text, "T_c", "ν"],
          rows: [
            [.text(text), .estimate(2.3, 2.29...2.31), .text("1.250")],
            [.text("other"), .text("no result"), .estimate(1, 0.5...1.5)],
          ]),
        Summary.Table(title: "empty table", columns: ["", "a"], rows: []),
      ],
      charts: [
        SeriesChart(
          title: text,
          panels: [
            SeriesChart.Panel(
              title: text, xLabel: text, yLabel: "value",
              series: [.init(text, style: .points, hue: 0, points: [.init(1, 2, interval: 1...3)])])
          ])
      ],
      notes: [text], seed: 7, command: "steelyard collapse t.csv", encoded: "{}\n")
  }

  @Test func `A terminal shows verdict, tables, notes and the command`() {
    let text = Self.summary().terminalText(color: false)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0] == "? INCONCLUSIVE  t.csv")
    #expect(lines.contains("t.csv  2.300 ± 0.010  1.250"))
    #expect(lines.contains("other  no result      1.00 ± 0.50"))
    #expect(lines.contains("· t.csv"))
    #expect(lines.contains { $0.hasPrefix("seed 7, steelyard ") })
    #expect(text.hasSuffix("repeat with: steelyard collapse t.csv\n"))
    #expect(!text.contains("empty table") && !text.contains("\u{1B}"))
    #expect(Self.summary().terminalText(color: true).hasPrefix("\u{1B}[1;33m? INCONCLUSIVE"))
  }

  @Test(arguments: SyntheticReport.hostileSubjects)
  func `No text leaves the place that it is printed in`(text: String) async throws {
    let summary = Self.summary(text)
    try checkIsSelfContained(await summary.page(gnuplot: none))
    let terminal = summary.terminalText(color: false)
    #expect(!terminal.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    let markdown = summary.markdown(figures: [("figure-1.svg", text)])
    #expect(!markdown.contains("<script") && !markdown.contains("<img"))
    // Each row of the table stays one, with three cells.
    let rows = markdown.split(separator: "\n").filter { $0.hasPrefix("| ") && $0.hasSuffix(" |") }
    #expect(rows.filter { $0.contains("2.300") }.count == 1)
  }

  @Test func `Without gnuplot the page says so and shows the numbers`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let paths = try await ReportWriter(gnuplot: none).write(
      Self.summary(), to: directory.path("r"))
    #expect(paths == ["json", "md", "html"].map { directory.path("r/report.\($0)") })
    let page = try String(contentsOfFile: directory.path("r/report.html"), encoding: .utf8)
    #expect(page.contains("No figures: no-such-plotting-program was not found"))
    #expect(page.contains("<details class=\"numbers\" open=\"\">"))
    #expect(try String(contentsOfFile: directory.path("r/report.json"), encoding: .utf8) == "{}\n")
    let markdown = try String(contentsOfFile: directory.path("r/report.md"), encoding: .utf8)
    #expect(!markdown.contains("figure-1.svg"))
    #expect(
      markdown.contains(
        "| other | no result | 1.00 ± 0.50 |".replacing(" ± ", with: "\u{A0}±\u{A0}")))
  }

  @Test(.enabled(if: isGnuplotInstalled, "gnuplot is not installed (package gnuplot-nox)"))
  func `The figure stands in the page and in a file beside it`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let paths = try await ReportWriter().write(
      Self.summary(), to: directory.path("r"))
    #expect(paths.contains(directory.path("r/figure-1.svg")))
    _ = try XMLOutline(
      String(contentsOfFile: directory.path("r/figure-1.svg"), encoding: .utf8))
    let page = try String(contentsOfFile: directory.path("r/report.html"), encoding: .utf8)
    try checkIsSelfContained(page)
    #expect(page.contains("<svg") && !page.contains("No figures"))
    let markdown = try String(contentsOfFile: directory.path("r/report.md"), encoding: .utf8)
    #expect(markdown.contains("![t.csv](figure-1.svg)"))
  }

  @Test func `If one file cannot be written, none is`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    // The last of the files has a directory in its place.
    try FileManager.default.createDirectory(
      atPath: directory.path("report.html"), withIntermediateDirectories: true)
    await #expect(throws: ReportWriterError.self) {
      try await ReportWriter(gnuplot: none).write(
        Self.summary(), to: directory.path)
    }
    #expect(try directory.contents == ["report.html"])
  }
}
