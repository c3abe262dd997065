import DataFiles
import Foundation
import Randomness
import SpinSystems
import Testing

/// A bounded search for bytes that the readers cannot bear; `Tests/Fuzz` has the unbounded one.
@Suite struct `Mutated files` {
  /// Whole files of every format, the fixtures among them.
  static func seeds() throws -> [(name: String, bytes: [UInt8])] {
    var seeds = try FileManager.default.contentsOfDirectory(atPath: fixtures).sorted()
      .filter { !$0.hasSuffix(".py") && !$0.hasSuffix(".md") }
      .map { ($0, Array(try Data(contentsOf: URL(fileURLWithPath: fixtures + $0)))) }
    let pattern = SpinPattern(count: 70, size: 3)
    for descriptor in ["|i1", "|b1", "<f2", ">f8"] {
      for isFortranOrder in [false, true] {
        let file = ArrayFile(
          descriptor: descriptor, isFortranOrder: isFortranOrder, shape: [70, 3, 3],
          values: pattern.values(down: descriptor == "|b1" ? 0 : -1))
        seeds.append(("seed.npy", file.bytes))
      }
    }
    seeds.append(("seed.csv", Array("# c\na;b;c;d\n1;0;0;1\n0;0;1;1\n".utf8)))
    seeds.append(("seed.txt", Array("1 1 -1\n1 -1 1\n1 1 1\n\n-1 1 1\n1 1 1\n1 -1 1\n".utf8)))
    return seeds
  }

  /// Changes `bytes` at one place, or cuts or repeats a part of them.
  static func mutate(_ bytes: inout [UInt8], using generator: inout some RandomNumberGenerator) {
    guard !bytes.isEmpty else { return }
    // Headers and directories are short; half of the changes are meant for the first 160 bytes.
    let reach = Bool.random(using: &generator) ? min(160, bytes.count) : bytes.count
    let place = Int.random(in: 0..<reach, using: &generator)
    let end = min(bytes.count, place + Int.random(in: 1...16, using: &generator))
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 2: bytes[place] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &generator)!
    case 3: bytes[place] = Array("0123456789,-()'{}[] \n#eL".utf8).randomElement(using: &generator)!
    case 4: bytes.removeSubrange(place..<end)
    case 5: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 6: bytes.removeLast(bytes.count - place)
    default:
      let digits = [
        "9223372036854775807", "-1", "0", "99999999999999999999", "512", "nan", "1e309",
      ]
      bytes.replaceSubrange(place..<end, with: Array(digits.randomElement(using: &generator)!.utf8))
    }
  }

  @Test func `Every mutation is read or refused in one line`() throws {
    var generator = Xoshiro256PlusPlus(state: (0x5EED, 1, 2, 3))
    let seeds = try Self.seeds()
    var accepted = 0
    var kinds: Set<SampleFileError.Kind> = []
    for round in 0..<60_000 {
      let seed = seeds[round % seeds.count]
      var bytes = seed.bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        Self.mutate(&bytes, using: &generator)
      }
      do throws(SampleFileError) {
        let loaded = try SampleFile.read(
          bytes, named: seed.name, array: seed.name == "several.npz" ? "samples" : nil)
        accepted += 1
        let lattice = loaded.samples.lattice
        #expect(
          loaded.samples.words.count == loaded.samples.count * lattice.wordsPerConfiguration)
        let unused = UInt64(64 * lattice.wordsPerConfiguration - lattice.siteCount)
        for index in 0..<loaded.samples.count {
          #expect(loaded.samples.packed(index).last! <= .max >> unused)
        }
      } catch {
        kinds.insert(error.kind)
        let line = error.description
        #expect(line.hasPrefix(seed.name), "\(line)")
        #expect(line.contains(": found ") && line.contains("; wanted "), "\(line)")
        #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control })
      }
    }
    // The search must get past the first bytes: it meets every kind that content alone can cause.
    #expect(accepted > 1000)
    #expect(
      kinds.isSuperset(of: [
        .empty, .unknownFormat, .header, .version, .elementType, .shape, .truncated,
        .trailingBytes, .value, .mixedEncoding, .archive, .checksum, .severalArrays, .layout,
      ]), "\(kinds)")
  }
}
