import DataFiles
import Foundation
@testable import NeuralModels
import SpinSystems
import Testing

@Suite struct `Files of machines` {
  /// A machine of 4 visible and 3 hidden units.
  static func machine() throws -> RestrictedBoltzmannMachine {
    try RestrictedBoltzmannMachine(
      weights: (0..<12).map { Float($0) / 7 - 1 }, visibleBias: [0.5, -0.25, 0, 1e-30],
      hiddenBias: [2, -3, .leastNonzeroMagnitude])
  }

  /// W, b and c of those shapes, with one element replaced.
  static func archive(
    _ shape: [Int], _ visible: [Int], _ hidden: [Int],
    replacing element: (name: String, index: Int, value: Double)? = nil
  ) -> ArrayArchive {
    ArrayArchive(
      [("W", shape), ("b", visible), ("c", hidden)].map { name, shape in
        var values = [Double](repeating: 0.5, count: shape.reduce(1, *))
        if let element, element.name == name { values[element.index] = element.value }
        return (name, NumericArray(shape: shape, values))
      }, named: "m.npz")
  }

  static func error(_ archive: ArrayArchive) throws -> SampleFileError {
    try #require(throws: SampleFileError.self) { try RestrictedBoltzmannMachine(archive) }
  }

  /// A path for a file of its own.
  static func withFile(_ body: (String) throws -> Void) throws {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "steelyard-machine-\(UUID().uuidString).npz")
    defer { try? FileManager.default.removeItem(at: url) }
    try body(url.path(percentEncoded: false))
  }

  @Test func `A machine is read back as it was written, and its file has the same bytes`() throws {
    let machine = try Self.machine()
    try Self.withFile { path in
      try machine.write(to: path)
      let read = try RestrictedBoltzmannMachine.read(path)
      #expect(read.machine == machine)
      #expect(read.lattice.size == 2)
      let first = try Data(contentsOf: URL(filePath: path))
      try read.machine.write(to: path)
      #expect(try Data(contentsOf: URL(filePath: path)) == first)
    }
  }

  @Test func `Weights of PyTorch's type and of any other are read in NumPy's order`() throws {
    var archive = Self.archive([4, 3], [4], [3], replacing: ("W", 5, -2))
    archive.arrays.append(("epochs", NumericArray(100)))
    let machine = try RestrictedBoltzmannMachine(archive)
    // W[1][2]: visible unit 1, hidden unit 2.
    #expect(machine.weights == (0..<12).map { $0 == 5 ? -2 : 0.5 })
    #expect(machine.visibleCount == 4 && machine.hiddenCount == 3)
  }

  @Test(arguments: [
    ([3, 4], [4], [3], "array \"W\": found shape [3, 4]; wanted [4, 3], as b has 4"),
    ([12], [4], [3], "array \"W\": found shape [12]; wanted [4, 3]"),
    ([4, 3], [4, 1], [3], "array \"b\": found shape [4, 1]; wanted one axis"),
    ([4, 3], [4], [], "array \"c\": found shape []; wanted one axis"),
    ([4, 0], [4], [0], "array \"c\": found shape [0]; wanted one axis"),
    ([4, 3], [5], [3], "array \"W\": found shape [4, 3]; wanted [5, 3], as b has 5"),
  ])
  func `Shapes that do not fit are refused by name`(
    weights: [Int], visible: [Int], hidden: [Int], saying: String
  ) throws {
    let error = try Self.error(Self.archive(weights, visible, hidden))
    #expect(error.kind == .shape)
    #expect(error.description.hasPrefix("m.npz, \(saying)"), "\(error)")
  }

  @Test func `The transpose that PyTorch keeps is recognized`() throws {
    let error = try Self.error(Self.archive([3, 4], [4], [3]))
    #expect(error.description.hasSuffix("; its transpose W.T fits"))
  }

  @Test(arguments: [
    ("W", 5, Double.nan, "nan at W[1][2]"), ("b", 3, .infinity, "inf at b[3]"),
    ("c", 0, 1e300, "1e+300 at c[0]"),
  ])
  func `An element that is no finite number is refused by its place`(
    name: String, index: Int, value: Double, saying: String
  ) throws {
    let error = try Self.error(Self.archive([4, 3], [4], [3], replacing: (name, index, value)))
    #expect(error.kind == .value)
    #expect(error.description.hasPrefix("m.npz, array \"\(name)\": found \(saying); "), "\(error)")
  }

  @Test func `A missing array is refused with a list of those that are there`() throws {
    var archive = Self.archive([4, 3], [4], [3])
    archive.arrays.removeFirst()
    let error = try Self.error(archive)
    #expect(error.kind == .arrayName)
    #expect(error.description.contains("no array \"W\" among b [4], c [3]"))
  }

  @Test func `Visible units that are no square, or that of another L, are refused`() throws {
    try Self.withFile { path in
      try Self.machine().write(to: path)
      let other = try #require(throws: SampleFileError.self) {
        try RestrictedBoltzmannMachine.read(path, size: 3)
      }
      #expect(
        other.description
          == "\(path), array \"b\": found 4 visible units, those of L = 2; "
          + "wanted 9, as L = 3 is claimed")
      try Self.archive([5, 3], [5], [3]).write(to: path)
      let none = try #require(throws: SampleFileError.self) {
        try RestrictedBoltzmannMachine.read(path)
      }
      #expect(
        none.description
          == "\(path), array \"b\": found 5 visible units; wanted L² for a lattice of L × L")
    }
  }
}
