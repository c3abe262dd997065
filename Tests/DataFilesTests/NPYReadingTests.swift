import DataFiles
import SpinSystems
import Testing

@Suite struct `Reading of .npy arrays` {
  /// Types with the encodings they can hold.
  static let types: [(letters: String, downs: [Double])] =
    [("b1", [0])] + ["u1", "u2", "u4", "u8"].map { ($0, [0]) }
    + ["i1", "i2", "i4", "i8", "f2", "f4", "f8"].map { ($0, [-1, 0]) }

  // 67 configurations of 5 × 5: neither the sites nor the samples fill whole words.
  static let pattern = SpinPattern(count: 67, size: 5)
  static let shapes = [[67, 5, 5], [67, 25], [67, 1, 5, 5]]

  @Test(arguments: types, ["<", ">", "=", "|", ""])
  func `Every type, byte order, order of axes and shape gives the same spins`(
    type: (letters: String, downs: [Double]), order: String
  ) throws {
    for down in type.downs {
      for isFortranOrder in [false, true] {
        for shape in Self.shapes {
          let file = ArrayFile(
            descriptor: order + type.letters, isFortranOrder: isFortranOrder, shape: shape,
            values: Self.pattern.values(down: down))
          let loaded = try SampleFile.read(file.bytes, named: "a.npy")
          Self.pattern.expect(loaded.samples)
          #expect(loaded.encoding == (down == 0 ? .zeroOne : .plusMinusOne))
          #expect(loaded.notes.isEmpty == (down != 0))
        }
      }
    }
  }

  @Test(arguments: 2...20)
  func `Every alignment of sites and words is packed correctly`(size: Int) throws {
    let pattern = SpinPattern(count: 3, size: size)
    for isFortranOrder in [false, true] {
      let file = ArrayFile(
        isFortranOrder: isFortranOrder, shape: [3, size, size], values: pattern.values())
      pattern.expect(try SampleFile.read(file.bytes, named: "a.npy").samples)
    }
  }

  @Test(arguments: [("|i1", 270_001), ("<f8", 40_001)], [false, true])
  func `Arrays larger than the buffer are read whole`(
    type: (descriptor: String, count: Int), isFortranOrder: Bool
  ) throws {
    // The buffer holds 262,144 bytes, so one site of all configurations does not fit.
    let pattern = SpinPattern(count: type.count, size: 2)
    let file = ArrayFile(
      descriptor: type.descriptor, isFortranOrder: isFortranOrder, shape: [type.count, 2, 2],
      values: pattern.values())
    pattern.expect(try SampleFile.read(file.bytes, named: "a.npy").samples)
  }

  @Test(arguments: [false, true])
  func `The largest lattice is read in the widest type`(isFortranOrder: Bool) throws {
    let pattern = SpinPattern(count: 2, size: 512)
    let file = ArrayFile(
      descriptor: ">i8", isFortranOrder: isFortranOrder, shape: [2, 512, 512],
      values: pattern.values())
    pattern.expect(try SampleFile.read(file.bytes, named: "a.npy").samples)
  }

  @Test func `The format names version, type, shape and order`() throws {
    let pattern = SpinPattern(count: 2, size: 4)
    let little = ArrayFile(shape: [2, 4, 4], values: pattern.values())
    let big = ArrayFile(
      descriptor: ">f4", isFortranOrder: true, shape: [2, 16], values: pattern.values(),
      version: 2)
    #expect(
      try SampleFile.read(little.bytes, named: "a.npy").format
        == "NumPy 1.0 array, int8, shape [2, 4, 4], C order")
    #expect(
      try SampleFile.read(big.bytes, named: "a.npy").format
        == "NumPy 2.0 array, float32 big-endian, shape [2, 16], Fortran order")
  }

  @Test func `Negative zero is zero`() throws {
    for descriptor in ["<f2", ">f2", "<f4", ">f4", "<f8", ">f8"] {
      let file = ArrayFile(descriptor: descriptor, shape: [1, 2, 2], values: [1, -0.0, 0, 1])
      let loaded = try SampleFile.read(file.bytes, named: "a.npy")
      #expect(loaded.samples.spins(of: 0) == [1, -1, -1, 1])
      #expect(loaded.encoding == .zeroOne)
    }
  }

  @Test func `Equal values are read by what the type can hold, and a guess is called one`() throws {
    func load(_ descriptor: String, _ value: Double) throws -> LoadedSamples {
      let values = [Double](repeating: value, count: 8)
      let file = ArrayFile(descriptor: descriptor, shape: [2, 2, 2], values: values)
      return try SampleFile.read(file.bytes, named: "a.npy")
    }
    let guess = try load("|i1", 1)
    #expect(guess.samples.spins(of: 1) == [1, 1, 1, 1])
    #expect(guess.encoding == .plusMinusOne)
    #expect(
      guess.notes == ["Every value is 1, read as spin +1; which encoding was meant is a guess."])
    #expect(try load("|u1", 1).encoding == .zeroOne)
    #expect(try load("|b1", 1).samples.spins(of: 0) == [1, 1, 1, 1])
    #expect(try load("<f4", 0).samples.spins(of: 0) == [-1, -1, -1, -1])
    #expect(try load("<i4", -1).encoding == .plusMinusOne)
  }

  @Test func `A square matrix that two sizes fit is refused, and read by the size that is stated`()
    throws
  {
    let pattern = SpinPattern(count: 9, size: 3)
    let file = ArrayFile(shape: [9, 9], values: pattern.values())
    let error = #expect(throws: SampleFileError.self) {
      try SampleFile.read(file.bytes, named: "a.npy")
    }
    #expect(error?.kind == .ambiguousSize)
    #expect("\(error!)".contains("9 configurations of 3 × 3, or one of 9 × 9"))
    pattern.expect(try SampleFile.read(file.bytes, named: "a.npy", size: 3).samples)
    let one = SpinPattern(count: 1, size: 9)
    let bytes = ArrayFile(shape: [9, 9], values: one.values()).bytes
    one.expect(try SampleFile.read(bytes, named: "a.npy", size: 9).samples)
    #expect(throws: SampleFileError.self) { try SampleFile.read(bytes, named: "a.npy", size: 4) }
  }

  @Test(arguments: [5, 8, 9, 12, 33])
  func `Rows packed eight spins a byte are read`(size: Int) throws {
    let pattern = SpinPattern(count: 4, size: size)
    let width = (size + 7) / 8
    var bytes: [Double] = []
    for sample in 0..<4 {
      for row in 0..<size {
        for first in stride(from: 0, to: 8 * width, by: 8) {
          let bits = (first..<first + 8).map { column in
            column < size && pattern.spin(sample, row, column) == 1 ? 1.0 : 0
          }
          bytes.append(bits.reduce(0) { 2 * $0 + $1 })
        }
      }
    }
    let file = ArrayFile(descriptor: "|u1", shape: [4, size, width], values: bytes)
    pattern.expect(try SampleFile.read(file.bytes, named: "a.npy").samples)
  }
}
