import Foundation
import Testing

/// What the rooms of the house promise each other and no compiler holds.
@Suite struct `The house` {
  @Test func `reaches verdicts in the judgement and nowhere else`() throws {
    // A verdict may be read (`case .fail`, `== .fail`) and counted; it may not be made.
    let verdict = #/\.(?:pass|tolerable|inconclusive|fail)\b(?!\()/#
    let reading = #/case [^:]*:|[!=]= *\.\w+/#
    var read = 0
    for file in try sources(outside: ["Judgement"]) {
      for (number, line) in file.lines {
        read += line.matches(of: verdict).count
        // A type of the wire, and classes of a style sheet, that have the same names.
        if file.path.contains("/Encoded/"), line.contains("case .") { continue }
        if line.contains("var(--") { continue }
        #expect(
          !line.replacing(reading, with: "").contains(verdict),
          "\(file.path):\(number) makes a verdict: \(line)")
        #expect(
          !line.contains(#/(?:verdict: |erdict = |Verdict\()\.?(?:error|notApplicable)\b/#),
          "\(file.path):\(number) makes a verdict: \(line)")
      }
    }
    #expect(read > 20, "the test no longer finds verdicts")
  }

  @Test func `names no flag of the command line in a library`() throws {
    // `var(--rule)` is a variable of a style sheet.
    let flag = #/"[^"]*--[a-z][a-z-]+[^"]*"/#
    for file in try sources(outside: ["SteelyardCommand"]) {
      for (number, line) in file.lines where !line.contains("var(--") {
        #expect(!line.contains(flag), "\(file.path):\(number) names a flag: \(line)")
      }
    }
  }

  @Test func `has one aligned buffer`() throws {
    try expectOneHome(of: #/posix_memalign|aligned_alloc|alignment: (?:32|64)/#)
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

  @Test func `lists no errors, which say themselves that the input was bad`() throws {
    for file in try sources(outside: []) {
      let text = file.lines.map(\.text).joined(separator: "\n")
      #expect(
        text.matches(of: #/\bis \w+Error\b/#).count < 3, "\(file.path) lists errors by hand")
    }
  }

  @Test func `types out the quantile of 95 per cent once`() throws {
    try expectOneHome(of: #/\b1\.96\b|\b3\.92\b|\b1\.959/#)
  }

  @Test func `keeps the commands small`() throws {
    let count = try sources(outside: []).filter { $0.path.hasPrefix("Sources/SteelyardCommand/") }
      .map(\.lineCount).reduce(0, +)
    #expect(count < 2000, "the executable has \(count) lines: what could be tested is a library")
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
        path: path, lineCount: lines.count - (lines.last == "" ? 1 : 0),
        lines: lines.enumerated().map { ($0 + 1, String($1)) }
          .filter { !$0.1.drop { $0 == " " }.hasPrefix("//") })
    }
  }

  /// Expects that what `pattern` finds, it finds in one file.
  private func expectOneHome(
    of pattern: Regex<Substring>, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let homes = try sources(outside: []).filter { file in
      file.lines.contains { $0.text.contains(pattern) }
    }.map(\.path)
    #expect(homes.count == 1, "\(homes.sorted())", sourceLocation: sourceLocation)
  }
}
