/// An SVG figure by gnuplot, made fit to stand in an HTML page.
///
/// Only elements that draw are let through. Identifiers get a prefix of their own, colours follow the
/// page, text takes the page's font, the figure scales with its container, says what it shows, and
/// refers to nothing outside itself.
struct InlineSVG {
  let markup: String
  /// What is inside the `svg` element of the markup.
  let drawing: String

  /// - Parameters:
  ///   - output: what gnuplot's svg terminal printed.
  ///   - height: of the drawing, whose width is `GnuplotScript.width`.
  ///   - identifier: unique in the page.
  ///   - title: read aloud in place of the picture.
  /// - Throws: `GnuplotError.unusableFigure`.
  init(
    gnuplotOutput output: String, height: Int, identifier: String, title: String
  ) throws(GnuplotError) {
    guard let canvas = output.firstRange(of: "<g id=\"gnuplot_canvas\">"),
      let end = output.firstRange(of: "</svg>"), canvas.lowerBound < end.lowerBound
    else { throw .unusableFigure("found no SVG canvas") }
    var rewriter = SVGRewriter(prefix: identifier)
    try rewriter.rewrite(output[canvas.lowerBound..<end.lowerBound])
    drawing = rewriter.pieces.joined()
    markup = """
      <svg class="figure" viewBox="0 0 \(GnuplotScript.width) \(height)" \
      role="img" aria-labelledby="\(identifier)-title">
      <title id="\(identifier)-title">\(title.onOneLine.escapedForMarkup)</title>
      \(drawing)
      </svg>
      """
  }
}

/// Copies the tags of an SVG drawing one by one and changes or refuses what does not belong in a
/// page.
private struct SVGRewriter {
  let prefix: String
  private(set) var pieces: [String] = []

  private static let drawing: Set<Substring> = [
    "g", "defs", "path", "polygon", "polyline", "line", "circle", "rect", "use", "text", "tspan",
  ]
  /// Tool tips with gnuplot's own expressions, and filters that nothing uses.
  private static let omitted: Set<Substring> = ["title", "desc", "filter"]

  init(prefix: String) { self.prefix = prefix }

  mutating func rewrite(_ source: Substring) throws(GnuplotError) {
    var rest = source
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      append(text: rest[..<open])
      guard let close = rest.utf8[open...].firstIndex(of: UInt8(ascii: ">")) else {
        throw .unusableFigure("found a tag without an end")
      }
      let tag = rest[rest.utf8.index(after: open)..<close]
      rest = rest[rest.utf8.index(after: close)...]
      let isEnd = tag.utf8.first == UInt8(ascii: "/")
      let name = tag.dropFirst(isEnd ? 1 : 0).prefix { !$0.isWhitespace && $0 != "/" }
      if SVGRewriter.omitted.contains(name), !isEnd {
        guard let end = rest.firstRange(of: "</\(name)>") else {
          throw .unusableFigure("found \(name) without an end")
        }
        rest = rest[end.upperBound...]
      } else if SVGRewriter.drawing.contains(name) {
        try append(tag: tag, name: name, isEnd: isEnd)
      } else {
        throw .unusableFigure("found the element \(name)")
      }
    }
    append(text: rest)
  }

  private mutating func append(text: Substring) {
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    // gnuplot leaves ">" as it is in a label.
    pieces.append(String(text.replacing(">", with: "&gt;")))
  }

  private mutating func append(
    tag: Substring, name: Substring, isEnd: Bool
  ) throws(GnuplotError) {
    if isEnd {
      // Groups with nothing in them are a third of gnuplot's output.
      if name == "g", pieces.last?.hasPrefix("\n<g") ?? false {
        pieces.removeLast()
      } else {
        pieces.append("</\(name)>")
      }
      return
    }
    var piece = name == "tspan" ? "<\(name)" : "\n<\(name)"
    var rest = tag.dropFirst(name.count)
    while let equals = rest.utf8.firstIndex(of: UInt8(ascii: "=")) {
      let attribute = rest[..<equals].filter { !$0.isWhitespace }
      let quoted = rest[rest.utf8.index(after: equals)...].drop { $0.isWhitespace }
      guard let quote = quoted.first, quote == "'" || quote == "\"",
        let end = quoted.dropFirst().firstIndex(of: quote)
      else { throw .unusableFigure("found an attribute without a value in \(name)") }
      let value = quoted[quoted.index(after: quoted.startIndex)..<end]
      if let (attribute, value) = try rewritten(attribute, value) {
        piece += " \(attribute)=\"\(value)\""
      }
      rest = quoted[quoted.index(after: end)...]
    }
    pieces.append(piece + (tag.utf8.last == UInt8(ascii: "/") ? "/>" : ">"))
  }

  /// The attribute as it stands in the page; nil to leave it out.
  private func rewritten(
    _ attribute: String, _ value: Substring
  ) throws(GnuplotError) -> (String, String)? {
    switch attribute {
    case "id": return (attribute, "\(prefix)-\(value)")
    case "xlink:href", "href":
      guard value.hasPrefix("#") else { throw .unusableFigure("found a reference to \(value)") }
      return ("href", "#\(prefix)-\(value.dropFirst())")
    case "fill", "stroke", "color":
      return (attribute, Ink.variable(for: value) ?? String(value))
    // The page's font, and what is the default anyway.
    case "font-family": return nil
    case "stroke-linecap" where value == "butt": return nil
    case "stroke-linejoin" where value == "miter": return nil
    case _ where attribute.hasPrefix("on") || attribute == "style" || value.contains("url("):
      throw .unusableFigure("found the attribute \(attribute)")
    default:
      return (attribute, value.split { $0.isWhitespace }.joined(separator: " "))
    }
  }
}
