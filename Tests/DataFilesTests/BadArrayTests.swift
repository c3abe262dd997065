import DataFiles
import Testing

/// The error that reading `bytes` must throw.
func error(
  reading bytes: [UInt8], named file: String = "a.npy", array: String? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> SampleFileError {
  try #require(throws: SampleFileError.self, sourceLocation: sourceLocation) {
    try SampleFile.read(bytes, named: file, array: array)
  }
}

@Suite struct `Arrays that are no configurations` {
  static let pattern = SpinPattern(count: 3, size: 4)

  @Test(arguments: [
    ([3], ""), ([], ""), ([16], "; for one configuration use reshape(1, L, L)"), ([3, 4, 5], ""),
    ([3, 15], ""), ([3, 1], ""), ([8, 8], "; for one configuration use reshape(1, L, L)"),
    ([3, 1, 1], ""), ([3, 2, 4, 4], ""), ([3, 4, 4, 1], "; drop the last axis of length 1"),
    ([1, 1, 1, 4, 4], ""), ([1, 513, 513], ""), ([1, 513 * 513], ""), ([3, 0, 0], ""),
    ([3, 0], ""), ([3, 1, 16], ""), ([3, Int.max], ""), ([Int.max, Int.max, Int.max], ""),
  ])
  func `A shape that is no square lattice is refused`(shape: [Int], advice: String) throws {
    let bytes = ArrayFile(shape: shape, values: []).bytes
    let error = try error(reading: bytes)
    #expect(error.kind == .shape)
    #expect(
      error.description
        == "a.npy: header field shape: found \(shape); wanted [n, L, L], [n, 1, L, L] or [n, L²] "
        + "with L from 2 to 512\(advice)")
  }

  @Test func `An array of no configurations is called empty`() throws {
    for shape in [[0, 8, 8], [0, 64], [0, 1, 8, 8]] {
      let error = try error(reading: ArrayFile(shape: shape, values: []).bytes)
      #expect(error.kind == .empty)
      #expect(
        error.description
          == "a.npy: header field shape: found \(shape), an array of no configurations; "
          + "wanted at least one")
    }
  }

  @Test(arguments: [
    [Int.max, 8, 8], [Int.max / 64, 8, 8], [1 << 60, 4], [Int.max, 262_144],
  ])
  func `A shape whose size overflows is refused`(shape: [Int]) throws {
    // 2⁶⁰ times 4 bytes do not fit into 63 bits; the others are short of data.
    let bytes = ArrayFile(descriptor: "<f8", shape: shape, values: []).bytes
    let error = try error(reading: bytes)
    #expect(error.kind == .tooLarge)
    #expect(
      error.description
        == "a.npy: header field shape: found \(shape); wanted configurations that fit, "
        + "with what is to be measured on them, into the memory that this process may have")
  }

  @Test(arguments: [0, 1, 47])
  func `Data that end early are measured`(count: Int) throws {
    let file = ArrayFile(shape: [3, 4, 4], values: Self.pattern.values())
    let error = try error(reading: file.bytes.dropLast(48 - count))
    #expect(error.kind == .truncated)
    #expect(
      error.description
        == "a.npy: found \(count) bytes of data, \(48 - count) missing; "
        + "wanted 48 for shape [3, 4, 4] of int8")
  }

  @Test func `Data that go on are measured`() throws {
    let file = ArrayFile(descriptor: "<f4", shape: [3, 4, 4], values: Self.pattern.values())
    let error = try error(reading: file.bytes + [0, 0])
    #expect(error.kind == .trailingBytes)
    #expect(
      error.description
        == "a.npy: found 2 bytes behind the data; "
        + "wanted an end after the 192 bytes of shape [3, 4, 4] of float32")
  }

  @Test(arguments: 0..<64)
  func `A header that ends early is refused at every length`(length: Int) throws {
    let bytes = ArrayFile(shape: [3, 4, 4], values: Self.pattern.values()).bytes
    let error = try error(reading: Array(bytes.prefix(length)))
    switch length {
    case 0:
      #expect(error.kind == .empty)
      #expect(
        error.description
          == "a.npy: found an empty file; wanted a .npy, .npz, .csv or .txt file of configurations")
    case 1..<6:
      #expect(error.kind == .header)
    default:
      #expect(error.kind == .truncated)
      #expect(
        error.description.hasPrefix(
          "a.npy: header: found the end of the file after \(length) bytes"))
    }
  }

  @Test func `Content that is not NumPy's is refused in a file that is called so`() throws {
    let error = try error(reading: Array("1 -1 1 1\n".utf8))
    #expect(error.kind == .header)
    #expect(
      error.description
        == "a.npy: header: found the bytes 31 20 2d 31 20 31; "
        + "wanted the six bytes \\x93NUMPY that begin a .npy file")
  }

  @Test func `A version that does not exist yet is refused`() throws {
    let bytes = ArrayFile(shape: [3, 4, 4], values: Self.pattern.values(), version: 4).bytes
    let error = try error(reading: bytes)
    #expect(error.kind == .version)
    #expect(
      error.description
        == "a.npy: header: found format version 4.0; wanted 1.0, 2.0 or 3.0")
  }

  @Test(arguments: [
    ("|i1", 2.0, "2"), ("|u1", 255, "255"), (">i2", 256, "256"), ("<i4", -2, "-2"),
    ("<i8", 4_294_967_296, "4294967296"), ("<u4", 4_294_967_295, "4294967295"),
    ("|b1", 2, "byte 2 in an array of bool"), ("<f4", 0.5, "0.5"), ("<f8", .nan, "nan"),
    (">f2", .infinity, "inf"), ("<f4", -.infinity, "-inf"),
    (">f8", 1.0000000000000002, "1.0000000000000002"),
    ("<f4", 1e-45, "1e-45"), ("<f2", 65504, "65504.0"),
  ])
  func `The first value that is no spin is named with its place`(
    descriptor: String, value: Double, text: String
  ) throws {
    for isFortranOrder in [false, true] {
      for shape in [[3, 4, 4], [3, 16]] {
        var values = Self.pattern.values(down: descriptor.contains("i") ? -1 : 0)
        // Sample 2, row 1, column 3; a later fault in both orders is not to be named.
        values[2 * 16 + 1 * 4 + 3] = value
        values[47] = 0.25
        let file = ArrayFile(
          descriptor: descriptor, isFortranOrder: isFortranOrder, shape: shape,
          values: descriptor.contains("f") ? values : values.map { $0 == 0.25 ? 3 : $0 })
        let error = try error(reading: file.bytes)
        #expect(error.kind == .value)
        #expect(error.location == .spin(sample: 2, row: 1, column: 3))
        #expect(
          error.description
            == "a.npy: sample 2, row 1, column 3 (counted from 0): found \(text); "
            + "wanted only -1 and +1, or only 0 and 1")
      }
    }
  }

  @Test func `A mix of both encodings is refused where the second begins`() throws {
    var values = Self.pattern.values()
    #expect(values[1 * 16 + 2] == 1)
    values[1 * 16 + 2] = 0
    let zero = try error(reading: ArrayFile(shape: [3, 4, 4], values: values).bytes)
    #expect(zero.kind == .mixedEncoding)
    #expect(
      zero.description
        == "a.npy: sample 1, row 0, column 2 (counted from 0): "
        + "found 0 where earlier values are -1; wanted only -1 and +1, or only 0 and 1")
    values = Self.pattern.values(down: 0)
    values[2 * 16 + 15] = -1
    let minus = try error(
      reading: ArrayFile(descriptor: "<f8", shape: [3, 4, 4], values: values).bytes)
    #expect(minus.location == .spin(sample: 2, row: 3, column: 3))
    #expect(minus.found == "-1.0 where earlier values are 0")
  }

  @Test func `A fault far into a file is placed exactly`() throws {
    // 40,000 configurations of 3 × 3 fill the buffer several times at 4 bytes a value.
    let pattern = SpinPattern(count: 40_000, size: 3)
    for isFortranOrder in [false, true] {
      var values = pattern.values()
      values[39_998 * 9 + 7] = 7
      let file = ArrayFile(
        descriptor: "<i4", isFortranOrder: isFortranOrder, shape: [40_000, 3, 3], values: values)
      #expect(
        try error(reading: file.bytes).location == .spin(sample: 39_998, row: 2, column: 1))
    }
  }

  @Test func `Set bits behind the rows of a packed array are refused`() throws {
    let file = ArrayFile(
      descriptor: "|u1", shape: [2, 5, 1], values: [0, 8, 16, 24, 32, 0, 8, 4, 16, 24])
    let error = try error(reading: file.bytes)
    #expect(error.kind == .value)
    #expect(
      error.description
        == "a.npy: sample 1, row 2, column 5 (counted from 0): found a bit that is set behind the "
        + "last column; wanted rows of 5 bits, filled up with 0 to whole bytes")
  }

  @Test(arguments: [
    ([0x1F, 0x8B, 8, 0], "gzip data (uncompressed, or piped through zcat, it may be read)"),
    ([0x89, 0x48, 0x44, 0x46, 0x0D], "an HDF5 file"), ([0xFF, 0xFE, 0x31, 0], "text in UTF-16"),
    ([0x80, 4, 0x95, 0], "binary data of no known format"),
    ([0, 0, 0, 0], "binary data of no known format"),
  ])
  func `Other kinds of files are refused by name where they have one`(
    start: [UInt8], found: String
  ) throws {
    let error = try error(reading: start, named: "samples.dat")
    #expect(error.kind == .unknownFormat)
    #expect(
      error.description
        == "samples.dat: found \(found); wanted a .npy, .npz, .csv or .txt file of configurations")
  }

  @Test func `An array of a file that has only one has no name`() throws {
    let file = ArrayFile(shape: [3, 4, 4], values: Self.pattern.values())
    let error = try error(reading: file.bytes, array: "x")
    #expect(error.kind == .arrayName)
    #expect(
      error.description
        == "a.npy: found a .npy file, whose content has no name; "
        + "wanted a .npz archive for the array \"x\"")
  }

  @Test func `A hostile name of a file stays on one line`() throws {
    let error = try error(reading: [], named: "a\n\u{1B}[31m\u{202E}b.npy")
    #expect(
      error.description.hasPrefix("a\\n\\u{1B}[31m\\u{202E}b.npy: found an empty file"))
  }
}
