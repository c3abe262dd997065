@testable import Reporting
import Testing

@Suite struct DisplayTextTests {
  @Test(
    arguments: [
      ("", 0), ("ε = Σ", 5), ("e\u{301}", 1), ("✔✘?~–!", 6), ("数据", 4), ("한글", 4), ("🙂", 2),
    ])
  func `Characters take the columns that a terminal gives them`(text: String, columns: Int) {
    #expect(text.columnCount == columns)
  }

  @Test(arguments: [2, 3, 7, 20, 80])
  func `Wrapping keeps every word and no line is too long`(width: Int) {
    let text = "The samples are hotter\n  than ε = -1.4877 数据数据数据 antidisestablishmentarianism"
    let lines = text.wrapped(to: width)
    #expect(lines.allSatisfy { $0.columnCount <= width && !$0.isEmpty })
    #expect(lines.joined().replacing(" ", with: "") == text.onOneLine.replacing(" ", with: ""))
  }

  @Test func `Nothing wraps to one empty line`() {
    #expect("".wrapped(to: 10) == [""])
    #expect(" \n ".wrapped(to: 10) == [""])
  }

  @Test func `Controls and reordering marks are shown as replacement characters`() {
    #expect("a\u{1B}[2Jb\u{202E}c\u{7}".onOneLine == "a\u{FFFD}[2Jb\u{FFFD}c\u{FFFD}")
    #expect("a\r\n\tb".onOneLine == "a b")
  }
}
