import Foundation
import Judgement
@testable import Reporting
import Testing

@Suite struct `A page over claims` {
  private static let none = Gnuplot(executable: "/nonexistent")

  private func page(_ reports: [Report], change: String = "Another seed.") -> ClaimsPage {
    ClaimsPage(
      title: "The paper", source: "Somebody (2021)",
      entries: reports.enumerated().map { index, report in
        .init(report: report, change: change, folder: "F\(index)")
      },
      notes: ["A note."])
  }

  @Test func `says of each claim the verdict, the numbers, the criterion and what would change it`()
    async throws
  {
    let text = await page([try SyntheticReport.claim()]).render(gnuplot: Self.none)
    _ = try XMLOutline(text)
    for part in [
      "confirmed", "above 0", "with 1 finding beside it", "What would change it.", "Another seed.",
      "F0/report.html",
      "href=\"#F6b\"", "id=\"F6b\"", "prefers-color-scheme: dark", "A note.",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(!text.contains("http:") && !text.contains("<script"))
  }

  @Test func `says once why it has no figures`() async throws {
    let report = try SyntheticReport.claim()
    let text = await page([report, report]).render(gnuplot: Self.none)
    #expect(text.split(separator: "No figures:").count == 2)
  }

  @Test func `leaves out pictures that are no squares of spins`() throws {
    var encoded = EncodedReport(try SyntheticReport.claim())
    for rows in [["+-", "+"], ["+x", "--"], [], ["+-+", "+-+"]] {
      encoded.galleries = [
        EncodedGallery(
          title: "t", pictures: [.init(caption: "", forbidden: false, rows: rows)])
      ]
      let report = try #require(Report(claim: encoded))
      #expect(report.illustrations.count == encoded.charts?.count, "\(rows)")
    }
  }

  @Test func `is nowhere taken in by what claims are called`() async throws {
    var report = try SyntheticReport.claim()
    let markup = "<script>alert(1)</script>\" onload=\"x"
    report.subject = markup
    report.findings[0].title = markup
    report.topic = .claim(ClaimTopic(identifier: markup, source: markup, setting: markup))
    let text = await page([report], change: markup).render(gnuplot: Self.none)
    _ = try XMLOutline(text)
    #expect(!text.contains("<script") && !text.contains("\" onload"))
  }

  @Test(.enabled(if: isGnuplotInstalled, "gnuplot is not installed (package gnuplot-nox)"))
  func `has the figure of every claim under a name of its own`() async throws {
    var other = try SyntheticReport.claim()
    other.topic = .claim(ClaimTopic(identifier: "F7", source: "", setting: ""))
    let text = await page([try SyntheticReport.claim(), other]).render()
    _ = try XMLOutline(text)
    #expect(text.contains("F6b-figure-1-title") && text.contains("F7-figure-1-title"))
  }

  @Test func `is the same from the reports' files as from the reports`() async throws {
    var report = try SyntheticReport.claim()
    report.illustrations.append(
      .configurations(
        ConfigurationGallery(
          title: "Two", size: 2,
          pictures: [.init(caption: "H = -8", isForbidden: false, spins: [1, 1, -1, 1])])))
    let encoded = try JSONReport.decode(JSONReport.encode(report))
    let decoded = try #require(Report(claim: encoded))
    #expect(decoded.illustrations.count == report.illustrations.count)
    let before = await page([report]).render(gnuplot: Self.none)
    #expect(await page([decoded]).render(gnuplot: Self.none) == before)
    #expect(Report(claim: EncodedReport(try SyntheticReport.pass())) == nil)
  }
}
