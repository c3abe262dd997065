import Storage

/// A value of Python's literal syntax, as far as headers of `.npy` files use it.
indirect enum PythonLiteral {
  case string(String)
  /// The digits with their sign; the value may exceed every machine integer.
  case integer(String)
  case boolean(Bool)
  case none
  case tuple([PythonLiteral])
  case list([PythonLiteral])
  case dictionary([(key: String, value: PythonLiteral)])
}

extension PythonLiteral: CustomStringConvertible {
  /// The literal as Python would print it.
  var description: String {
    switch self {
    case .string(let text): "'\(text)'"
    case .integer(let digits): digits
    case .boolean(let value): value ? "True" : "False"
    case .none: "None"
    case .tuple(let values):
      values.count == 1
        ? "(\(values[0]),)" : "(\(values.map(\.description).joined(separator: ", ")))"
    case .list(let values): "[\(values.map(\.description).joined(separator: ", "))]"
    case .dictionary(let entries):
      "{\(entries.map { "'\($0.key)': \($0.value)" }.joined(separator: ", "))}"
    }
  }
}

/// Where a text stops being a Python literal.
struct PythonSyntaxError: InternalError, Equatable {
  /// The offset in Unicode scalars, which are bytes where the text is Latin-1.
  var offset: Int
  var found: String
  var wanted: String
}

/// Parses strings, integers, True, False, None, tuples, lists and dictionaries with string keys.
///
/// Whitespace and trailing commas are free as in Python. Operators, calls, comments, other kinds of
/// numbers and of strings are refused.
struct PythonLiteralParser {
  private let text: [Unicode.Scalar]
  private var position = 0
  private var depth = 0

  /// The literal that is all of `text`, apart from whitespace around it.
  static func parse(_ text: [Unicode.Scalar]) throws(PythonSyntaxError) -> PythonLiteral {
    var parser = PythonLiteralParser(text: text)
    let value = try parser.value()
    parser.skipWhitespace()
    guard parser.position == text.count else { throw parser.error(wanted: "the end") }
    return value
  }

  private init(text: [Unicode.Scalar]) { self.text = text }

  private var current: Unicode.Scalar? { position < text.count ? text[position] : nil }

  private func error(wanted: String) -> PythonSyntaxError {
    let found = current.map { "'\(String($0).printable())'" } ?? "the end"
    return PythonSyntaxError(offset: position, found: found, wanted: wanted)
  }

  private mutating func skipWhitespace() {
    while let scalar = current, " \t\n\r\u{0B}\u{0C}".unicodeScalars.contains(scalar) {
      position += 1
    }
  }

  /// Steps over `scalar`, if it is next.
  private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    skipWhitespace()
    guard current == scalar else { return false }
    position += 1
    return true
  }

  private mutating func value() throws(PythonSyntaxError) -> PythonLiteral {
    skipWhitespace()
    // Nesting is bounded because the parser recurses; NumPy nests no deeper than structured types.
    depth += 1
    defer { depth -= 1 }
    guard depth <= 16 else { throw error(wanted: "at most 16 levels of nesting") }
    switch current {
    case "'", "\"": return .string(try string())
    case "(": return try tuple()
    case "[":
      position += 1
      return .list(try values(until: "]").values)
    case "{": return try dictionary()
    case let scalar? where scalar == "-" || scalar == "+" || isDigit(scalar):
      return .integer(try integer())
    case let scalar? where isLetter(scalar): return try keyword()
    default: throw error(wanted: "a value")
    }
  }

  private mutating func string() throws(PythonSyntaxError) -> String {
    let quote = text[position]
    position += 1
    var content = String.UnicodeScalarView()
    while let scalar = current, scalar != quote {
      guard scalar != "\n" else { throw error(wanted: "the end of the string") }
      if scalar == "\\" {
        position += 1
        guard let escaped = current, escaped == "\\" || escaped == "'" || escaped == "\"" else {
          throw error(wanted: "a backslash or a quote behind the backslash")
        }
      }
      content.append(text[position])
      position += 1
    }
    guard current != nil else { throw error(wanted: "the end of the string") }
    position += 1
    return String(content)
  }

  private mutating func integer() throws(PythonSyntaxError) -> String {
    var digits = ""
    if let sign = current, !isDigit(sign) {
      if sign == "-" { digits = "-" }
      position += 1
    }
    let first = position
    while let scalar = current, isDigit(scalar) {
      digits.unicodeScalars.append(scalar)
      position += 1
    }
    guard position > first else { throw error(wanted: "a digit") }
    // Python 2 wrote long integers with an L, and so did NumPy under it.
    if current == "L" { position += 1 }
    if let scalar = current, isLetter(scalar) || isDigit(scalar) || scalar == "." {
      throw error(wanted: "an integer")
    }
    return digits
  }

  private mutating func keyword() throws(PythonSyntaxError) -> PythonLiteral {
    let start = position
    var word = ""
    while let scalar = current, isLetter(scalar) || isDigit(scalar) {
      word.unicodeScalars.append(scalar)
      position += 1
    }
    switch word {
    case "True": return .boolean(true)
    case "False": return .boolean(false)
    case "None": return .none
    default:
      throw PythonSyntaxError(
        offset: start, found: word.printable(limit: 20), wanted: "True, False or None")
    }
  }

  private mutating func tuple() throws(PythonSyntaxError) -> PythonLiteral {
    position += 1
    let (values, hasTrailingComma) = try values(until: ")")
    // (x) is x in parentheses, (x,) is a tuple.
    return values.count == 1 && !hasTrailingComma ? values[0] : .tuple(values)
  }

  private mutating func values(
    until end: Unicode.Scalar
  ) throws(PythonSyntaxError) -> (values: [PythonLiteral], hasTrailingComma: Bool) {
    var values: [PythonLiteral] = []
    var hasTrailingComma = false
    while !accept(end) {
      guard values.isEmpty || hasTrailingComma else { throw error(wanted: "a comma or '\(end)'") }
      values.append(try value())
      hasTrailingComma = accept(",")
    }
    return (values, hasTrailingComma)
  }

  private mutating func dictionary() throws(PythonSyntaxError) -> PythonLiteral {
    position += 1
    var entries: [(key: String, value: PythonLiteral)] = []
    var hasTrailingComma = true
    while !accept("}") {
      guard hasTrailingComma else { throw error(wanted: "a comma or '}'") }
      guard current == "'" || current == "\"" else { throw error(wanted: "a key in quotes") }
      let key = try string()
      guard accept(":") else { throw error(wanted: "a colon") }
      entries.append((key, try value()))
      hasTrailingComma = accept(",")
    }
    return .dictionary(entries)
  }
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
  ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
}
