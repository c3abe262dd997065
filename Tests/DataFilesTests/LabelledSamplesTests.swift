import DataFiles
import SpinSystems
import TemporaryFolders
import Testing

@Suite struct `Configurations with labels` {
  /// Configurations of 2 × 2 spins, of which number k has the bits of k.
  private static func spins(_ numbers: [Int]) -> [Double] {
    numbers.flatMap { number in (0..<4).map { number >> $0 & 1 == 1 ? 1.0 : -1 } }
  }

  private static func numbers(_ samples: SampleSet) -> [Int] {
    (0..<samples.count).map { Int(samples.packed($0).first!) }
  }

  private func expect(
    _ path: String, _ labels: Labels, _ groups: [(Double, [Int])], array: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let labelled = try LabelledSamples.read(path, by: labels, array: array)
    #expect(labelled.groups.map(\.temperature) == groups.map(\.0), sourceLocation: sourceLocation)
    #expect(
      labelled.groups.map { Self.numbers($0.samples) } == groups.map(\.1),
      sourceLocation: sourceLocation)
  }

  @Test func `are found by an array of the archive, in the order of the file`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("mixed.npz")
    try ArrayArchive([
      (name: "x", array: NumericArray(shape: [6, 2, 2], Self.spins([1, 2, 3, 4, 5, 6]))),
      (name: "T", array: NumericArray(shape: [6, 1], [2.5, 1.1, 2.5, 1.1, 1.1, 2.5] as [Float])),
    ]).write(to: path)
    // Single precision stands for what people wrote.
    try expect(path, Labels("T"), [(1.1, [2, 4, 5]), (2.5, [1, 3, 6])])
    try expect(
      path, Labels("T", .inverseTemperature), [(1 / 2.5, [1, 3, 6]), (1 / 1.1, [2, 4, 5])],
      array: "x")
    let labelled = try LabelledSamples.read(path, by: Labels("T"))
    #expect(labelled.groups[0].places == [1, 3, 4])
    #expect(try labelled.samples(at: 1.1, of: path).count == 3)
    #expect(throws: SampleFileError.self) { try labelled.samples(at: 2, of: path) }
  }

  @Test func `may be half precision, too`() throws {
    let folder = try TemporaryFolder()
    let samples = try folder.write(
      ArrayFile(shape: [4, 2, 2], values: Self.spins([1, 2, 3, 4])).bytes, to: "x.npy")
    let labels = try folder.write(
      ArrayFile(descriptor: "<f2", shape: [4], values: [2.3, 1.7, 1.7, 2.3]).bytes, to: "T.npy")
    try expect(samples, Labels(labels), [(1.7, [2, 3]), (2.3, [1, 4])])
  }

  @Test(arguments: [[2], [2, 3], [2, 1]])
  func `may be of the sets of a stack`(shape: [Int]) throws {
    let folder = try TemporaryFolder()
    let samples = try folder.write(
      ArrayFile(shape: [2, 3, 2, 2], values: Self.spins([1, 2, 3, 4, 5, 6])).bytes, to: "x.npy")
    let values = shape == [2, 3] ? [3.0, 3, 3, 2, 2, 2] : [3, 2]
    let labels = try folder.write(
      ArrayFile(descriptor: "<f8", shape: shape, values: values).bytes, to: "T.npy")
    try expect(samples, Labels(labels), [(2, [4, 5, 6]), (3, [1, 2, 3])])
    let format = try LabelledSamples.read(samples, by: Labels(labels)).loaded.format
    #expect(format.contains("[2, 3, 2, 2]"))
  }

  @Test func `do not make a stack of channels that are last`() throws {
    let folder = try TemporaryFolder()
    let samples = try folder.write(
      ArrayFile(shape: [4, 2, 2, 1], values: Self.spins([1, 2, 3, 4])).bytes, to: "x.npy")
    let labels = try folder.write(
      ArrayFile(descriptor: "<f8", shape: [4], values: [1, 1, 2, 2]).bytes, to: "T.npy")
    let error = try #require(throws: SampleFileError.self) {
      try LabelledSamples.read(samples, by: Labels(labels))
    }
    #expect("\(error)".contains("drop the last axis"))
  }

  @Test(arguments: ["T", "0", "-5"])
  func `are found in a column, by name or number`(column: String) throws {
    let folder = try TemporaryFolder()
    let text = "T,a,b,c,d\n1.5,1,-1,-1,-1\n2,-1,1,-1,-1\n# a remark\n1.5,1,1,-1,-1\n2,1,1,1,1\n"
    let path = try folder.write(Array(text.utf8), to: "x.csv")
    try expect(path, Labels(column), [(1.5, [1, 3]), (2, [2, 15])])
  }

  @Test(arguments: [
    ("1.5 1 0 0 0\n2 0 1 0 0\n1.5 1 1 0 0\n2 1 1 1 1\n", "0"),
    ("0,1,2,3,4\n1.5,1,0,0,0\n2,0,1,0,0\n1.5,1,1,0,0\n2,1,1,1,1\n", "0"),
    ("T,0,1,2,3\n1.5,1,0,0,0\n2,0,1,0,0\n1.5,1,1,0,0\n2,1,1,1,1\n", "T"),
    ("0,1,2,3,T\n1,0,0,0,1.5\n0,1,0,0,2\n1,1,0,0,1.5\n1,1,1,1,2\n", "-1"),
  ])
  func `lose no line whose spins look like the column's number`(
    text: String, column: String
  ) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(text.utf8), to: "x.csv")
    try expect(path, Labels(column), [(1.5, [1, 3]), (2, [2, 15])])
  }

  @Test func `are found in a file with a number in each line`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array("0 0 0 1\n1 0 0 0\n0 0 0 0\n1 1 1 1\n".utf8), to: "x.txt")
    let labels = try folder.write(Array("T\n2.0\n1\n1.0\n2\n".utf8), to: "y.txt")
    let samples = try folder.write(
      ArrayFile(shape: [4, 2, 2], values: Self.spins([8, 1, 0, 15])).bytes, to: "x.npy")
    try expect(samples, Labels(labels), [(1, [1, 0]), (2, [8, 15])])
    // Text with one configuration a line and labels of its own file may be blocks of 4 × 4 as well.
    #expect(throws: SampleFileError.self) { try LabelledSamples.read(path, by: Labels(labels)) }
    let read = try LabelledSamples.read(path, by: Labels(labels), size: 2)
    #expect(read.groups.map(\.samples.count) == [2, 2])
  }

  @Test(arguments: [
    ([0.0, 1, 0, 1], "labels of 0 and 1 tell phases"),
    ([1, -2, 1, -2], "above 0 and finite"),
    ([1, .infinity, 1, 2], "above 0 and finite"),
    ([1.01, 1.02, 1.03, 1.04], "4 different labels of 4 configurations"),
    ([1, 1, 2], "3 labels, shape [3], for 4 configurations"),
    ([1, 2], "2 of them go with configurations of shape [2, n, L, L]"),
  ])
  func `that are no temperatures are refused`(labels: [Double], part: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("x.npz")
    try ArrayArchive([
      (name: "x", array: NumericArray(shape: [4, 2, 2], Self.spins([1, 2, 3, 4]))),
      (name: "T", array: NumericArray(shape: [labels.count], labels)),
    ]).write(to: path)
    let error = try #require(throws: SampleFileError.self) {
      try LabelledSamples.read(path, by: Labels("T"))
    }
    #expect("\(error)".contains(part), "\(error)")
  }

  @Test(arguments: [
    ("a,b,c,d,T\n1,1,1,1,2\n", "U", "no column \"U\""),
    ("1,1,1,1,2\n", "7", "found 5 columns"),
    ("1,1,1,1,x\n1,1,1,1,2\n", "4", "found \"x\" as the label"),
  ])
  func `in columns that are not there are refused`(
    text: String, column: String, part: String
  ) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(text.utf8), to: "x.csv")
    let error = try #require(throws: SampleFileError.self) {
      try LabelledSamples.read(path, by: Labels(column))
    }
    #expect("\(error)".contains(part), "\(error)")
  }
}
