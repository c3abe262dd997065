import Judgement

/// One page over the reports on several claims, for a reader of the paper that made them: of each the verdict, its
/// figure, what was measured beside what would confirm it, and what would change it.
///
/// As `HTMLReport` it is complete in itself. Only the ways to the reports on single claims lead out of it.
public struct ClaimsPage: Sendable {
  /// A claim on the page.
  public struct Entry: Sendable {
    /// What was found.
    public var report: Report
    /// What would change the verdict, in a sentence or two.
    public var change: String
    /// The folder of the claim's own report, beside the page.
    public var folder: String

    /// An entry for a report on a claim.
    public init(report: Report, change: String, folder: String) {
      self.report = report
      self.change = change
      self.folder = folder
    }

    /// The claim; of a report on anything else a nameless one.
    var claim: ClaimTopic {
      if case .claim(let claim) = report.topic { return claim }
      return ClaimTopic(identifier: folder, source: "", setting: "")
    }
  }

  /// What was looked at: a title.
  public var title: String
  /// Who claimed it, and where.
  public var source: String
  /// The claims, in the order of the paper.
  public var entries: [Entry]
  /// Remarks, one sentence each.
  public var notes: [String]

  /// A page of reports that are there already; nothing is computed.
  public init(title: String, source: String, entries: [Entry], notes: [String]) {
    self.title = title
    self.source = source
    self.entries = entries
    self.notes = notes
  }

  /// The page; where gnuplot cannot be used, with tables in place of the figures.
  public func render(gnuplot: Gnuplot = Gnuplot()) async -> String {
    var sections = [contents]
    var problem: GnuplotError?
    for entry in entries { sections.append(await section(on: entry, gnuplot, &problem)) }
    return HTMLReport.frame(
      title: HTMLReport.text(title), header: header, sections: sections,
      footer: "<footer>\(HTMLReport.list(notes))</footer>")
  }

  private var header: String {
    let tallies = Verdict.onClaims.map { verdict in
      (
        verdict: verdict, count: entries.count { $0.report.verdict == verdict },
        label: verdict.ofClaim
      )
    }
    return """
      <header class="notApplicable"><div class="inner">
      <p class="brand">Steelyard \(HTMLReport.text(versions))</p>
      <h1>\(HTMLReport.text(title))</h1>
      <p class="subject">\(HTMLReport.text(source))</p>
      \(HTMLReport.tally(tallies.filter { $0.count > 0 }))</div></header>
      """
  }

  private var versions: String {
    Set(entries.map(\.report.version)).sorted().joined(separator: ", ")
  }

  private var contents: String {
    let items = entries.map { entry in
      let verdict = entry.report.verdict
      return """
        <li class="\(verdict.rawValue)"><a href="#\(HTMLReport.text(entry.claim.identifier))">\
        <span class="symbol">\(verdict.symbol)</span>\
        <span class="identifier">\(HTMLReport.text(entry.claim.identifier))</span>\
        <span>\(HTMLReport.text(entry.report.subject))</span></a></li>
        """
    }
    return "<ol class=\"contents\">\(items.joined(separator: "\n"))</ol>"
  }

  private func section(
    on entry: Entry, _ gnuplot: Gnuplot, _ problem: inout GnuplotError?
  ) async -> String {
    let report = entry.report
    let identifier = HTMLReport.text(entry.claim.identifier)
    let figures = await HTMLReport.figures(
      Array(report.illustrations.prefix(1)), prefix: "\(identifier)-figure", gnuplot, &problem)
    let decisive = report.findings.filter(\.isDecisive)
    let table = HTMLReport.claimTable(decisive)
    let findings =
      decisive.count <= Self.longestOpenTable
      ? table
      : "<details class=\"beside\"><summary>\(decisive.count) findings that decide</summary>\n"
        + "\(table)</details>"
    let command = report.command.map { "<code>\(HTMLReport.text($0))</code>" } ?? ""
    return """
      <section class="one-claim \(report.verdict.rawValue)" id="\(identifier)">
      <h2>\(HTMLReport.text(report.subject))</h2>
      <p>\(HTMLReport.badge(report.verdict, label: report.verdictLabel)): \(sentence(on: report))</p>
      <p class="setting">\(identifier), \(HTMLReport.text(entry.claim.source)). Computed: \
      \(HTMLReport.number(entry.claim.setting)).</p>
      \(figures)
      \(findings)
      <p><strong>What would change it.</strong> \(HTMLReport.number(entry.change))</p>
      <p class="setting"><a href="\(HTMLReport.text(entry.folder))/report.html">\(more(report))</a> \(command)</p>
      </section>
      """
  }

  /// A longer table of what decides is folded away.
  private static let longestOpenTable = 4

  /// What was found, and how many findings that decide came to what.
  private func sentence(on report: Report) -> String {
    let isOne = report.findings.count(where: \.isDecisive) == 1
    let tally = isOne ? "" : " Of those that decide: \(report.decisiveTally)."
    return HTMLReport.text(report.conclusion + tally)
  }

  private func more(_ report: Report) -> String {
    let beside = report.findings.count { !$0.isDecisive }
    let figures = report.illustrations.count - 1
    var parts: [String] = []
    if beside > 0 { parts.append("\(beside) \(beside == 1 ? "finding" : "findings") beside it") }
    if figures > 0 { parts.append("\(figures) more \(figures == 1 ? "figure" : "figures")") }
    return parts.isEmpty ? "Report" : "Report, with \(parts.joined(separator: " and "))"
  }
}
