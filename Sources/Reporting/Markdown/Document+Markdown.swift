extension Document {
  /// The document in GitHub-flavoured Markdown, with pictures that stand in files beside it.
  func markdown(figures: [(name: String, title: String)]) -> String {
    var blocks = ["## \(verdict.symbol) \(headline): \(subject.escapedForMarkdown)"]
    blocks += markdownFindings
    blocks += figures.map { "![\($0.title.escapedForMarkdown)](\($0.name))" }
    blocks += markdownParticulars
    blocks += illustrations.compactMap(\.table).map { values in
      MarkdownReport.folded(
        values.title,
        MarkdownReport.table(
          values.columns, alignment: String(repeating: "r", count: values.columns.count),
          rows: values.rows))
    }
    if !notes.isEmpty { blocks.append(MarkdownReport.list(notes)) }
    blocks.append(
      "Seed \(seed), Steelyard \(version.escapedForMarkdown)."
        + (command.map { " Repeat with:\n\n\(MarkdownReport.codeBlock($0))" } ?? ""))
    return blocks.joined(separator: "\n\n") + "\n"
  }
}
