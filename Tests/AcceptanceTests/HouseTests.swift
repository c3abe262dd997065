import Foundation
import Testing

/// What the rooms of the house promise each other and no compiler holds.
@Suite struct `The house` {
  @Test func `reaches verdicts in the judgement and nowhere else`() throws {
    var read = 0
    for file in try sources(outside: ["Judgement"]) {
      // Most lines are out of the question, which a regular expression takes long to see.
      for (number, line) in file.lines where Self.names.contains(where: { line.contains($0) }) {
        read += line.matches(of: Self.verdict).count
        // A type of the wire that has cases of the same names and is made of verdicts or read as one, and
        // classes of a style sheet.
        if file.path.contains("/Encoded/"), line.contains(#/case \.|Verdict\(/#) { continue }
        if line.contains("var(--") { continue }
        #expect(!Self.makesVerdict(line), "\(file.path):\(number) makes a verdict: \(line)")
      }
    }
    #expect(read > 20, "the test no longer finds verdicts")
  }

  @Test(arguments: [
    "return .pass",
    "isSound ? .pass : .fail",
    "let verdict = isSound ? .tolerable : .notApplicable",
    "isSound ? .error : worst",
    "guard isSound else { return .error }",
    "Verdict.fail",
    ".pass",
    "case .proved: .fail",
    "case .error where isSound: .pass",
    "default: .notApplicable",
    "verdict == .fail ? .inconclusive : verdict",
    "if case .found = x { return .pass }",
    "worst ?? .notApplicable",
    "finding.verdict = .error",
    "Finding(check, verdict: .error)",
    "Judgement.Verdict.error",
    "Verdict(rawValue: text) ?? worst",
    "Judgement.Verdict(rawValue: text)",
    "Verdict.pass.label",
    "if isSound { .error } else { x }",
    "checks.map { _ in .notApplicable }",
    "return Verdict.notApplicable",
  ])
  func `knows a verdict that is made`(_ line: String) {
    #expect(Self.makesVerdict(line))
  }

  @Test(arguments: [
    "case .pass, .tolerable, .notApplicable: nil",
    "verdicts.count { $0 == .fail || $0 != .error }",
    "case .fail, .error: Issue.record(comment)",
    "queue.fail(position, with: error)",
    "let verdict: Verdict",
    "name.error(.archive, found: text)",
    "points.map(\\.error)",
    "if case .fail = finding.verdict { count += 1 }",
    "case .pass where isSound: text",
  ])
  func `knows a verdict that is read`(_ line: String) {
    #expect(!Self.makesVerdict(line))
  }

  /// What a line that makes a verdict has in it.
  private static let names = [
    ".pass", ".tolerable", ".inconclusive", ".fail", ".error", ".notApplicable", "Verdict(",
  ]

  /// A case of `Verdict` by its name, not a function of that name.
  private static var verdict: Regex<Substring> {
    // Simple: by Unicode's rules no word ends before a full stop that has letters on both sides.
    #/\.(?:pass|tolerable|inconclusive|fail)\b(?!\()/#.wordBoundaryKind(.simple)
  }

  /// Whether a line makes a verdict. It may be read (`case .fail:`, `== .fail`) and counted.
  ///
  /// `error` and `notApplicable` are names of other things, too, so they count where a value stands:
  /// returned, assigned, passed or chosen.
  private static func makesVerdict(_ line: String) -> Bool {
    let pattern = #/\bcase (?:\.\w+(?:, *)?)+(?: where [^?:]*)?(?::|(?= =))/#
    let comparison = #/[!=]= *(?:Verdict)?\.\w+/#
    // Columns of a table have names, too.
    let column = #/\bcase (?:"[^"]*"(?:, *)?)+: *\.error\b/#
    let rest = line.replacing(pattern, with: "").replacing(comparison, with: "")
      .replacing(column, with: "")
    let value = #/(?:\breturn|[?:={]|\bin|Verdict) *\.(?:error|notApplicable)\b(?!\()/#
      .wordBoundaryKind(.simple)
    // From text, but for the type of the wire.
    let fromText = #/Verdict\(/#
    return rest.contains(verdict) || rest.contains(value)
      || rest.replacing("EncodedReport.Verdict(", with: "").contains(fromText)
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

  @Test func `has a page of documentation for each module that one import brings`() throws {
    let umbrella = try String(
      contentsOf: packageRoot.appending(path: "Sources/Steelyard/Steelyard.swift"), encoding: .utf8)
    let modules = umbrella.matches(of: #/@_exported import (\w+)/#).map { String($0.1) }
    try #require(modules.count > 10)
    for module in modules + ["Steelyard", "SteelyardTesting"] {
      let page = packageRoot.appending(
        path: "Sources/\(module)/Documentation.docc/\(module).md")
      #expect(FileManager.default.fileExists(atPath: page.path()), "\(module) has no page")
    }
  }

  @Test func `keeps the commands small`() throws {
    let files = try sources(outside: [])
    let all = files.map(\.lineCount).reduce(0, +)
    let count = files.filter { $0.path.hasPrefix("Sources/SteelyardCommand/") }.map(\.lineCount)
      .reduce(0, +)
    // Options grow with what there is to do, so a share and not a number.
    #expect(
      20 * count < all,
      "the executable has \(count) of \(all) lines: what could be tested is a library")
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
