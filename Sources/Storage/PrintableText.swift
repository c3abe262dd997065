extension String {
  /// This text on one line of visible characters: control characters and separators of lines are
  /// escaped, and text beyond `limit` characters is cut off with an ellipsis.
  ///
  /// What a file contains, its name included, may be hostile to a terminal.
  package func printable(limit: Int = .max) -> String {
    var text = ""
    var length = 0
    for scalar in unicodeScalars {
      guard length < limit else { return text + "…" }
      length += 1
      if scalar.isInvisible {
        text += scalar.escaped(asASCII: true)
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension Unicode.Scalar {
  /// Whether this is a control, a mark that formats or reorders what is around it, a separator of lines,
  /// or nothing that Unicode has given a shape.
  var isInvisible: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      true
    default: false
    }
  }
}
