import Foundation
import Testing

/// What the rooms of the house promise each other and no compiler holds.
@Suite struct `The house` {
  @Test func `names no flag of the command line in a library`() throws {
    // `var(--rule)` is a variable of a style sheet.
    let flag = #/"[^"]*--[a-z][a-z-]+[^"]*"/#
    for file in try sources(outside: ["SteelyardCommand"]) {
      for (number, line) in file.lines where !line.contains("var(--") {
        #expect(!line.contains(flag), "\(file.path):\(number) names a flag: \(line)")
      }
    }
  }

  @Test func `writes whole files in one way, AtomicFile`() throws {
    let other = #/\bO_CREAT\b|\.atomic\b|createFile\(|fopen\(|\.write\(toFile/#
    for file in try sources(outside: ["Storage"]) {
      for (number, line) in file.lines {
        #expect(!line.contains(other), "\(file.path):\(number) writes a file by itself: \(line)")
      }
    }
  }

  @Test func `has one home for numbers as text, Statistics`() throws {
    for file in try sources(outside: ["Statistics", "SteelyardCommand"]) {
      for (number, line) in file.lines {
        #expect(
          !line.contains("String(format:"), "\(file.path):\(number) formats by itself: \(line)")
      }
    }
  }

  // MARK: Sources

  /// A file of Sources without its comments.
  private struct SourceFile {
    var path: String
    var lineCount: Int
    /// Numbered from 1.
    var lines: [(number: Int, text: String)]
  }

  /// The Swift files of all modules but those of `modules`.
  private func sources(outside modules: Set<String>) throws -> [SourceFile] {
    let root = packageRoot.appending(path: "Sources")
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    let swift = (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    try #require(swift.count > 100)
    return try swift.compactMap { file in
      let path = String(file.path().dropFirst(packageRoot.path().count))
      guard !modules.contains(String(path.split(separator: "/")[1])) else { return nil }
      let lines = try String(contentsOf: file, encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: false)
      return SourceFile(
        path: path, lineCount: lines.count,
        lines: lines.enumerated().map { ($0 + 1, String($1)) }
          .filter { !$0.1.drop { $0 == " " }.hasPrefix("//") })
    }
  }
}
