import DataFiles
import Foundation
import Randomness
import SpinSystems
import TemporaryFolders
import Testing

@Suite struct `Writing of .npy files` {
  /// Random configurations, of which the first two are all down and all up.
  static func samples(size: Int, count: Int) -> SampleSet {
    var generator = Xoshiro256PlusPlus(state: (1, 2, 3, UInt64(size)))
    var samples = SampleSet(lattice: SquareLattice(size: size))
    for index in 0..<count {
      samples.append(
        spins: (0..<size * size).map { _ in
          switch index {
          case 0: -1
          case 1: 1
          default: generator.next() >> 63 == 1 ? 1 : -1
          }
        })
    }
    return samples
  }

  @Test(arguments: Array(2...34) + [64, 65, 512], [false, true])
  func `What is written is read back the same`(size: Int, packed: Bool) throws {
    let folder = try TemporaryFolder()
    let samples = Self.samples(size: size, count: size > 100 ? 3 : 130)
    let path = folder.path("a.npy")
    try SampleFile.writeNPY(samples, to: path, packed: packed)
    let loaded = try SampleFile.read(path)
    #expect(loaded.samples.lattice == samples.lattice)
    #expect(loaded.samples.count == samples.count)
    #expect(loaded.samples.words == samples.words)
    #expect(loaded.encoding == (packed ? .zeroOne : .plusMinusOne))
    #expect(try folder.contents == ["a.npy"])
  }

  @Test func `The bytes are those of NumPy`() throws {
    let folder = try TemporaryFolder()
    let pattern = SpinPattern(count: 5, size: 6)
    for (name, packed) in [("int8.npy", false), ("packbits.npy", true)] {
      let path = folder.path(name)
      try SampleFile.writeNPY(pattern.sampleSet, to: path, packed: packed)
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: path))
          == Data(contentsOf: URL(fileURLWithPath: fixtures + name)))
    }
  }

  @Test func `The data begin at a multiple of 64 bytes`() throws {
    let folder = try TemporaryFolder()
    for count in [1, 10, 100, 1000, 10_000, 100_000] {
      let path = folder.path("\(count).npy")
      try SampleFile.writeNPY(Self.samples(size: 2, count: count), to: path)
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
      #expect((try #require(size) - 4 * count).isMultiple(of: 64))
    }
  }

  @Test func `A path that cannot be written is refused and nothing appears`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write([1], to: "file")
    let samples = Self.samples(size: 4, count: 100_000)
    let cases: [(String, SampleFileError.Kind, String)] = [
      (folder.path, .directory, "found a directory; wanted the path of a file"),
      (
        folder.path("no/a.npy"), .missing,
        "found no such folder; wanted a path in a folder that exists"
      ),
      (
        file + "/a.npy", .missing,
        "found a path that leads through a file (Not a directory); "
          + "wanted a path in a folder that exists"
      ),
      (
        "/dev/full", .diskFull,
        "found a full disk (No space left on device); wanted room for the whole file"
      ),
    ]
    for (path, kind, wanted) in cases {
      let error = try #require(throws: SampleFileError.self) {
        try SampleFile.writeNPY(samples, to: path)
      }
      #expect(error.kind == kind)
      #expect(error.description == "\(path): \(wanted)")
    }
    #expect(try folder.contents == ["file"])
  }
}
