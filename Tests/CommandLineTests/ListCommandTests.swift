import Foundation
import Testing

@Suite struct `The command list` {
  @Test(
    arguments: [
      ("checks", "magnetization-conservation"), ("samplers", "perfect"),
      ("models", "rbm"), ("faults", "wrong-temperature"), ("kernel-checks", "motion"),
    ])
  func `names each thing in one line`(kind: String, first: String) async throws {
    try await Workspace.with { folder in
      let text = try await SteelyardProcess.run(["list", kind], in: folder)
      #expect(text.status == 0)
      #expect(text.standardError == "")
      #expect(text.standardOutput.hasPrefix("\(first) "))
      let json = try await SteelyardProcess.run(["list", kind, "--json"], in: folder)
      let document = try JSONSerialization.jsonObject(with: Data(json.standardOutput.utf8))
      let entries = try #require(document as? [[String: String]])
      let lines = text.standardOutput.split(separator: "\n")
      #expect(entries.count == lines.count && entries.count > (kind == "models" ? 0 : 4))
      for (entry, line) in zip(entries, lines) {
        let (name, summary) = (try #require(entry["name"]), try #require(entry["summary"]))
        #expect(line.hasPrefix("\(name) ") && line.hasSuffix(" \(summary)"))
      }
    }
  }
}
