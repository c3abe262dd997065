import Foundation
import Testing

@Suite struct `A file of any name` {
  static let names = [
    "with two  spaces.npy", "it's \"quoted\".npy", "-dash.npy", "--temperature", "<script>.npy",
    "two\nlines.npy", "trailing.npy\n", "\u{1B}[31mred.npy", "a%20b%d.npy", "back\\slash.npy",
    "no\u{A0}break.npy", "ΣS = 0.npy", "$(touch x).npy", "a;b&c|d.npy",
  ]

  @Test(arguments: names)
  func `is weighed, and the printed command makes the same report`(name: String) async throws {
    try await Workspace.with { folder in
      try folder.write(ArrayBytes.checkerboards(20, size: 4), to: name)
      let first = try await SteelyardProcess.run(
        ["assess", "--format", "json", "--output", "out"] + claim + ["--", name], in: folder)
      #expect(first.status == 1)
      #expect(first.standardError == "")
      // Nothing in the name reaches the terminal as a command to it.
      #expect(!first.standardOutput.contains("\u{1B}"))
      let report = try folder.bytes(of: "out/report.json")
      let object = try JSONSerialization.jsonObject(with: Data(report)) as? [String: Any]
      #expect(object?["subject"] as? String == name)

      let recorded = try #require(object?["command"] as? String)
      let printed = try Self.command(in: first.standardOutput)
      for command in name.hasSuffix("\n") ? [recorded] : [recorded, printed] {
        let second = try await SteelyardProcess.shell("\(command) --json", in: folder)
        // An option behind "--" would be a file.
        if command.contains(" -- ") {
          #expect(second.status == 65)
          let moved = command.replacing("assess ", with: "assess --json ", maxReplacements: 1)
          let third = try await SteelyardProcess.shell(moved, in: folder)
          #expect(Array(third.standardOutput.utf8) == report)
        } else {
          #expect(second.status == 1, "\(second.standardError)")
          #expect(Array(second.standardOutput.utf8) == report)
        }
      }
      #expect(!FileManager.default.fileExists(atPath: folder.path("x")))
    }
  }

  /// The command that a table says to repeat, as someone would copy it.
  private static func command(in text: String) throws -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix("repeat with: ") })
    let end = try #require(lines[start...].firstIndex { !$0.hasSuffix("\\") })
    return lines[start...end].joined(separator: "\n").replacing("repeat with: ", with: "")
  }

  @Test func `that is not UTF-8 is refused, and read from standard input`() async throws {
    try await Workspace.with { folder in
      let name: [UInt8] = Array("bad".utf8) + [0xFF] + Array(".npy".utf8)
      let result = try await SteelyardProcess.run(
        bytes: [Array("assess".utf8), name] + claim.map { Array($0.utf8) }, in: folder)
      result.expectOneLineOfError(saying: ["argument 2", "UTF-8", "standard input"])
      #expect(try folder.names == [])
    }
  }

  @Test(arguments: ["< '\(perfectSamples)' steelyard", "cat '\(perfectSamples)' | steelyard"])
  func `may be standard input`(start: String) async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.shell(
        "\(start) assess - --temperature 1 --total-spin 0 --format json", in: folder)
      #expect(result.status == 0)
      #expect(result.standardError == "")
      #expect(
        try folder.names == [
          "reports", "reports/standard-input", "reports/standard-input/report.json",
        ])
    }
  }
}
