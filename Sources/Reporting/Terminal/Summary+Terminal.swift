import Storage

extension Summary {
  /// The summary as lines for a terminal, with a newline at the end of each.
  ///
  /// - Parameters:
  ///   - width: the number of columns that no line exceeds, except for a longer word of the command.
  ///   - color: whether the verdict is coloured by ANSI escape sequences.
  public func terminalText(width: Int = 80, color: Bool) -> String {
    precondition(width >= 60, "a table needs 60 characters")
    let word = "\(verdict.symbol) \(verdict.label.uppercased())"
    let lead = subject.wrapped(to: width - word.columnCount - 2)
    var lines = ["\(color ? verdict.painted(word, bold: true) : word)  \(lead[0])"]
    lines += lead.dropFirst().map { String(repeating: " ", count: word.columnCount + 2) + $0 }
    for sentence in [conclusion] + facts {
      lines += sentence.wrapped(to: width - 2).map { "  " + $0 }
    }
    for table in tables where !table.rows.isEmpty {
      lines.append("")
      let header = [table.title] + table.columns.dropFirst()
      let rows = table.shownRows.map { $0.map(\.onOneLine) }
      let layout = ColumnLayout(
        cells: [header] + rows, width: width, separation: 2, flexible: 0)
      lines += layout.lines(for: header)
      lines.append(String(repeating: "─", count: layout.usedWidth))
      lines += rows.flatMap { layout.lines(for: $0) }
    }
    if !notes.isEmpty { lines.append("") }
    for note in notes {
      lines += note.wrapped(to: width - 2).enumerated().map { ($0 == 0 ? "· " : "  ") + $1 }
    }
    lines += ["", "seed \(seed), steelyard \(Version.current)"]
    return
      (lines.map { $0.replacing("\u{A0}", with: " ") }
      + ShellCommand(command).lines(width: width, first: "repeat with: "))
      .map { $0 + "\n" }.joined()
  }
}
