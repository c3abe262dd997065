/// Where the keys of a TOML text stand; the parser does not keep that.
struct SuiteLines {
  private let lines: [Substring]

  init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// What the parser cannot bear in `text`, as found and wanted; nil where there is nothing.
  ///
  /// It follows a key part by part, each on the stack, and ends the process where a table has no name. Lines within
  /// strings are held to the same, since only the parser knows where a string ends.
  static func danger(in text: String) -> (found: String, wanted: String)? {
    // By bytes: a carriage return and a mark on a letter make one character with what is before them.
    for line in text.utf8.split(whereSeparator: { $0 == UInt8(ascii: "\n") }) {
      if line.count(where: { $0 == UInt8(ascii: ".") }) > 1000 {
        return ("a key of very many parts", "KEY = VALUE")
      }
      let scalars = Substring(line).unicodeScalars
      func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar == "\u{FEFF}"
      }
      var name = scalars.drop(while: isBlank)
      guard name.first == "[" else { continue }
      name = name.dropFirst().drop(while: isBlank)
      if name.first == "[" { name = name.dropFirst().drop(while: isBlank) }
      // The end of a line and a bracket that closes it are errors that the parser has words for.
      guard let first = name.first, first != "]" else { continue }
      let isName =
        first.isASCII && first.properties.isAlphabetic || ("0"..."9").contains(first)
        || "-_\"'".unicodeScalars.contains(first)
      if !isName { return ("a line that begins with [ and has no name behind it", "[TABLE]") }
    }
    return nil
  }

  /// The number of the first line, from 1, that sets `key` or opens the table of that name.
  func number(of key: String) -> Int? {
    lines.firstIndex { line in
      let words = Self.key(of: line)
      return words == key || words.hasPrefix(key + ".")
    }.map { $0 + 1 }
  }

  /// The number of the line, from 1, that sets `entry` of the table `key`; that of the table where it stands in
  /// braces.
  func number(of entry: String, in key: String) -> Int? {
    guard let table = number(of: key) else { return nil }
    return lines.indices.dropFirst(table - 1)
      .first { [entry, "\(key).\(entry)"].contains(Self.key(of: lines[$0])) }
      .map { $0 + 1 } ?? table
  }

  /// What stands before the value, without quotes and brackets.
  private static func key(of line: Substring) -> String {
    line.prefix { $0 != "=" && $0 != "#" }.filter { !" \t\r\"'[]".contains($0) }
  }
}
