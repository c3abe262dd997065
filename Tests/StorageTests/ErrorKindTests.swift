import Foundation
import Testing

@Suite struct `The kinds of errors` {
  /// An error of no kind would reach the user as an internal fault, whoever is to blame.
  @Test func `Every error type says which kind it is`() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    let declaration = #/\b(?:struct|enum|class|actor|extension) ([\w.]+) *:([^{]*)\{/#
    var kinds = 0
    for case let file as URL in try #require(files) where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: declaration) {
        let inherited = match.2.split { !$0.isLetter }
        kinds += inherited.count { $0.hasSuffix("Error") && $0 != "Error" }
        #expect(
          !inherited.contains("Error"),
          "\(match.1) in \(file.lastPathComponent) is an Error of none of the kinds of InputError.swift"
        )
      }
    }
    #expect(kinds > 20, "the test no longer finds the errors")
  }
}
