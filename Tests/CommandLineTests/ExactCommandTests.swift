import ExactIsing
import Foundation
import Testing

@Suite struct `The command exact` {
  @Test func `prints one JSON document with every promised field`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["exact", "--size", "8", "--json"] + claim, in: folder)
      #expect(result.status == 0)
      #expect(result.standardError == "")
      let document = try result.jsonObject()
      #expect(document["size"] as? Int == 8)
      #expect(document["temperature"] as? Double == 1)
      #expect(document["totalSpin"] as? Int == 0)
      // The exact number, found by another program and rounded to the digits it printed.
      let energy = try #require(document["energyDensity"] as? Double)
      #expect(abs(energy - -1.461378264507) < 1e-11)
      #expect(document["specificHeat"] as? Double != nil)
      #expect(document["logPartitionFunction"] as? Double != nil)
      #expect(document["absoluteMagnetization"] as? Double == 0)
      let levels = try #require(document["energyDistribution"] as? [[String: Double]])
      #expect(levels.first?["energy"] == -96)
      // 54 terms of rounding error at most 2^-53 each, and as much again from their own rounding.
      let sum = levels.compactMap { $0["probability"] }.reduce(0, +)
      #expect(levels.count == 54)
      #expect(abs(sum - 1) < 54 * 0x1p-52)
      let correlation = try #require(document["correlation"] as? [Double])
      #expect(correlation.count == 5)
      #expect(correlation[0] == 1)
      #expect(abs(correlation[1] + energy / 2) < 1e-14)
      #expect(document["spectrum"] == nil)
    }
  }

  @Test func `prints exact counts with --spectrum, and a free total spin as null`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["exact", "--size", "4", "--temperature", "2", "--spectrum", "--json"], in: folder)
      let document = try result.jsonObject()
      #expect(document["totalSpin"] is NSNull)
      let cells = try #require(document["spectrum"] as? [[String: Any]])
      var states = 0
      var byEnergy: [Int: Int] = [:]
      for cell in cells {
        let count = try #require((cell["count"] as? String).flatMap { Int($0) })
        states += count
        byEnergy[try #require(cell["energy"] as? Int), default: 0] += count
      }
      #expect(states == 1 << 16)
      // Beale (1996), and enumeration.
      #expect(byEnergy[-32] == 2 && byEnergy[-24] == 32 && byEnergy[0] == 20524)
    }
  }

  @Test(arguments: [
    ("4", "1e-320"), ("4", "1e-200"), ("12", "1e-9"), ("4", "1e300"), ("16", "1e-320"),
    ("100", "1e-200"), ("16", "1e300"),
  ])
  func `knows the ends of the temperature scale`(size: String, temperature: String) async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["exact", "--size", size, "--temperature", temperature, "--json"], in: folder)
      #expect(result.status == 0, "\(result.standardError)")
      let document = try result.jsonObject()
      // All spins equal, or all configurations alike: the energy does not vary with T any more.
      #expect(document["specificHeat"] as? Double == 0)
      let energy = try #require(document["energyDensity"] as? Double)
      // At T = 1e300 ε is -2/T (two bonds a site, each -tanh(1/T)), lost in the rounding of ⟨H⟩.
      #expect(temperature == "1e300" ? abs(energy) < 1e-14 : energy == -2)
    }
  }

  @Test func `prints a table of at most 80 columns that says what it leaves out`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["exact", "--size", "12", "--temperature", "1", "--spectrum"], in: folder)
      #expect(result.status == 0)
      #expect(result.standardOutput.contains("levels with P(E) > 1e-12, "))
      for line in result.standardOutput.split(separator: "\n") { #expect(line.count <= 80) }
    }
  }

  @Test(arguments: [(16, 255), (65, nil)] as [(Int, Int?)])
  func `knows larger lattices where the total spin is free, and says null of the rest`(
    size: Int, levelCount: Int?
  ) async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["exact", "--size", "\(size)", "--temperature", "2.269185314213022", "--json"], in: folder)
      #expect(result.status == 0)
      let document = try result.jsonObject()
      let energy = try #require(document["energyDensity"] as? Double)
      // Kaufman's ε of L = 16 to all published digits; at L = 65 between that of L = 64 and -√2.
      if size == 16 {
        #expect(abs(energy - -1.4530648528) < 1e-10)
      } else {
        #expect(energy > -1.4239383898 && energy < -Double(2).squareRoot())
      }
      let levels = document["energyDistribution"] as? [[String: Double]]
      #expect(levels?.count == levelCount)
      for key in ["absoluteMagnetization", "correlation", "totalSpin"] {
        #expect(document[key] is NSNull)
      }
    }
  }

  @Test func `makes the file of a spectrum and leaves nothing else`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["exact", "--size", "5", "--spectrum", "--output", "five.bin", "--json"], in: folder)
      #expect(result.status == 0)
      #expect(result.standardError == "")
      #expect(try folder.names == ["five.bin"])
      let bytes = try folder.bytes(of: "five.bin")
      #expect(bytes == (try ExactSpectrum(size: 5)).encoded)
      let document = try result.jsonObject()
      #expect(document["file"] as? String == "five.bin")
      #expect(document["bytes"] as? Int == bytes.count)
    }
  }

  @Test func `goes on from what an earlier run left, and refuses another lattice's`() async throws {
    try await Workspace.with { folder in
      // All classes of L = 4 are done, but the file is not yet written.
      let four = try SpectrumComputation(size: 4)
      _ = try four.run(checkpoint: URL(fileURLWithPath: folder.path("a.bin.partial")))
      let other = try await SteelyardProcess.run(
        ["exact", "--size", "5", "--spectrum", "--output", "a.bin"], in: folder)
      other.expectOneLineOfError(saying: ["a.bin.partial", "L = 5"])
      #expect(try folder.names == ["a.bin.partial"])
      let same = try await SteelyardProcess.run(
        ["exact", "--size", "4", "--spectrum", "--output", "a.bin"], in: folder)
      #expect(same.status == 0)
      #expect(try folder.names == ["a.bin"])
    }
  }

  @Test func `takes a damaged fixture for an error, never for a reference`() async throws {
    try await Workspace.with { folder in
      var bytes = try Array(Data(contentsOf: URL(filePath: fixture("exact/spectrum-L9.bin"))))
      bytes[1000] ^= 1
      try folder.write(bytes, to: "spectrum-L9.bin")
      let result = try await SteelyardProcess.run(
        ["exact", "--size", "9", "--temperature", "2"], in: folder,
        environment: ["STEELYARD_FIXTURES": "."])
      result.expectOneLineOfError(saying: ["spectrum-L9.bin", "damaged"])
      let missing = try await SteelyardProcess.run(
        ["exact", "--size", "10", "--temperature", "2"], in: folder,
        environment: ["STEELYARD_FIXTURES": "."])
      missing.expectOneLineOfError(saying: ["spectrum-L10.bin"])
    }
  }
}
