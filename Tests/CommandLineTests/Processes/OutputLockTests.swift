import DataFiles
import Foundation
import Testing

@Suite struct `Runs to the same file` {
  private static let request = "sample --size 16 --temperature 2 --sampler wolff --count 2000"
  private static let holder = "process 1 on elsewhere, since 2026-01-02T03:04:05Z"

  @Test(arguments: [
    "sample --size 4 --temperature 2 --count 10 --output out.npy",
    "exact --size 4 --spectrum --output out.npy",
    "rbm train \(perfectSamples) --temperature 1 --total-spin 0 --epochs 1 --output out.npy",
    "rbm generate \(fixture("machines/steelyard-rbm-L12-S0-T1.000.npz")) --count 2 --output out.npy",
    "classifier train \(perfectSamples)@1 \(perfectSamples)@3 --output out.npy",
  ])
  func `end at once where they are told not to wait`(command: String) async throws {
    try await Workspace.with { folder in
      let isArchive = command.contains(" train ")
      let output = isArchive ? "out.npz" : "out.npy"
      let line = command.replacing("out.npy", with: output)
      let result = try await SteelyardProcess.shell(
        "echo '\(Self.holder)' > .steelyard-\(output).lock; flock .steelyard-\(output).lock steelyard \(line) --no-wait",
        in: folder)
      #expect(result.status == 75, "\(result)")
      #expect(
        result.standardError
          == "error: \(output): found a file that is being made by \(Self.holder); "
          + "wanted one that nobody else makes\n")
      #expect(try folder.names == [".steelyard-\(output).lock"])
    }
  }

  @Test func `say whom they wait for, and since when`() async throws {
    try await Workspace.with { folder in
      // The holder lets go when it has read what the other says.
      let result = try await SteelyardProcess.shell(
        """
        mkfifo begun said; echo '\(Self.holder)' > .steelyard-a.npy.lock
        flock .steelyard-a.npy.lock sh -c 'echo > begun; head -n 1 said; ls' &
        read line < begun
        steelyard sample --size 4 --temperature 2 --count 10 --output a.npy 2> said > said.txt
        echo $?; rm begun said said.txt
        """, in: folder)
      #expect(
        result.standardOutput.hasPrefix("a.npy: waiting for \(Self.holder), to finish it"),
        "\(result)")
      #expect(result.standardOutput.hasSuffix("said.txt\n0\n"))
      #expect(try folder.names == ["a.npy", "a.json"])
    }
  }

  @Test func `pass by a lock that a dead process has left`() async throws {
    try await Workspace.with { folder in
      try folder.write("\(Self.holder)\n".utf8, to: ".steelyard-a.npy.lock")
      let result = try await SteelyardProcess.run(
        (Self.request + " --output a.npy --no-wait").split(separator: " ").map(String.init),
        in: folder)
      #expect(result.status == 0, "\(result)")
      #expect(try folder.names == ["a.npy", "a.json"])
    }
  }

  @Test func `with other parameters each make it, one after the other`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.shell(
        """
        mkdir alone
        for seed in 1 2 3 4 5 6 7 8; do
          mkdir alone/$seed
          (cd alone/$seed && steelyard \(Self.request) --seed $seed --output a.npy > /dev/null) || echo $?
        done
        for seed in 1 2 3 4 5 6 7 8; do
          (steelyard \(Self.request) --seed $seed --output a.npy > /dev/null 2>&1 || echo $?) &
        done
        wait
        """, in: folder)
      #expect(result.standardOutput == "", "\(result)")
      let names = try folder.names.filter { !$0.hasPrefix("alone") }
      #expect(names == ["a.npy", "a.json"])
      let winner = try #require(
        try (1...8).first { try folder.bytes(of: "alone/\($0)/a.npy") == folder.bytes(of: "a.npy") }
      )
      #expect(try folder.bytes(of: "a.json") == folder.bytes(of: "alone/\(winner)/a.json"))
    }
  }
}
