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

    var identifier: String {
      if case .claim(let claim) = report.topic { claim.identifier } else { folder }
    }
    var source: String { if case .claim(let claim) = report.topic { claim.source } else { "" } }
    var setting: String { if case .claim(let claim) = report.topic { claim.setting } else { "" } }
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
    for entry in entries { sections.append(await section(on: entry, gnuplot: gnuplot)) }
    return HTMLReport.frame(
      title: HTMLReport.text(title), header: header, sections: sections,
      footer: "<footer>\(HTMLReport.list(notes))</footer>")
  }

  private var header: String {
    let tallies = Verdict.onClaims.map { verdict in
      (verdict, entries.count { $0.report.verdict == verdict })
    }
    let items = tallies.filter { $0.1 > 0 }.map { verdict, count in
      "<li class=\"\(verdict.rawValue)\"><span class=\"symbol\">\(verdict.symbol)</span> "
        + "\(count) \(verdict.ofClaim)</li>"
    }
    return """
      <header class="notApplicable"><div class="inner">
      <p class="brand">Steelyard \(HTMLReport.text(versions))</p>
      <h1>\(HTMLReport.text(title))</h1>
      <p class="subject">\(HTMLReport.text(source))</p>
      <ul class="tally">\(items.joined(separator: "\n"))</ul>
      </div></header>
      """
  }

  private var versions: String {
    Set(entries.map(\.report.version)).sorted().joined(separator: ", ")
  }

  private var contents: String {
    let items = entries.map { entry in
      let verdict = entry.report.verdict
      return """
        <li class="\(verdict.rawValue)"><a href="#\(HTMLReport.text(entry.identifier))">\
        <span class="symbol">\(verdict.symbol)</span>\
        <span class="identifier">\(HTMLReport.text(entry.identifier))</span>\
        <span>\(HTMLReport.text(entry.report.subject))</span></a></li>
        """
    }
    return "<ol class=\"contents\">\(items.joined(separator: "\n"))</ol>"
  }

  private func section(on entry: Entry, gnuplot: Gnuplot) async -> String {
    let report = entry.report
    let identifier = HTMLReport.text(entry.identifier)
    let figures = await HTMLReport.figures(
      Array(report.illustrations.prefix(1)), prefix: "\(identifier)-figure", gnuplot: gnuplot)
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
      <p class="setting">\(identifier), \(HTMLReport.text(entry.source)). Computed: \
      \(HTMLReport.number(entry.setting)).</p>
      \(figures)
      \(findings)
      <p><strong>What would change it.</strong> \(HTMLReport.number(entry.change))</p>
      <p class="setting"><a href="\(HTMLReport.text(entry.folder))/report.html">\(more(report))</a> \(command)</p>
      </section>
      """
  }

  /// A longer table of what decides is folded away.
  private static let longestOpenTable = 4

  /// What was found: and how many findings that decide came to what.
  private func sentence(on report: Report) -> String {
    let decisive = report.findings.filter(\.isDecisive)
    let counts = Verdict.onClaims.compactMap { verdict -> String? in
      let count = decisive.count { $0.verdict == verdict }
      return count == 0 ? nil : "\(count) \(verdict.ofClaim)"
    }
    let tally =
      decisive.count > 1 ? " Of those that decide: \(counts.joined(separator: ", "))." : ""
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
