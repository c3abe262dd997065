@testable import ExactIsing
import Foundation
import Randomness
import SpinSystems
import Synchronization
import Storage
import Testing

@Suite struct SpectrumFileTests {
  @Test(arguments: 2...8)
  func `A spectrum survives its file unchanged`(size: Int) throws {
    let spectrum = try ExactSpectrum(size: size)
    let copy = try ExactSpectrum(decoding: spectrum.encoded, source: "copy")
    #expect(copy.lattice == spectrum.lattice)
    #expect(copy.elementsEqual(spectrum))
  }

  @Test func `Together the files of the larger lattices stay below one megabyte`() throws {
    let sizes = try (8...12).map { try ExactSpectrum(size: $0).encoded.count }
    #expect(sizes.reduce(0, +) < 1_000_000)
  }

  @Test(arguments: [8, 9])
  func `The computation gives the built-in file, byte for byte`(size: Int) throws {
    let computed = try SpectrumComputation(size: size).run()
    #expect(computed.encoded == (try ExactSpectrum(size: size)).encoded)
  }

  @Test func `A changed byte anywhere is noticed`() throws {
    let encoded = try ExactSpectrum(size: 4).encoded
    for index in encoded.indices {
      var damaged = encoded
      damaged[index] ^= 1 << (index % 8)
      #expect(throws: ExactError.self) {
        try ExactSpectrum(decoding: damaged, source: "damaged")
      }
    }
    for length in 0..<encoded.count {
      #expect(throws: ExactError.self) {
        try ExactSpectrum(decoding: Array(encoded.prefix(length)), source: "short")
      }
    }
  }

  @Test func `Contents that break a sum rule are refused though their checksum is right`() throws {
    let spectrum = try ExactSpectrum(size: 6)
    /// The error that comes of changing the cells without magnetization.
    func refusal(_ change: (inout [SpectrumCell]) -> Void) -> String {
      var cells = spectrum.filter { $0.totalSpin == 0 }
      change(&cells)
      let others = spectrum.filter { $0.totalSpin != 0 }
      let changed = ExactSpectrum(
        size: 6, cells: (cells + others).sorted { $0.energy < $1.energy })
      do throws(ExactError) {
        _ = try ExactSpectrum(decoding: changed.encoded, source: "forged")
        return "accepted"
      } catch { return error.description }
    }
    func changed(
      _ cell: SpectrumCell, count: BigInteger = 0, sum: BigInteger = 0
    ) -> SpectrumCell {
      var sums = cell.furtherCorrelationSums
      sums[0] += sum
      return SpectrumCell(
        energy: cell.energy, totalSpin: 0, count: cell.count + count,
        furtherCorrelationSums: sums)
    }
    #expect(refusal { _ in } == "accepted")
    #expect(refusal { $0[0] = changed($0[0], count: 1) }.contains("E^0 g"))
    #expect(
      refusal {
        $0[3] = changed($0[3], count: 1)
        $0[4] = changed($0[4], count: -1)
      }.contains("E^1 g"))
    // Second differences of equally spaced levels keep the count and the mean energy.
    #expect(
      refusal {
        $0[3] = changed($0[3], count: 1)
        $0[4] = changed($0[4], count: -2)
        $0[5] = changed($0[5], count: 1)
      }.contains("E^2 g"))
    #expect(refusal { $0[3] = changed($0[3], sum: 1) }.contains("E^0 T"))
    #expect(
      refusal {
        $0[3] = changed($0[3], sum: 1)
        $0[4] = changed($0[4], sum: -1)
      }.contains("E^1 T"))
    #expect(refusal { $0[5] = changed($0[5], count: -$0[5].count) }.contains("not positive"))
  }

  @Test func `Arbitrary contents with a right checksum are refused and crash nothing`() throws {
    let encoded = try ExactSpectrum(size: 4).encoded
    var generator = RandomStreams(seed: 1).stream("damage")
    let bodyStart = encoded.firstIndex(of: 10)! + 1
    for _ in 0..<3000 {
      var body = Array(encoded[..<(encoded.count - 8)])
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: bodyStart..<body.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: body[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: body.remove(at: place)
        default: body.insert(UInt8.random(in: 0...255, using: &generator), at: place)
        }
      }
      guard body != encoded.dropLast(8) else { continue }
      body.append(littleEndian: Checksum.ofBytes(body.span.bytes), byteCount: 8)
      #expect(throws: ExactError.self) { try ExactSpectrum(decoding: body, source: "forged") }
    }
  }

  @Test func `A directory of files is read, and a missing or wrong one is an error`() throws {
    try withTemporaryDirectory { directory in
      let files = SpectrumFiles.directory(directory)
      let missing = #expect(throws: ExactError.self) { try files.read(size: 9) }
      #expect(missing?.description.contains("spectrum-L9.bin") == true)
      let four = try ExactSpectrum(size: 4)
      try four.encoded.write(to: directory.appendingPathComponent("spectrum-L4.bin"))
      try four.encoded.write(to: directory.appendingPathComponent("spectrum-L9.bin"))
      #expect(try files.read(size: 4).elementsEqual(four))
      let wrong = #expect(throws: ExactError.self) { try files.read(size: 9) }
      #expect(wrong?.description.contains("L = 4") == true)
    }
  }

  @Test func `A computation that was stopped goes on from its checkpoint`() throws {
    try withTemporaryDirectory { directory in
      let checkpoint = directory.appendingPathComponent("L6.partial")
      let plan = SpectrumPlan(size: 6)
      let task = SpectrumClassTask(plan: plan)
      var progress = SpectrumProgress(plan: plan)
      for index in [0, 3, 4] {
        var sums = SpectrumSums(plan: plan)
        task.add(index, to: &sums)
        progress.add(sums, of: index)
      }
      try progress.write(to: checkpoint)

      let computation = try SpectrumComputation(size: 6)
      let counts = Recorder()
      let spectrum = try computation.run(checkpoint: checkpoint) { counts.append($0) }
      #expect(counts.values == Array(4...computation.pieceCount))
      #expect(spectrum.elementsEqual(try ExactSpectrum(size: 6)))
      // Now everything is done.
      let again = try computation.run(checkpoint: checkpoint) { counts.append($0) }
      #expect(counts.values.count == computation.pieceCount - 3)
      #expect(again.elementsEqual(spectrum))

      #expect(throws: ExactError.notThisComputation(file: checkpoint.path, size: 5)) {
        try SpectrumComputation(size: 5).run(checkpoint: checkpoint)
      }
      var bytes = try [UInt8](readingFrom: checkpoint)
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: checkpoint)
      #expect(throws: ExactError.self) { try computation.run(checkpoint: checkpoint) }
      let nowhere = directory.appendingPathComponent("none/L6.partial")
      #expect(throws: ExactError.self) { try computation.run(checkpoint: nowhere) }
    }
  }

  private func withTemporaryDirectory(_ body: (URL) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("steelyard-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try body(directory)
  }
}

/// Numbers that were reported, in order.
private final class Recorder: Sendable {
  private let recorded = Mutex<[Int]>([])
  var values: [Int] { recorded.withLock { $0 } }
  func append(_ value: Int) { recorded.withLock { $0.append(value) } }
}
