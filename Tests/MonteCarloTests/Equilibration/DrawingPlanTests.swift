import Foundation
@testable import MonteCarlo
import Randomness
import SpinSystems
import Synchronization
import Testing

@Suite struct `A drawing plan` {
  private static let lattice = SquareLattice(size: 5)

  /// A plan of random words that notes which blocks were drawn.
  private func plan(
    count: Int = 95, blockSize: Int = 10, failingAt failing: Int? = nil, drawn: Drawn = Drawn()
  ) -> DrawingPlan {
    DrawingPlan(
      identity: "test", lattice: Self.lattice, count: count, blockSize: blockSize,
      blocksUseAllCores: false
    ) { number, size in
      if number == failing { throw Interruption() }
      drawn.numbers.withLock { _ = $0.insert(number) }
      var generator = RandomStreams(seed: 3).stream("plan", block: number)
      return SampleSet(lattice: Self.lattice, count: size) { words in
        for index in words.indices { words[index] = generator.next() >> 39 }
      }
    }
  }

  private struct Interruption: Error {}
  private final class Drawn: Sendable { let numbers = Mutex<Set<Int>>([]) }

  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "steelyard-plan-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test func `puts its blocks in order, whoever draws them`() throws {
    let samples = try plan().run()
    #expect(samples.count == 95)
    for number in 0..<10 {
      var generator = RandomStreams(seed: 3).stream("plan", block: number)
      #expect(samples.packed(10 * number).first == generator.next() >> 39)
    }
    #expect(try plan(count: 0).run().count == 0)
  }

  @Test func `that was interrupted goes on and ends with the same configurations`() throws {
    try withFolder { folder in
      #expect(throws: Interruption.self) {
        try plan(failingAt: 9).run(keepingBlocksIn: folder)
      }
      let kept = try FileManager.default.contentsOfDirectory(atPath: folder.path).count
      let drawn = Drawn()
      let samples = try plan(drawn: drawn).run(keepingBlocksIn: folder)
      #expect(drawn.numbers.withLock { $0.count } == 10 - kept)
      #expect(samples.words == (try plan().run().words))
      DrawingPlan.removeBlocks(in: folder)
      #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
  }

  @Test(arguments: ["cut", "flipped", "foreign"])
  func `draws a damaged or foreign block again`(damage: String) throws {
    try withFolder { folder in
      let whole = try plan().run(keepingBlocksIn: folder)
      let url = folder.appending(path: "block-4")
      var bytes = try Data(contentsOf: url)
      switch damage {
      case "cut": bytes.removeLast()
      case "flipped": bytes[bytes.count - 12] ^= 1
      default: bytes = try Data(contentsOf: folder.appending(path: "block-5"))
      }
      try bytes.write(to: url)
      let drawn = Drawn()
      #expect(try plan(drawn: drawn).run(keepingBlocksIn: folder).words == whole.words)
      #expect(drawn.numbers.withLock { $0 } == [4])
    }
  }

  @Test func `leaves what is not its own where it is`() throws {
    try withFolder { folder in
      _ = try plan().run(keepingBlocksIn: folder)
      try Data().write(to: folder.appending(path: "mine"))
      DrawingPlan.removeBlocks(in: folder)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["mine"])
    }
  }

  @Test func `reports progress up to the whole`() throws {
    let reported = Mutex<[Int]>([])
    _ = try plan().run { done in reported.withLock { $0.append(done) } }
    reported.withLock {
      #expect($0.count == 10 && $0.last == 95)
      #expect($0 == $0.sorted())
    }
  }
}

@Suite struct `A file of configurations` {
  @Test func `says what is wrong with it`() throws {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "steelyard-bits-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: url) }
    let lattice = SquareLattice(size: 9)
    let file = ConfigurationFile(url: url, identity: "this", lattice: lattice)
    #expect(!file.exists)
    #expect(throws: ConfigurationFileError.self) { try file.read() }
    let samples = SampleSet(lattice: lattice, count: 3) { words in
      for index in words.indices { words[index] = UInt64(index) }
    }
    try file.write(samples)
    #expect(try file.read().words == samples.words)
    let other = ConfigurationFile(url: url, identity: "that", lattice: lattice)
    let error = #expect(throws: ConfigurationFileError.self) { try other.read() }
    #expect(error?.description.contains("that") == true)
    // 81 sites leave 47 bits of the second word.
    try file.write(SampleSet(lattice: lattice, count: 1) { words in words[1] = 1 << 17 })
    let beyond = #expect(throws: ConfigurationFileError.self) { try file.read() }
    #expect(beyond?.found == "spins beyond the lattice")
  }
}
