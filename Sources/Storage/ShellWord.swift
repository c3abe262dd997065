/// A word as a POSIX shell needs it written.
///
/// Words with control characters, which no terminal shows as they are, go through printf.
public func shellQuoted(_ word: String) -> String {
  let isPlain = word.unicodeScalars.allSatisfy {
    $0.isASCII
      && ($0.properties.isAlphabetic || ("0"..."9").contains($0)
        || "-_./+=:,@".contains(Character($0)))
  }
  if isPlain, !word.isEmpty { return word }
  let isVisible = word.unicodeScalars.allSatisfy {
    ![.control, .format, .lineSeparator, .paragraphSeparator].contains(
      $0.properties.generalCategory)
  }
  // The shell takes newlines from the end of what a command prints.
  guard isVisible || word.hasSuffix("\n") else { return "\"$(printf '\(printfFormat(word))')\"" }
  return "'\(word.replacing("'", with: "'\\''"))'"
}

/// The format, within single quotes, that makes printf print `word`.
private func printfFormat(_ word: String) -> String {
  var format = ""
  for (place, byte) in word.utf8.enumerated() {
    switch byte {
    // What begins with it would be an option.
    case UInt8(ascii: "-") where place == 0: format += #"\055"#
    case UInt8(ascii: "\\"): format += #"\\"#
    case UInt8(ascii: "%"): format += "%%"
    case UInt8(ascii: "'"): format += #"\047"#
    case 0x20..<0x7F: format.unicodeScalars.append(Unicode.Scalar(byte))
    default: format += "\\" + octal(byte)
    }
  }
  return format
}

private func octal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 8)
  return String(repeating: "0", count: 3 - digits.count) + digits
}
