import Foundation
import Testing

@Suite struct `The command benchmark` {
  // The times themselves are not tested: they belong to the machine.
  @Test func `prints one JSON document with a result beside its yardstick`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["benchmark", "observables", "--json"], in: folder)
      #expect(result.status == 0)
      #expect(result.standardError == "")
      let results = try #require(try result.jsonObject()["results"] as? [[String: Any]])
      #expect(results.count == 1)
      let observables = results[0]
      #expect(observables["subject"] as? String == "observables")
      #expect(observables["unit"] as? String == "ms")
      let value = try #require(observables["value"] as? Double)
      let yardstick = try #require(observables["yardstick"] as? Double)
      let ratio = try #require(observables["ratio"] as? Double)
      #expect(value > 0 && abs(ratio - yardstick / value) <= 1e-12 * ratio)
    }
  }
}
