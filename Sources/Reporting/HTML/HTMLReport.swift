import Judgement

/// A report as one HTML page for people.
///
/// The page is complete in itself: no script, no style sheet or font or picture from elsewhere, and
/// a content security policy that forbids them. It follows the reader's choice of light or dark and
/// the width of a phone. Distributions and curves are drawn by gnuplot, configurations here.
public enum HTMLReport {
  /// `report` as a page; where gnuplot cannot be used, with the reason and tables in place of the
  /// figures it would have drawn.
  public static func render(_ report: Report, gnuplot: Gnuplot = Gnuplot()) async -> String {
    await report.page(gnuplot: gnuplot)
  }

  /// A whole page, which loads nothing, around markup.
  static func frame(title: String, header: String, sections: [String], footer: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta name="color-scheme" content="light dark"/>
    <meta http-equiv="Content-Security-Policy" \
    content="default-src 'none'; style-src 'unsafe-inline'"/>
    <title>\(title)</title>
    <style>
    \(styleSheet)
    </style>
    </head>
    <body>
    \(header)
    <main>
    \(sections.joined(separator: "\n"))
    </main>
    \(footer)
    </body>
    </html>

    """
  }

  /// How many findings came to each verdict, as a list; empty where there are none.
  static func tally(_ tallies: [(verdict: Verdict, count: Int, label: String)]) -> String {
    guard !tallies.isEmpty else { return "" }
    let items = tallies.map { verdict, count, label in
      "<li class=\"\(verdict.rawValue)\"><span class=\"symbol\">\(verdict.symbol)</span> "
        + "\(count) \(label)</li>"
    }
    return "<ul class=\"tally\">\(items.joined(separator: "\n"))</ul>\n"
  }

  /// Sentences as a list.
  static func list(_ sentences: [String]) -> String {
    let items = sentences.map { "<li>\(text($0))</li>" }
    return "<ul class=\"notes\">\(items.joined(separator: "\n"))</ul>"
  }

  // MARK: Text

  /// Text from elsewhere, on one line and escaped.
  static func text(_ text: some StringProtocol) -> String { text.onOneLine.escapedForMarkup }

  /// Escaped text whose numbers are set as in print: a true minus, and powers of ten in place of e.
  static func number(_ value: String) -> String {
    let text = text(value)
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "e") }) else {
      return text
    }
    var result = ""
    var rest = text[...]
    while let character = rest.first {
      if character == "e", let last = result.last, last.isNumberEnd,
        let exponent = Exponent(rest.dropFirst())
      {
        result += "\u{202F}×\u{202F}<span class=\"exponent\">10<sup>\(exponent.text)</sup></span>"
        rest = exponent.rest
        continue
      }
      let isFirst = result.last.map { " \u{A0}[(".contains($0) } ?? true
      let isSign = character == "-" && isFirst && rest.dropFirst().first.isNumberStart
      result.append(isSign ? "−" : character)
      rest = rest.dropFirst()
    }
    return result
  }
}

/// The digits behind an "e", with a true minus.
private struct Exponent {
  let text: String
  let rest: Substring

  init?(_ text: Substring) {
    let isNegative = text.first == "-"
    let digits = text.drop { $0 == "-" }.prefix { $0.isASCIIDigit }
    guard !digits.isEmpty else { return nil }
    self.text = (isNegative ? "−" : "") + digits
    rest = text[digits.endIndex...]
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
  /// A digit, or the parenthesis that closes a value and its interval.
  fileprivate var isNumberEnd: Bool { isASCIIDigit || self == ")" }
}

extension Character? {
  fileprivate var isNumberStart: Bool { self == "∞" || self.map(\.isASCIIDigit) ?? false }
}
