import DataFiles
import Foundation
import TemporaryFolders
import Testing

@Suite struct `Archives of numbers` {
  /// The numbers of `Fixtures/npy/make_fixtures.py`, in C order.
  static let quarters = (-12..<12).map { Double($0) / 4 }

  static let some = ArrayArchive([
    ("W", NumericArray(shape: [2, 3], [0.5, -1, 2, 3.25, .nan, -.infinity] as [Float])),
    ("b", NumericArray(shape: [2], [0.1, -0.0] as [Double])),
    ("epoch", NumericArray(-7)),
    ("empty", NumericArray(shape: [0, 4], [] as [Float])),
    ("options", NumericArray(text: "{\"σ\": 1}")),
  ])

  // MARK: Reading what NumPy wrote

  @Test(arguments: ["numbers.npz", "numbers-deflated.npz"])
  func `Arrays of NumPy are read in C order, whatever their type and order`(name: String) throws {
    let archive = try ArrayArchive.read(fixtures + name)
    for (name, type) in [("half", "float32"), ("single", "float32"), ("double", "float64")] {
      let array = try archive.array(name, shape: [2, 3, 4])
      #expect(array.elements.typeName == type)
      #expect(array.doubles == Self.quarters)
      #expect(array.floats == Self.quarters.map { Float($0) })
      #expect(array.integers == nil)
    }
    let bytes = try archive.array("byte", shape: [2, 3, 4])
    #expect(bytes.integers == Array(-12..<12))
    let words = try archive.array("word", shape: [4, 6])
    #expect(words.integers == Array(65511..<65535))
    let flags = try archive.array("flag", shape: [2, 3, 4])
    #expect(flags.integers == Self.quarters.map { $0 > 0 ? 1 : 0 })
    #expect(try archive.array("scalar", shape: []).doubles == [0.1])
    #expect(try archive.array("empty", shape: [3, 0, 2]).count == 0)
  }

  @Test func `Arrays without numbers do no harm until someone asks for them`() throws {
    let archive = try ArrayArchive.read(fixtures + "numbers.npz")
    #expect(archive.contains("text"))
    let text = try #require(throws: SampleFileError.self) { try archive.array("text") }
    #expect(text.kind == .elementType)
    #expect(text.description.contains("array \"text\": header field descr: found '<U7'"))
    let huge = try #require(throws: SampleFileError.self) { try archive.array("huge") }
    #expect(huge.kind == .value)
    #expect(
      huge.description.hasSuffix(
        "array \"huge\": found 18446744073709551615; "
          + "wanted integers up to 9223372036854775807"))
  }

  @Test func `An array of samples is also an array of numbers`() throws {
    let archive = try ArrayArchive.read(fixtures + "stored.npz")
    let spins = try archive.array("samples", shape: [5, 6, 6])
    #expect(spins.integers == SpinPattern(count: 5, size: 6).spins)
  }

  // MARK: Refusals

  @Test func `A missing array is answered with those that are there`() throws {
    let archive = try ArrayArchive.read(
      try `Archives of arrays`.fixture("several.npz"), named: "a.npz")
    let error = try #require(throws: SampleFileError.self) { try archive.array("W") }
    #expect(
      error.description
        == "a.npz: found no array \"W\" among weights [2, 3], samples [5, 6, 6]; "
        + "wanted one array of that name")
    let none = try ArrayArchive.read(
      [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18), named: "a")
    let empty = try #require(throws: SampleFileError.self) { try none.array("W") }
    #expect(empty.description.hasPrefix("a: found no array \"W\" in an archive without arrays"))
  }

  @Test func `A shape that was not wanted is refused by name`() throws {
    let archive = ArrayArchive(Self.some.arrays, named: "a.npz")
    let error = try #require(throws: SampleFileError.self) {
      try archive.array("W", shape: [3, 2])
    }
    #expect(error.kind == .shape)
    #expect(
      error.description == "a.npz, array \"W\": found shape [2, 3]; wanted shape [3, 2]")
  }

  @Test func `Files that are no archives are refused`() throws {
    let folder = try TemporaryFolder()
    let cases: [(String, SampleFileError.Kind, String)] = [
      (folder.path("none"), .missing, "found no such file; wanted a .npz archive"),
      (folder.path, .directory, "found a directory; wanted a .npz archive"),
      (try folder.write([], to: "empty"), .empty, "found an empty file; wanted a .npz archive"),
      (
        fixtures + "int8.npy", .unknownFormat,
        "found a .npy file, which holds one array without a name; wanted a .npz archive"
      ),
      (
        try folder.write(Array("1 -1\n".utf8), to: "text"), .archive,
        "found a damaged or incomplete archive (Not a zip archive); wanted a whole .npz archive"
      ),
      (
        "/dev/null", .archive,
        "found an archive that arrives through a pipe; "
          + "wanted a file, because the directory of a .npz archive stands at its end"
      ),
    ]
    for (path, kind, text) in cases {
      let error = try #require(throws: SampleFileError.self) { try ArrayArchive.read(path) }
      #expect(error.kind == kind)
      #expect(error.description == "\(path): \(text)")
    }
  }

  @Test func `An archive that was cut off or altered is refused`() throws {
    let bytes = try Self.some.bytes()
    for length in 1..<bytes.count {
      #expect(throws: SampleFileError.self) {
        try ArrayArchive.read(Array(bytes.prefix(length)), named: "a.npz")
      }
    }
    // The data of W: 0.5 and -1 as float32.
    let data = try #require(
      `Archives of arrays`.place(of: [0, 0, 0, 0x3F, 0, 0, 0x80, 0xBF], in: bytes))
    var altered = bytes
    altered[data] = 1
    let error = try #require(throws: SampleFileError.self) {
      try ArrayArchive.read(altered, named: "a.npz")
    }
    #expect(error.kind == .checksum)
  }

  // 9⁶ numbers fit into memory and are not there, 9¹⁵ do not fit, and 9²¹ is no Int.
  @Test(arguments: [(6, SampleFileError.Kind.checksum), (15, .tooLarge), (21, .tooLarge)])
  func `A header that promises more than there is takes no memory for it`(
    axes: Int, kind: SampleFileError.Kind
  ) throws {
    let shape = [Int](repeating: 1, count: axes)
    var bytes = try ArrayArchive([("a", NumericArray(shape: shape, [1.0]))]).bytes()
    let start = try #require(`Archives of arrays`.place(of: Array("(1, 1".utf8), in: bytes))
    for axis in 0..<axes { bytes[start + 1 + 3 * axis] = UInt8(ascii: "9") }
    let error = try #require(throws: SampleFileError.self) {
      try ArrayArchive.read(bytes, named: "a.npz")
    }
    #expect(error.kind == kind)
  }

  // MARK: Writing

  @Test(arguments: [false, true])
  func `What is written is read back the same`(compressed: Bool) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.npz")
    try Self.some.write(to: path, compressed: compressed)
    #expect(try folder.contents == ["a.npz"])
    let archive = try ArrayArchive.read(path)
    #expect(archive.file == path)
    #expect(archive.arrays.map(\.name) == Self.some.arrays.map(\.name))
    for (name, array) in Self.some.arrays {
      let read = try archive.array(name)
      #expect(read.shape == array.shape)
      #expect(read.elements.typeName == array.elements.typeName)
      #expect(read.doubles.map(\.bitPattern) == array.doubles.map(\.bitPattern))
    }
    #expect(try archive.array("options").text == "{\"σ\": 1}")
    #expect(try archive.array("b").text == nil)
  }

  @Test func `Entries are the files that NumPy would write, at a fixed date`() throws {
    let bytes = try Self.some.bytes()
    for (name, file) in [
      ("b.npy", ArrayFile(descriptor: "<f8", shape: [2], values: [0.1, -0.0])),
      ("epoch.npy", ArrayFile(descriptor: "<i8", shape: [], values: [-7])),
    ] {
      let entry = try #require(`Archives of arrays`.place(of: Array(name.utf8), in: bytes))
      // A local header of 30 bytes stands in front of the name: method 0, 0 o'clock, 1 January 1980.
      let header = Array(bytes[(entry - 30)..<entry])
      #expect(header.starts(with: [0x50, 0x4B, 3, 4]))
      #expect(Array(header[8..<14]) == [0, 0, 0, 0, 0x21, 0])
      let text = Array(file.header.utf8)
      let place = try #require(`Archives of arrays`.place(of: text, in: bytes))
      // Behind the text come spaces up to a multiple of 64 bytes, and the data.
      #expect(Array(bytes[(place + 118)..<(place + 118 + file.data.count)]) == file.data)
    }
    #expect(try Self.some.bytes() == bytes)
    #expect(try ArrayArchive.read(ArrayArchive().bytes(), named: "a").arrays.isEmpty)
  }

  @Test func `A place that cannot be written is refused`() throws {
    let folder = try TemporaryFolder()
    for (path, kind) in [
      (folder.path, SampleFileError.Kind.directory), (folder.path("no/a.npz"), .missing),
      ("/dev/full", .diskFull),
    ] {
      let error = try #require(throws: SampleFileError.self) { try Self.some.write(to: path) }
      #expect(error.kind == kind)
    }
    #expect(try folder.contents == [])
  }
}
