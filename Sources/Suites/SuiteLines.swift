/// Where the keys of a TOML text stand; the parser does not keep that.
struct SuiteLines {
  private let lines: [Substring]

  init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// Whether a line has a key of more than a hundred parts, or what looks like one.
  static func isDeep(_ line: Substring) -> Bool {
    line.utf8.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "#") }
      .count { $0 == UInt8(ascii: ".") } > 100
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
