import Judgement

/// The frame of a document on a terminal, in lines of at most `width` columns.
struct TerminalPage {
  let width: Int
  let color: Bool

  /// `document` as lines with a newline at the end of each, with `body` between head and remarks.
  ///
  /// - Parameter facts: sentences for the head, behind the conclusion.
  func render(_ document: some Document, facts: [String], body: [String]) -> String {
    let word = "\(document.verdict.symbol) \(document.headline)"
    let subject = document.subject.wrapped(to: width - word.columnCount - 2)
    var lines = ["\(painted(word, as: document.verdict, bold: true))  \(subject[0])"]
    let indentation = String(repeating: " ", count: word.columnCount + 2)
    lines += subject.dropFirst().map { indentation + $0 }
    lines += ([document.conclusion] + facts).flatMap { indented($0) }
    lines += body
    if !document.notes.isEmpty { lines.append("") }
    lines += document.notes.flatMap { indented($0, first: "· ") }
    lines.append("")
    lines += indented("seed \(document.seed), steelyard \(document.version)", first: "")
    // The no-break spaces have done their work; plain ones are easier to search for. In the command
    // they may belong to the name of a file.
    let command =
      document.command.map { ShellCommand($0).lines(width: width, first: "repeat with: ") } ?? []
    return (lines.map { $0.replacing("\u{A0}", with: " ") } + command).map { $0 + "\n" }.joined()
  }

  /// A table, one line or more for each row.
  ///
  /// - Parameters:
  ///   - flexible: the column that takes what the others leave.
  ///   - decorate: may add to a cell, by row and column, what takes no width.
  func table(
    _ header: [String], rows: [[String]], flexible: Int,
    decorate: (Int, Int, String) -> String = { $2 }
  ) -> [String] {
    let rows = rows.map { $0.map(\.onOneLine) }
    let layout = ColumnLayout(
      cells: [header] + rows, width: width, separation: 2, flexible: flexible)
    var lines = layout.lines(for: header)
    lines.append(String(repeating: "─", count: layout.usedWidth))
    for (index, row) in rows.enumerated() {
      lines += layout.lines(for: row) { decorate(index, $0, $1) }
    }
    return lines
  }

  func indented(_ text: String, first: String = "  ") -> [String] {
    text.wrapped(to: width - 2).enumerated().map { ($0 == 0 ? first : "  ") + $1 }
  }

  func painted(_ text: String, as verdict: Verdict, bold: Bool = false) -> String {
    color ? verdict.painted(text, bold: bold) : text
  }
}
