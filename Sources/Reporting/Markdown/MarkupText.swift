// Text that is safe between tags and inside quoted attributes of XML and HTML.

extension StringProtocol {
  /// The text with `& < > " '` as references, and with the characters that XML 1.0 forbids (controls
  /// other than tab and line ends, U+FFFE, U+FFFF) as U+FFFD, which shows that something was there.
  var escapedForMarkup: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      case "\t", "\n", "\r", " "..."\u{7E}", "\u{A0}"..."\u{FFFD}", "\u{10000}"...:
        text.unicodeScalars.append(scalar)
      default: text += "\u{FFFD}"
      }
    }
    return text
  }
}
