import Foundation
import Storage
import Testing

@Suite struct `A word for the shell` {
  @Test(arguments: [
    "plain", "", "-n", "a b", "it's", "-\u{1B}[31m", "--\t%d\\n", "a\nb", "ends\n", "$HOME `id`",
    "é\u{202E}x",
  ])
  func `is that word again`(word: String) async throws {
    try await Workspace.with { folder in
      let outcome = try await SteelyardProcess.shell(
        "printf '[%s]' \(shellQuoted(word))", in: folder)
      #expect(outcome.standardOutput == "[\(word)]")
    }
  }
}
