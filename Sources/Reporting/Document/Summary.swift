import Judgement
import Statistics
import Storage

/// What an analysis came to that is neither a weighing of samples nor a claim: a verdict, tables and
/// charts, to be shown on a terminal, in Markdown and as a page.
public struct Summary: Sendable {
  /// What stands in a table.
  public enum Cell: Sendable, Equatable {
    /// A name or a remark.
    case text(String)
    /// A value with its 95 % interval.
    case estimate(Double, ClosedRange<Double>)
  }

  /// Rows under names of columns. The first column holds names and the others values.
  public struct Table: Sendable, Equatable {
    /// What stands above the table.
    public var title: String
    /// The names of the columns, at least one.
    public var columns: [String]
    /// The cells by rows, each with one for every column.
    public var rows: [[Cell]]
    /// Whether it is for those who ask for it: folded on a page, and left out on a terminal.
    public var isFolded: Bool

    /// - Precondition: as many cells in each row as there are columns, at least one.
    public init(title: String, columns: [String], rows: [[Cell]], isFolded: Bool = false) {
      precondition(!columns.isEmpty && rows.allSatisfy { $0.count == columns.count })
      self.title = title
      self.columns = columns
      self.rows = rows
      self.isFolded = isFolded
    }
  }

  /// What the analysis came to, in one word.
  public var verdict: Verdict
  /// What was analysed, usually the name of a file.
  public var subject: String
  /// What was found, in a sentence.
  public var conclusion: String
  /// How, one sentence each.
  public var facts: [String]
  /// What was measured, in the order in which it is shown.
  public var tables: [Table]
  /// What was measured, as pictures.
  public var charts: [SeriesChart]
  /// Amounts by row and column, shown behind the charts.
  public var matrices: [MatrixPicture] = []
  /// Remarks, one sentence each.
  public var notes: [String]
  /// Seed of every random number used.
  public var seed: UInt64
  /// The command that does the analysis again.
  public var command: String?
  /// The kind of analysis, for the head of a page.
  public var brand: String
  /// The document for programs, which the analysis encodes itself; nil where it has none.
  public var encoded: String?
  /// Reports on single parts, which have pages of their own in folders within.
  public var parts: [Part] = []

  /// A report on a part, in a folder of its own.
  public struct Part: Sendable {
    /// What the reader is told it is on.
    public var title: String
    /// The folder's name.
    public var folder: String
    /// What was found.
    public var report: Report

    /// A part of that title, in a folder of that name.
    public init(title: String, folder: String, report: Report) {
      self.title = title
      self.folder = folder
      self.report = report
    }
  }

  /// A summary of an analysis that is done; nothing is computed.
  public init(
    verdict: Verdict, subject: String, conclusion: String, facts: [String], tables: [Table],
    charts: [SeriesChart], notes: [String], seed: UInt64, command: String? = nil,
    brand: String = "Steelyard: finite-size scaling", encoded: String? = nil
  ) {
    self.verdict = verdict
    self.subject = subject
    self.conclusion = conclusion
    self.facts = facts
    self.tables = tables
    self.charts = charts
    self.notes = notes
    self.seed = seed
    self.command = command
    self.brand = brand
    self.encoded = encoded
  }
}

extension Summary.Cell {
  /// The cell as people read it.
  var shown: String {
    switch self {
    case .text(let text): text
    case .estimate(let value, let interval): NumberText.estimate(value, interval: interval)
    }
  }
}

extension Summary {
  /// The tables that have rows, as people read them, each under its name in the first column.
  var shownTables: [ValueTable] {
    tables.filter { !$0.rows.isEmpty && !$0.isFolded }.map { table in
      ValueTable(
        title: table.title, columns: [table.title] + table.columns.dropFirst(),
        rows: table.rows.map { $0.map(\.shown) })
    }
  }

  /// Those for people who ask for them.
  var foldedTables: [ValueTable] {
    tables.filter { !$0.rows.isEmpty && $0.isFolded }.map { table in
      ValueTable(
        title: table.title, columns: table.columns, rows: table.rows.map { $0.map(\.shown) })
    }
  }
}

extension Summary: Document {
  var verdictLabel: String { verdict.label }
  var tallies: [(verdict: Verdict, count: Int, label: String)] { [] }
  var illustrations: [Illustration] {
    charts.map(Illustration.chart) + matrices.map(Illustration.matrix)
  }
  var version: String { Version.current }
  var figuresTitle: String { "Figures" }

  var pageSections: [String] {
    let tables = shownTables.map { table in
      var table = table
      table.columns[0] = ""
      return "<section class=\"named\"><h2>\(HTMLReport.text(table.title))</h2>"
        + "\(HTMLReport.markup(of: table))</section>"
    }
    let folded = foldedTables.map { table in
      "<details class=\"numbers\"><summary>\(HTMLReport.text(table.title))</summary>"
        + "\(HTMLReport.markup(of: table))</details>"
    }
    return [HTMLReport.list(facts), (tables + folded).joined(separator: "\n"), partLinks]
  }

  var markdownFindings: [String] {
    let tables = shownTables.map { table in
      MarkdownReport.table(
        table.columns, alignment: "l" + String(repeating: "r", count: table.columns.count - 1),
        rows: table.rows)
    }
    let folded = foldedTables.map { table in
      MarkdownReport.folded(
        table.title,
        MarkdownReport.table(
          table.columns, alignment: String(repeating: "r", count: table.columns.count),
          rows: table.rows))
    }
    return ["**\(conclusion.escapedForMarkdown)**", MarkdownReport.list(facts)] + tables + folded
      + markdownPartLinks
  }

  /// The ways to the pages of the parts.
  private var partLinks: String {
    guard !parts.isEmpty else { return "" }
    let links = parts.map {
      "<a href=\"\(HTMLReport.text($0.folder))/report.html\">\(HTMLReport.text($0.title))</a>"
        + " \(HTMLReport.text($0.report.verdict.label))"
    }
    return "<p class=\"parts\">Each by itself: \(links.joined(separator: ", ")).</p>"
  }

  private var markdownPartLinks: [String] {
    guard !parts.isEmpty else { return [] }
    let links = parts.map {
      "[\($0.title.escapedForMarkdown)](\($0.folder)/report.md) \($0.report.verdict.label)"
    }
    return ["Each by itself: \(links.joined(separator: ", "))."]
  }

  var markdownParticulars: [String] { [] }

  /// All parts as test suites of one document; nil where there are none, since a summary is no test result.
  var junit: String? { parts.isEmpty ? nil : JUnitReport.render(parts.map(\.report)) }

  func json() -> String {
    guard let encoded else { preconditionFailure("the summary has no document for programs") }
    return encoded
  }
}
