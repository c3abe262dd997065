/// The colours of a figure, as markers in gnuplot's output and as variables of the page's style.
///
/// gnuplot knows no style sheets. It is given colours that nobody would choose, and these are
/// replaced, so that one figure serves the light and the dark page.
enum Ink: Int, CaseIterable {
  case reference = 1
  case samples, warning, axis, grid

  /// What gnuplot is told.
  var marker: String { "#01010\(rawValue)" }

  /// What the page is told.
  var variable: String {
    switch self {
    case .reference: "var(--reference)"
    case .samples: "var(--samples)"
    case .warning: "var(--fail)"
    case .axis: "var(--muted)"
    case .grid: "var(--rule)"
    }
  }
}

/// An SVG figure by gnuplot, made fit to stand in an HTML page.
///
/// Its identifiers get a prefix of their own, colours follow the page, the text takes the page's
/// font, it scales with its container, says what it shows, and refers to nothing outside itself.
struct InlineSVG {
  let markup: String

  /// - Parameters:
  ///   - output: what gnuplot's svg terminal printed.
  ///   - identifier: unique in the page.
  ///   - title: read aloud in place of the picture.
  /// - Throws: `GnuplotError.unusableFigure`.
  init(gnuplotOutput output: String, identifier: String, title: String) throws(GnuplotError) {
    guard let canvas = output.firstRange(of: "<g id=\"gnuplot_canvas\">"),
      let end = output.firstRange(of: "</svg>"), canvas.lowerBound < end.lowerBound
    else { throw .unusableFigure("found no SVG canvas") }
    var body = String(output[canvas.lowerBound..<end.lowerBound])
    // Tool tips with gnuplot's own expressions, and filters that nothing uses.
    body.replace(/<title>[^<]*<\/title>/, with: "")
    body.replace(/<filter(?s:.*?)<\/filter>\s*/, with: "")
    body.replace(/\sfont-family=(?:"[^"]*"|'[^']*')/, with: "")
    body.replace(/rgb\(\s*1,\s*1,\s*(\d)\)/) { match in
      Int(match.output.1).flatMap(Ink.init(rawValue:))?.variable ?? "var(--ink)"
    }
    body.replace(/(["'])black\1/, with: "\"var(--ink)\"")
    body.replace(/(["'])white\1/, with: "\"var(--surface)\"")
    body.replace(/\bid=["']([^"']*)["']/) { "id=\"\(identifier)-\($0.output.1)\"" }
    body.replace(/xlink:href=["']#([^"']*)["']/) { "href=\"#\(identifier)-\($0.output.1)\"" }
    // Empty groups are a third of the text.
    body.replace(/<g [^>]*>\s*<\/g>\s*/, with: "")
    body.replace(/\n\s*/, with: "\n")
    // gnuplot leaves ">" as it is in a label.
    body.replace("]]>", with: "]]&gt;")
    for forbidden in ["<script", "<image", "<foreignObject", "javascript:", "://", "url("] {
      // Label texts are escaped by gnuplot; "://" may stand in one, but not in a figure of ours.
      guard !body.contains(forbidden) else {
        throw .unusableFigure("found \(forbidden) in it")
      }
    }
    markup = """
      <svg class="figure" viewBox="0 0 \(GnuplotScript.width) \(GnuplotScript.height)" \
      role="img" aria-labelledby="\(identifier)-title">
      <title id="\(identifier)-title">\(title.onOneLine.escapedForMarkup)</title>
      \(body)</svg>
      """
  }
}
