/// A command for a POSIX shell, broken into lines that the shell puts together again.
///
/// A backslash ends every line but the last. Quoted text is never broken, so a line that holds
/// nothing but one long word may be wider than asked for: a broken file name would be another one.
struct ShellCommand {
  /// The words as they are written, quotes included.
  private let words: [String]

  init(_ text: String) {
    var words: [String] = []
    var word = ""
    var quote: Unicode.Scalar?
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if scalar == " ", quote == nil, !isEscaped {
        if !word.isEmpty { words.append(word) }
        word = ""
        continue
      }
      if isEscaped {
        isEscaped = false
      } else if scalar == quote {
        quote = nil
      } else if quote == nil, scalar == "'" || scalar == "\"" {
        quote = scalar
      } else if scalar == "\\", quote != "'" {
        isEscaped = true
      }
      word.unicodeScalars.append(scalar.isHarmless ? scalar : "\u{FFFD}")
    }
    self.words = word.isEmpty ? words : words + [word]
  }

  /// The lines, at most `width` columns wide, the first behind `first` and the others indented by two.
  func lines(width: Int, first: String) -> [String] {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for (index, word) in words.enumerated() {
      // Behind a word that is not the last there must be room for a blank and the backslash.
      let reserve = index == words.count - 1 ? 0 : 2
      let needed = line.columnCount + (isEmpty ? 0 : 1) + word.columnCount + reserve
      if needed > width, !isEmpty {
        lines.append(line + " \\")
        (line, isEmpty) = ("  ", true)
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }
}
