@testable import Reporting
import Testing

@Suite struct MarkdownReportTests {
  @Test func `Every row of a table has as many cells as its header`() throws {
    for report in try SyntheticReport.all() {
      var cellCount: Int?
      for line in MarkdownReport.render(report).split(
        separator: "\n", omittingEmptySubsequences: false)
      {
        guard line.hasPrefix("| ") else {
          cellCount = nil
          continue
        }
        let bars = line.replacing("\\|", with: "").count { $0 == "|" }
        #expect(bars == cellCount ?? bars, "\(line)")
        cellCount = bars
      }
    }
  }

  @Test func `The headline, both questions and the remarks are there`() throws {
    let text = MarkdownReport.render(try SyntheticReport.everyVerdict())
      .replacing("\u{A0}", with: " ")
    #expect(text.hasPrefix("## ! ERROR: pytorch-rbm-L8-S0-T1.000.npy\n"))
    #expect(
      text.contains(
        "| ✘ fail | Mean energy | yes, p 4e-300 | 0.01234 ± 0.00041 | 0.005 J per site | 9,870 |"))
    #expect(text.contains("About 1,163 more effective samples"))
    #expect(text.contains("| Allowed energies | Kullback-Leibler divergence | ∞ nat |"))
  }

  @Test(arguments: SyntheticReport.hostileSubjects)
  func `Hostile text stays text`(subject: String) throws {
    let text = MarkdownReport.render(try SyntheticReport.hostile(subject))
    // Outside the code block, whose content is not markup, only our own tags open.
    let fence = text.split(separator: "\n").first { $0.hasPrefix("```") }!
    let outside = text.split(separator: "\n\(fence)\n")[0]
    let tags = outside.matches(of: /<\/?([a-zA-Z]+)/).map { String($0.1) }
    #expect(Set(tags) == ["details", "summary"])
    #expect(outside.split(separator: "\n").count { $0.hasPrefix("#") } == 1)
  }
}
