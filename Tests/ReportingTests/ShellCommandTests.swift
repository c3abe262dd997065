@testable import Reporting
import Testing

@Suite struct ShellCommandTests {
  @Test func `A short command stays on its line`() {
    #expect(
      ShellCommand("steelyard list").lines(width: 30, first: "do: ") == ["do: steelyard list"])
  }

  @Test func `A long command is broken between words, with room for the backslash`() {
    let command = ShellCommand("steelyard assess a.npy --seed 1")
    #expect(
      command.lines(width: 24, first: "> ") == [#"> steelyard assess \"#, "  a.npy --seed 1"])
    // One column less than the second line needs: the last word moves on.
    #expect(
      command.lines(width: 15, first: "> ")
        == [#"> steelyard \"#, #"  assess \"#, #"  a.npy \"#, "  --seed 1"])
  }

  @Test(
    arguments: [
      #"'a  name with spaces.npy'"#, #"'it'\''s mine.npy'"#, #""$(printf 'two\nlines and a %%')""#,
      #"a\ b"#, #""\" ""#, "'no\u{A0}break'",
    ])
  func `Quoted text is never broken or changed`(word: String) {
    let lines = ShellCommand("assess \(word) -x").lines(width: 8, first: "")
    #expect(lines == [#"assess \"#, "  \(word) \\", "  -x"])
  }

  @Test func `Controls do not come through`() {
    #expect(ShellCommand("a\u{1B}[1m").lines(width: 20, first: "") == ["a\u{FFFD}[1m"])
  }
}
