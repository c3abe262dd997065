import Storage

extension Summary {
  /// The summary in GitHub-flavoured Markdown, with pictures that stand in files beside it.
  func markdown(figures: [(name: String, title: String)]) -> String {
    var blocks = [
      "## \(verdict.symbol) \(verdict.label.uppercased()): \(subject.escapedForMarkdown)",
      "**\(conclusion.escapedForMarkdown)**",
      facts.map { "- \($0.escapedForMarkdown)" }.joined(separator: "\n"),
    ]
    for table in tables where !table.rows.isEmpty {
      let alignment = "l" + String(repeating: "r", count: table.columns.count - 1)
      blocks.append(
        MarkdownReport.table(
          [table.title] + table.columns.dropFirst(), alignment: alignment, rows: table.shownRows))
    }
    blocks += figures.map { "![\($0.title.escapedForMarkdown)](\($0.name))" }
    blocks += charts.map { chart in
      let values = ValueTable(chart)
      return MarkdownReport.folded(
        values.title,
        MarkdownReport.table(
          values.columns, alignment: String(repeating: "r", count: values.columns.count),
          rows: values.rows))
    }
    if !notes.isEmpty {
      blocks.append(notes.map { "- \($0.escapedForMarkdown)" }.joined(separator: "\n"))
    }
    blocks.append(
      "Seed \(seed), Steelyard \(Version.current). Repeat with:\n\n"
        + MarkdownReport.codeBlock(command))
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// The summary as a page that is complete in itself, as `HTMLReport` makes it.
  ///
  /// - Parameter figures: the drawing of each chart; empty where there are none to be had.
  func page(figures: [String], problem: String?) -> String {
    func text(_ string: String) -> String { HTMLReport.text(string) }
    let title = "\(verdict.label.prefix(1).uppercased())\(verdict.label.dropFirst())"
    let tables = tables.filter { !$0.rows.isEmpty }.map { table in
      let values = ValueTable(
        title: table.title, columns: [""] + table.columns.dropFirst(), rows: table.shownRows)
      return "<section class=\"named\"><h2>\(text(table.title))</h2>"
        + "\(HTMLReport.markup(of: values))</section>"
    }
    let pictures = charts.enumerated().map { index, chart in
      let values = ValueTable(chart)
      let drawing = index < figures.count ? figures[index] : ""
      return """
        <figure class="plot"><h3>\(text(chart.title))</h3>
        \(drawing)
        <details class="numbers"\(drawing.isEmpty ? " open=\"\"" : "")><summary>Numbers</summary>
        \(HTMLReport.markup(of: values))</details></figure>
        """
    }
    let notice = problem.map { "<p class=\"notice\">No figures: \(text($0)).</p>\n" } ?? ""
    let items = notes.map { "<li>\(text($0))</li>" }.joined(separator: "\n")
    let notesSection =
      notes.isEmpty ? "" : "<section><h2>Notes</h2><ul class=\"notes\">\(items)</ul></section>"
    return HTMLReport.page(
      title: "\(title): \(text(subject))",
      body: """
        <header class="\(verdict.rawValue)"><div class="inner">
        <p class="brand">Steelyard: finite-size scaling</p>
        <h1><span class="symbol">\(verdict.symbol)</span> \(title)</h1>
        <p class="subject"><bdi>\(text(subject))</bdi></p>
        <p class="conclusion">\(text(conclusion))</p>
        </div></header>
        <main>
        <ul class="notes">\(facts.map { "<li>\(text($0))</li>" }.joined(separator: "\n"))</ul>
        \(tables.joined(separator: "\n"))
        <section><h2>Figures</h2>
        \(notice)<div class="figures">
        \(pictures.joined(separator: "\n"))
        </div></section>
        \(notesSection)
        </main>
        <footer><p>Seed \(seed), Steelyard \(text(Version.current)). Repeat with:</p>
        <pre><code>\(text(command))</code></pre></footer>
        """)
  }
}
