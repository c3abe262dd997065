extension Summary {
  /// The summary as lines for a terminal, with a newline at the end of each.
  ///
  /// - Parameters:
  ///   - width: the number of columns that no line exceeds, except for a longer word of the command.
  ///   - color: whether the verdict is coloured by ANSI escape sequences.
  public func terminalText(width: Int = 80, color: Bool) -> String {
    precondition(width >= 60, "a table needs 60 characters")
    let page = TerminalPage(width: width, color: color)
    return page.render(
      self, facts: facts,
      body: shownTables.flatMap { [""] + page.table($0.columns, rows: $0.rows, flexible: 0) })
  }
}
