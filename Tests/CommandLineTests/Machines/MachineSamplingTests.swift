import DataFiles
import Foundation
import NeuralModels
import SpinSystems
import Testing

@Suite struct `The command rbm generate` {
  private func withMachine(_ body: (Workspace) async throws -> Void) async throws {
    try await Workspace.with { folder in
      try folder.write(MachineBytes.file(16, 5), to: "m.npz")
      try folder.write(MachineBytes.trainingSet(40), to: "t.npy")
      try await body(folder)
    }
  }

  @Test func `writes the ends of the engine's chains, and where they come from`() async throws {
    try await withMachine { folder in
      let result = try await SteelyardProcess.run(
        [
          "rbm", "generate", "m.npz", "--count", "300", "--steps", "7", "--output", "s.npy",
          "--json",
        ],
        in: folder)
      #expect(result.status == 0, "\(result.standardError)")
      #expect(try folder.names == ["m.npz", "t.npy", "s.npy", "s.json"])
      let (machine, lattice) = try RestrictedBoltzmannMachine.read(folder.path("m.npz"))
      var chains = try GibbsChains(
        machine, lattice: lattice, start: .random(count: 300), seed: 20_210_312)
      chains.advance(7)
      let samples = try SampleFile.read(folder.path("s.npy")).samples
      #expect(samples.words == chains.samples.words)

      let document = try result.jsonObject()
      #expect(document["start"] as? String == "random")
      #expect(document["totalSpin"] is NSNull)
      let energies = Observables(samples).energies
      let mean = Double(energies.reduce(0, +)) / Double(300 * 16)
      // The mean of 300 whole numbers, by another order of summation.
      #expect(abs(try #require(document["energyDensity"] as? Double) - mean) < 1e-12)

      let object = try JSONSerialization.jsonObject(with: Data(try folder.bytes(of: "s.json")))
      let provenance = try #require(object as? [String: Any])
      let before = try folder.contents
      try FileManager.default.removeItem(atPath: folder.path("s.npy"))
      let command = try #require(provenance["command"] as? String)
      #expect(try await SteelyardProcess.shell(command, in: folder).status == 0)
      #expect(try folder.contents == before)
    }
  }

  @Test func `imposes ΣS on every configuration where it is told to`() async throws {
    try await withMachine { folder in
      let result = try await SteelyardProcess.run(
        [
          "rbm", "generate", "m.npz", "--count", "200", "--steps", "3", "--total-spin", "-4",
          "--output", "s.npy", "--packed",
        ], in: folder)
      #expect(result.status == 0, "\(result.standardError)")
      let samples = try SampleFile.read(folder.path("s.npy")).samples
      #expect(samples.count == 200)
      #expect(Observables(samples).totalSpins.allSatisfy { $0 == -4 })
      #expect(result.standardOutput.contains("ΣS = -4 imposed"))
    }
  }

  @Test func `writes the mixing curve from both starts, which begin where they should`()
    async throws
  {
    try await withMachine { folder in
      let result = try await SteelyardProcess.run(
        [
          "rbm", "generate", "m.npz", "--count", "40", "--steps", "12", "--data", "t.npy",
          "--start", "random", "--output", "s.npy", "--mixing-curve", "e.csv",
        ], in: folder)
      #expect(result.status == 0, "\(result.standardError)")
      let text = String(decoding: try folder.bytes(of: "e.csv"), as: UTF8.self)
      let rows = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
      #expect(rows[0] == ["start", "steps", "energyDensity", "standardError"])
      let steps = ["0", "1", "2", "5", "10", "12"]
      #expect(
        rows.dropFirst().map { $0[0] } == steps.map { _ in "random" } + steps.map { _ in "data" })
      #expect(rows.dropFirst().map { $0[1] } == steps + steps)
      let samples = try SampleFile.read(folder.path("t.npy")).samples
      let mean = Double(Observables(samples).energies.reduce(0, +)) / Double(40 * 16)
      let start = try #require(Double(rows[1 + steps.count][2]))
      #expect(abs(start - mean) < 1e-12)
    }
  }

  @Test func `gives the same bytes on one core and on all`() async throws {
    try await withMachine { folder in
      // More chains than a shard holds.
      let line = "rbm generate m.npz --count 2000 --steps 5 --output"
      let result = try await SteelyardProcess.shell(
        #"""
        first=$(taskset -cp $$ | sed 's/.*: *\([0-9]*\).*/\1/')
        steelyard \#(line) a.npy && taskset -c "$first" steelyard \#(line) b.npy
        """#, in: folder)
      #expect(result.status == 0, "\(result.standardError)")
      #expect(try folder.bytes(of: "a.npy") == folder.bytes(of: "b.npy"))
    }
  }
}

@Suite struct `The command rbm evaluate` {
  @Test func `weighs every start, and counts only the machine as it is`() async throws {
    try await Workspace.with { folder in
      try folder.write(MachineBytes.file(16, 5), to: "m.npz")
      try folder.write(MachineBytes.trainingSet(500), to: "t.npy")
      let result = try await SteelyardProcess.run(
        [
          "rbm", "evaluate", "m.npz", "--count", "500", "--steps", "20", "--data", "t.npy",
          "--output", "r", "--format", "json", "--json",
        ] + claim, in: folder)
      #expect(result.status == 1, "\(result.standardError)")
      let document = try result.jsonObject()
      #expect(document["verdict"] as? String == "fail")
      // The sum over all configurations, and an estimate from perfect samples with an error.
      let likelihood = try #require(document["likelihood"] as? [String: Any])
      let divergence = try #require(likelihood["divergence"] as? [String: Double])
      let model = try #require(document["exactModel"] as? [String: Any])
      let exact = try #require(model["divergenceOfEnsemble"] as? Double)
      #expect(model["divergenceOfMachine"] as? String == "Infinity")
      let (value, error) = (divergence["value"] ?? .nan, divergence["standardError"] ?? .nan)
      #expect(abs(value - exact) < 4 * error && error < 0.1 * exact)
      let means = try #require(likelihood["means"] as? [[String: Any]])
      #expect(means.map { $0["samples"] as? String } == ["perfect samples", "of t.npy"])

      let parts = try #require(document["parts"] as? [[String: Any]])
      #expect(parts.map { $0["start"] as? String } == ["random", "data", "conserved"])
      for part in parts {
        let start = try #require(part["start"] as? String)
        let report = try #require(part["report"] as? [String: Any])
        let written = try JSONSerialization.jsonObject(
          with: Data(try folder.bytes(of: "r/\(start)/report.json")))
        #expect(
          NSDictionary(dictionary: report).isEqual(to: try #require(written as? [String: Any])))
        let curve = try #require(part["mixingCurve"] as? [[String: Any]])
        #expect(curve.map { $0["steps"] as? Int } == [0, 1, 2, 5, 10, 20])
        let findings = try #require(report["findings"] as? [[String: Any]])
        let law = findings.first { $0["check"] as? String == "magnetization-conservation" }
        #expect(law?["law"] as? String == (start == "conserved" ? "held" : "broken"))
      }
    }
  }

  @Test func `prints a table and a column for each start`() async throws {
    try await Workspace.with { folder in
      try folder.write(MachineBytes.file(16, 5), to: "m.npz")
      let result = try await SteelyardProcess.run(
        [
          "rbm", "evaluate", "m.npz", "--count", "300", "--steps", "5", "--temperature", "1",
          "--total-spin", "0", "--format", "none",
        ], in: folder)
      #expect(result.status == 1)
      #expect(result.standardError == "")
      #expect(try folder.names == ["m.npz"])
      let text = result.standardOutput
      #expect(
        text.hasPrefix("m.npz: 16 visible (L = 4) and 5 hidden units of values 0 and 1, mean |θ| "))
      #expect(text.contains(/\nk +random +conserved\n/))
      #expect(text.contains("✘ FAIL  m.npz, random starts"))
      #expect(text.contains(/\nmagnetization-conservation +fail 0\.[0-9]+ +inconclusive 0\n/))
    }
  }
}
