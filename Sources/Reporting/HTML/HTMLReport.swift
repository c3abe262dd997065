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
    let figures = await figures(of: report, gnuplot: gnuplot)
    let subject = text(report.subject)
    return page(
      title: "\(capitalized(report.topic.label(of: report.verdict))): \(subject)",
      body: """
        \(header(of: report))
        <main>
        \(facts(of: report))
        \(findings(of: report))
        \(figures)
        \(notes(of: report))
        </main>
        \(footer(of: report))
        """)
  }

  /// The frame of every page: what it may load, which is nothing, and how it looks.
  ///
  /// - Parameters: both are markup.
  static func page(title: String, body: String) -> String {
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
    \(body)
    </body>
    </html>

    """
  }

  // MARK: Parts of the page

  private static func header(of report: Report) -> String {
    let tallies = report.tallies.map { tally in
      "<li class=\"\(tally.verdict.rawValue)\"><span class=\"symbol\">\(tally.verdict.symbol)</span> "
        + "\(tally.count) \(report.topic.label(of: tally.verdict))</li>"
    }
    return """
      <header class="\(report.verdict.rawValue)"><div class="inner">
      <p class="brand">\(brand(of: report.topic))</p>
      <h1><span class="symbol">\(report.verdict.symbol)</span> \
      \(capitalized(report.topic.label(of: report.verdict)))</h1>
      <p class="subject"><bdi>\(text(report.subject))</bdi></p>
      <p class="conclusion">\(text(report.conclusion))</p>
      <ul class="tally">\(tallies.joined(separator: "\n"))</ul>
      </div></header>
      """
  }

  private static func brand(of topic: Topic) -> String {
    switch topic {
    case .samples: "Steelyard: samples weighed against exact Boltzmann weights"
    case .claim(let claim): "Steelyard: claim \(text(claim.identifier)) of \(text(claim.source))"
    }
  }

  private static func facts(of report: Report) -> String {
    let ensemble = report.ensemble
    let spin = ensemble.totalSpin.map { "ΣS = \(number("\($0)")) fixed" } ?? "ΣS free"
    let samplesAndEnsemble = [
      (
        "Ensemble",
        "L = \(ensemble.lattice.size), T = \(NumberText.declared(ensemble.temperature))"
          + " J/k<sub>B</sub>, \(spin)"
      ),
      (
        "Samples",
        "n = \(NumberText.count(report.sampleCount)), "
          + "n<sub>eff</sub> = \(NumberText.count(report.effectiveSampleCount))"
      ),
    ]
    let setting: [(String, String)] =
      if case .claim(let claim) = report.topic {
        [
          ("Computed", number(claim.setting)),
          ("Configurations", number(NumberText.count(report.sampleCount))),
        ]
      } else {
        samplesAndEnsemble
      }
    let facts =
      setting + [("Reference", text(report.reference)), ("Decision rule", text(report.ruleText))]
    let items = facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" }
    return "<dl class=\"facts\">\(items.joined(separator: "\n"))</dl>"
  }

  private static func notes(of report: Report) -> String {
    guard !report.notes.isEmpty else { return "" }
    let items = report.notes.map { "<li>\(text($0))</li>" }.joined(separator: "\n")
    return "<section><h2>Notes</h2><ul class=\"notes\">\(items)</ul></section>"
  }

  private static func footer(of report: Report) -> String {
    let seed = "<footer><p>Seed \(report.seed), Steelyard \(text(report.version))."
    guard let command = report.command else { return "\(seed)</p></footer>" }
    return "\(seed) Repeat with:</p>\n<pre><code>\(text(command))</code></pre></footer>"
  }

  private static func capitalized(_ label: String) -> String {
    label.prefix(1).uppercased() + label.dropFirst()
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
