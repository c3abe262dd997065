import Judgement
@testable import Reporting
import Testing

@Suite struct ClaimReportTests {
  @Test func `A report on a claim speaks of the claim and not of samples`() async throws {
    let report = try SyntheticReport.claim()
    let page = await HTMLReport.render(report, gnuplot: Gnuplot(executable: "/nonexistent"))
    for text in [page, MarkdownReport.render(report)] {
      #expect(text.localizedCaseInsensitiveContains("confirmed"))
      #expect(text.contains("L = 12, T = 1, ΣS = 0; 3 training seeds"))
      #expect(text.contains("contains 0.23") && text.contains("above 0"))
      #expect(!text.localizedCaseInsensitiveContains("samples weighed"))
      #expect(!text.contains("false-alarm"))
    }
    #expect(page.contains("<title>Confirmed: "))
    #expect(page.contains("claim F6b of Azizi and Pleimling (2021), Fig. 6"))
  }

  @Test func `What stands beside a claim does not decide about it`() throws {
    var report = try SyntheticReport.claim()
    #expect(report.findings.map(\.verdict) == [.pass, .fail])
    #expect(report.verdict == .pass)
    #expect(report.conclusion.contains("1 further finding did not hold"))
    report.findings[1].isDecisive = true
    #expect(report.verdict == .fail)
  }

  @Test(arguments: [
    (Verdict.pass, "confirmed"), (.fail, "refuted"), (.inconclusive, "not testable at this scale"),
  ])
  func `The three verdicts on a claim have words of their own`(
    verdict: Verdict, word: String
  ) throws {
    var report = try SyntheticReport.claim()
    report.findings[0].verdict = verdict
    #expect(report.headline == word.uppercased())
  }

  @Test(.enabled(if: isGnuplotInstalled, "gnuplot is not installed (package gnuplot-nox)"))
  func `A chart also stands alone, with its legend, and the Markdown refers to it`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let paths = try await ReportWriter().write(
      try SyntheticReport.claim(), to: directory.path("report"))
    #expect(paths.last?.hasSuffix("/figure-1.svg") == true)
    let figure = try String(contentsOfFile: directory.path("report/figure-1.svg"), encoding: .utf8)
    _ = try XMLOutline(figure)
    for entry in ChartLegend(SyntheticReport.chart).entries {
      #expect(figure.contains(">\(entry.name)</text>"))
    }
    #expect(figure.contains("--hue-1:") && !figure.contains("<script"))
    let markdown = try String(contentsOfFile: directory.path("report/report.md"), encoding: .utf8)
    #expect(markdown.contains("![Energies](figure-1.svg)"))
  }

  @Test func `The topic and the charts survive as JSON, and files without them are read`() throws {
    let text = try JSONReport.encode(try SyntheticReport.claim())
    let decoded = try JSONReport.decode(text)
    #expect(decoded.topic?.claim == "F6b")
    #expect(decoded.charts == [EncodedChart(SyntheticReport.chart)])
    #expect(decoded.findings.map(\.decisive) == [true, false])
    #expect(decoded.findings.map(\.criterion) == ["above 0", "contains 0.23"])

    var earlier = decoded
    (earlier.topic, earlier.charts) = (nil, nil)
    for index in earlier.findings.indices { earlier.findings[index].decisive = nil }
    let withoutNew = try JSONReport.encode(earlier)
    #expect(!withoutNew.contains("\"charts\"") && !withoutNew.contains("\"topic\""))
    #expect(try JSONReport.decode(withoutNew) == earlier)
  }
}
