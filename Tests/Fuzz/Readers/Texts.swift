import Foundation
@testable import Programs
@testable import Reporting
@testable import Storage
@testable import Suites

extension FileReader {
  /// Suites; the parser, which is C++, is instrumented too.
  static let suites = FileReader(
    name: "suites",
    words: allSuiteKeys.map { "\($0.name) = \($0.example)" } + [
      "[tolerance]", "\"\"\"", "'''", "\\u00e9", "inf", "nan", "0x1F", "1979-05-27T07:32:00Z", "[[",
      "]]", "= {",
    ]
  ) {
    [
      Array(SuiteTemplate.text.utf8.prefix(4000)),
      Array("files = [\"a\"]\n[tolerance]\nx = 1e-3\n".utf8),
    ]
      + allSuiteKeys.map { Array("\($0.name) = \($0.example)\n".utf8) }
  } read: { bytes in
    let suite = try Suite(path: ScratchFile.holding(bytes, "suite.toml"))
    precondition(
      suite.settings.allSatisfy { setting in allSuiteKeys.contains { $0.name == setting.key } })
  }

  /// Figures by gnuplot, or by what stands in its place.
  static let figures = FileReader(
    name: "figures",
    words: [
      "<g id=\"gnuplot_canvas\">", "</svg>", "</g>", "<path d='", "<text>", "<script>",
      "<use xlink:href='#",
      "<defs>", "<title>", "</title>", "<desc>", "style='", "onload='", "href='", "url(", "<!--",
      "-->", "<![CDATA[",
      "]]>", "<?", "&lt;", "&#60;", "fill='", "/>", "class='gridline'",
    ]
  ) {
    [
      "<svg><g id=\"gnuplot_canvas\"><g fill='none' stroke='rgb(  0,   0,   0)'><path d='M1 2 L3,4Z'/></g></g></svg>",
      "<svg><g id=\"gnuplot_canvas\"><title>x</title><text x='1'><tspan>a > b</tspan></text></g></svg>",
      "<svg><g id=\"gnuplot_canvas\"><defs><circle id='p' r='1'/></defs><use xlink:href='#p' color='#1122ff'/></g></svg>",
    ].map { Array($0.utf8) }
  } read: { bytes in
    // What is wrong with a figure stands in the report in its place.
    do throws(GnuplotError) {
      let figure = try InlineSVG(
        gnuplotOutput: String(decoding: bytes, as: UTF8.self), height: 400, identifier: "f",
        title: "t")
      requireHarmless(figure.drawing)
    } catch {
      requirePlainLine(reason: "\(error)")
    }
  }

  /// Ends the process where a drawing has an element, an attribute or a place that a page may not have.
  private static func requireHarmless(_ drawing: String) {
    let elements = [
      "g", "defs", "path", "polygon", "polyline", "line", "circle", "rect", "use", "text", "tspan",
    ]
    let scalars = Array(drawing.unicodeScalars)
    var index = 0
    while let open = scalars[index...].firstIndex(of: "<") {
      guard let close = scalars[open...].firstIndex(of: ">") else {
        fatalError("a tag without an end")
      }
      let tag = String(String.UnicodeScalarView(scalars[open + 1..<close])).lowercased()
      let name = tag.drop { $0 == "/" }.prefix { $0.isLetter }
      guard elements.contains(String(name)) else { fatalError("the element \(tag)") }
      for part in [" on", "javascript", "url", "style", "://", "\ton", "\non", "\non"]
      where tag.contains(part) {
        fatalError("\(part) in \(tag)")
      }
      for match in tag.matches(of: /href="(.)/) where match.1 != "#" {
        fatalError("a reference in \(tag)")
      }
      index = close + 1
    }
  }

  /// Commands with places in braces.
  static let commands = FileReader(
    name: "commands", largestByteCount: 512,
    words: [
      "{seed}", "{output}", "{count}", "{T}", "'", "\"", "\\", "{sed}", "{outputs}", "|", "$(", "`",
    ]
  ) {
    ["python3 a.py --n {count} --out {output}", "a 'b c' \"d\\\" {T}\" e\\ f", "x | y {seed}"].map {
      Array($0.utf8)
    }
  } read: { bytes in
    let template = CommandTemplate(String(decoding: bytes, as: UTF8.self))
    let values = ["seed": "1", "output": "/tmp/o p'x.npy", "count": "10", "T": "2.5"]
    _ = template.line(values)
    try template.requireKnownPlaces(Array(values.keys))
    let words = try template.words(values)
    precondition(!words.isEmpty)
  }

  /// What a process wrote into a lock of its own.
  static let lockHolders = FileReader(name: "lock-holders", largestByteCount: 512) {
    [Array("process 12 on host, since 2026-01-02T03:04:05Z\n".utf8)]
  } read: { bytes in
    if let holder = LockHolder(String(decoding: bytes, as: UTF8.self)) {
      requirePlainLine(reason: "\(holder)")
    }
  }
}
