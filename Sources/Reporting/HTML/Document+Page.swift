extension Document {
  /// The document as a page that is complete in itself: it loads nothing.
  func page(gnuplot: Gnuplot) async -> String {
    let title = verdictLabel.prefix(1).uppercased() + verdictLabel.dropFirst()
    let figures = await HTMLReport.figures(illustrations, title: figuresTitle, gnuplot: gnuplot)
    return HTMLReport.frame(
      title: "\(title): \(text(subject))", header: header(title: title),
      sections: pageSections + [figures, notesSection], footer: footer)
  }

  private func text(_ text: String) -> String { HTMLReport.text(text) }

  private func header(title: String) -> String {
    return """
      <header class="\(verdict.rawValue)"><div class="inner">
      <p class="brand">\(brand)</p>
      <h1><span class="symbol">\(verdict.symbol)</span> \(title)</h1>
      <p class="subject"><bdi>\(text(subject))</bdi></p>
      <p class="conclusion">\(text(conclusion))</p>
      \(HTMLReport.tally(tallies))</div></header>
      """
  }

  private var footer: String {
    let seed = "<footer><p>Seed \(seed), Steelyard \(text(version))."
    guard let command else { return "\(seed)</p></footer>" }
    return "\(seed) Repeat with:</p>\n<pre><code>\(text(command))</code></pre></footer>"
  }

  private var notesSection: String {
    guard !notes.isEmpty else { return "" }
    return "<section><h2>Notes</h2>\(HTMLReport.list(notes))</section>"
  }
}
