// Text in cells of fixed width, as on a terminal.

extension Character {
  /// The number of terminal columns that the character takes: 2 for East Asian wide characters and
  /// emoji, else 1. Combining marks are part of their character and take none of their own.
  ///
  /// The ranges are the blocks whose property East_Asian_Width is W or F (Unicode Standard Annex
  /// 11); single exceptions inside a block are not distinguished.
  var columnCount: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    if scalar.properties.isEmojiPresentation { return 2 }
    return switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}

extension StringProtocol {
  /// The number of terminal columns that the text takes, if it is one line without controls.
  var columnCount: Int { reduce(0) { $0 + $1.columnCount } }

  /// The text on one line and harmless to a terminal: white space becomes single spaces, except that
  /// a no-break space stays; controls
  /// and the invisible characters that reorder text become U+FFFD, so that a file name cannot move
  /// the cursor or change colours.
  package var onOneLine: String {
    var line = ""
    var hasPendingSpace = false
    for scalar in unicodeScalars {
      if scalar.properties.isWhitespace, scalar != "\u{A0}" {
        hasPendingSpace = true
        continue
      }
      if hasPendingSpace, !line.isEmpty { line.append(" ") }
      hasPendingSpace = false
      line.unicodeScalars.append(scalar.isHarmless ? scalar : "\u{FFFD}")
    }
    return line
  }

  /// The text broken between words into lines of at most `width` columns; a word that is longer
  /// than a line is broken where the line ends.
  func wrapped(to width: Int) -> [String] {
    precondition(width >= 2, "a line must hold the widest character")
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in onOneLine.split(separator: " ") {
      let wordWidth = word.columnCount
      if !line.isEmpty, used + 1 + wordWidth <= width {
        line += " \(word)"
        used += 1 + wordWidth
        continue
      }
      if !line.isEmpty { lines.append(line) }
      (line, used) = ("", 0)
      for character in word {
        let columns = character.columnCount
        if used + columns > width {
          lines.append(line)
          (line, used) = ("", 0)
        }
        line.append(character)
        used += columns
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// The text with spaces behind it up to `width` columns.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - columnCount))
  }
}

extension Unicode.Scalar {
  /// Whether the scalar neither controls a terminal nor reorders text.
  var isHarmless: Bool {
    switch properties.generalCategory {
    case .control, .surrogate, .lineSeparator, .paragraphSeparator: false
    // U+200C and U+200D shape scripts and emoji; the other format characters do not show.
    case .format: value == 0x200C || value == 0x200D
    default: true
    }
  }
}
