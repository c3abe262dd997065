import Judgement

extension Verdict {
  /// `text` in the colour of the verdict, by ANSI escape sequences.
  func painted(_ text: String, bold: Bool = false) -> String {
    let hue =
      switch self {
      case .pass: "32"
      case .tolerable: "36"
      case .inconclusive: "33"
      case .fail: "31"
      case .notApplicable: "2"
      case .error: "35"
      }
    return "\u{1B}[\(bold ? "1;" : "")\(hue)m\(text)\u{1B}[0m"
  }
}
