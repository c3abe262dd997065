import Storage

/// An SVG figure by gnuplot, made fit to stand in an HTML page.
///
/// Only elements that draw are let through, and of their attributes only those of `SVGVocabulary`, with
/// values of characters that can neither begin a tag nor name a place elsewhere. Identifiers get a prefix
/// of their own, colours follow the page, text takes the page's font, the figure scales with its
/// container, says what it shows, and refers to nothing outside itself.
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

/// The elements and attributes that a drawing may have; what is not on these lists is refused.
private enum SVGVocabulary {
  /// Elements that draw.
  static let drawing: Set<Substring> = [
    "g", "defs", "path", "polygon", "polyline", "line", "circle", "rect", "use", "text", "tspan",
  ]
  /// Tool tips with gnuplot's own expressions, and filters that nothing uses: left out with all in them.
  static let omittedElements: Set<Substring> = ["title", "desc", "filter"]
  /// Attributes that say where and how something is drawn.
  static let attributes: Set<Substring> = [
    "class", "color", "cx", "cy", "d", "dx", "dy", "fill", "fill-opacity", "fill-rule", "font-size",
    "font-style", "font-weight", "height", "href", "id", "points", "r", "rx", "ry",
    "shape-rendering", "stroke",
    "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-width",
    "text-anchor", "transform", "width", "x", "x1", "x2", "xlink:href", "xml:space", "y", "y1",
    "y2",
  ]
  /// The page's font, not gnuplot's.
  static let omittedAttributes: Set<Substring> = ["font-family"]
  /// Names that the page's style sheet has no rules for.
  static let classes: Set<Substring> = ["gridline"]

  /// Whether `value` has nothing but numbers, words, lists and transformations in it.
  static func isPlain(_ value: Substring) -> Bool {
    value.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "\t"), UInt8(ascii: "\n"),
        UInt8(ascii: "\r"):
        true
      default: " .,+-_%()#".utf8.contains(byte)
      }
    }
  }
}

/// Copies the tags of an SVG drawing one by one and changes or refuses what does not belong in a
/// page.
private struct SVGRewriter {
  let prefix: String
  private(set) var pieces: [String] = []

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
      // As an HTML parser reads it: a slash ends the name as a space does.
      let name = tag.dropFirst(isEnd ? 1 : 0).prefix { !$0.isWhitespace && $0 != "/" }
      if SVGVocabulary.omittedElements.contains(name), !isEnd {
        guard let end = rest.firstRange(of: "</\(name)>") else {
          throw .unusableFigure("found \(name) without an end")
        }
        rest = rest[end.upperBound...]
      } else if SVGVocabulary.drawing.contains(name) {
        try append(tag: tag, name: name, isEnd: isEnd)
      } else {
        throw .unusableFigure("found the element \(name.printable(limit: 40))")
      }
    }
    append(text: rest)
  }

  private mutating func append(text: Substring) {
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    // gnuplot leaves ">" as it is in a label, and lets through whatever else a label has in it.
    pieces.append(text.withoutControls.replacing(">", with: "&gt;"))
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
    let isEmpty = rest.utf8.last == UInt8(ascii: "/")
    if isEmpty { rest.removeLast() }
    rest = rest.drop { $0.isWhitespace }
    while !rest.isEmpty {
      guard let equals = rest.utf8.firstIndex(of: UInt8(ascii: "=")) else {
        throw .unusableFigure("found an attribute without a value in \(name)")
      }
      var attribute = rest[..<equals]
      while attribute.last?.isWhitespace ?? false { attribute.removeLast() }
      let quoted = rest[rest.utf8.index(after: equals)...].drop { $0.isWhitespace }
      guard let quote = quoted.first, quote == "'" || quote == "\"",
        let end = quoted.dropFirst().firstIndex(of: quote)
      else { throw .unusableFigure("found an attribute without a value in \(name)") }
      let value = quoted[quoted.index(after: quoted.startIndex)..<end]
      if let (attribute, value) = try rewritten(attribute, value) {
        piece += " \(attribute)=\"\(value)\""
      }
      rest = quoted[quoted.index(after: end)...].drop { $0.isWhitespace }
    }
    pieces.append(piece + (isEmpty ? "/>" : ">"))
  }

  /// The attribute as it stands in the page; nil to leave it out.
  private func rewritten(
    _ attribute: Substring, _ value: Substring
  ) throws(GnuplotError) -> (Substring, String)? {
    if SVGVocabulary.omittedAttributes.contains(attribute) { return nil }
    guard SVGVocabulary.attributes.contains(attribute) else {
      throw .unusableFigure("found the attribute \(attribute.printable(limit: 40))")
    }
    guard SVGVocabulary.isPlain(value) else {
      throw .unusableFigure("found \(attribute) of \(value.printable(limit: 40))")
    }
    // A place elsewhere has no business in any attribute, whatever a browser makes of it there.
    guard !value.lowercased().contains("url") else {
      throw .unusableFigure("found \(attribute) of \(value.printable(limit: 40))")
    }
    switch attribute {
    case "class":
      guard SVGVocabulary.classes.contains(value) else {
        throw .unusableFigure("found the class \(value.printable(limit: 40))")
      }
      return (attribute, String(value))
    case "id": return (attribute, "\(prefix)-\(value)")
    case "xlink:href", "href":
      guard value.hasPrefix("#") else {
        throw .unusableFigure("found a reference to \(value.printable(limit: 40))")
      }
      return ("href", "#\(prefix)-\(value.dropFirst())")
    case "fill", "stroke", "color":
      return (attribute, Ink.variable(for: value) ?? String(value))
    // What is the default anyway.
    case "stroke-linecap" where value == "butt": return nil
    case "stroke-linejoin" where value == "miter": return nil
    default:
      return (attribute, value.split { $0.isWhitespace }.joined(separator: " "))
    }
  }
}

extension Substring {
  fileprivate func printable(limit: Int) -> String { String(self).printable(limit: limit) }

  /// The text with control characters, and those that change the direction of others, as U+FFFD.
  fileprivate var withoutControls: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\t", "\n", "\r": text.unicodeScalars.append(scalar)
      case _
      where scalar.properties.generalCategory == .control
        || scalar.properties.isBidiControl || scalar == "\u{FFFE}" || scalar == "\u{FFFF}":
        text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
