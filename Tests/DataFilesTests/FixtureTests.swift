import DataFiles
import Testing

@Suite struct `Files that NumPy wrote` {
  static let pattern = SpinPattern(count: 5, size: 6)

  @Test(arguments: [
    ("int8.npy", SpinEncoding.plusMinusOne, "NumPy 1.0 array, int8, shape [5, 6, 6], C order"),
    (
      "int32-fortran.npy", .plusMinusOne,
      "NumPy 1.0 array, int32, shape [5, 6, 6], Fortran order"
    ),
    ("bool-flat.npy", .zeroOne, "NumPy 1.0 array, bool, shape [5, 36], C order"),
    (
      "float16-channel.npy", .plusMinusOne,
      "NumPy 1.0 array, float16, shape [5, 1, 6, 6], C order"
    ),
    (
      "float64-big-endian-fortran.npy", .plusMinusOne,
      "NumPy 1.0 array, float64 big-endian, shape [5, 6, 6], Fortran order"
    ),
    (
      "uint16-big-endian-version2.npy", .zeroOne,
      "NumPy 2.0 array, uint16 big-endian, shape [5, 6, 6], C order"
    ),
    ("float32-version3.npy", .zeroOne, "NumPy 3.0 array, float32, shape [5, 6, 6], C order"),
    ("packbits.npy", .zeroOne, "NumPy 1.0 array, uint8, shape [5, 6, 1], C order"),
    (
      "stored.npz", .plusMinusOne,
      "NumPy 1.0 array, int8, shape [5, 6, 6], C order, in a .npz archive (stored)"
    ),
    (
      "deflated.npz", .plusMinusOne,
      "NumPy 1.0 array, int8, shape [5, 6, 6], C order, in a .npz archive (compressed)"
    ),
  ])
  func `Arrays and archives are read as NumPy meant them`(
    name: String, encoding: SpinEncoding, format: String
  ) throws {
    let loaded = try SampleFile.read(fixtures + name)
    Self.pattern.expect(loaded.samples)
    #expect(loaded.encoding == encoding)
    #expect(loaded.format == format)
  }

  @Test(arguments: ["samples", "samples.npy"])
  func `An array of an archive is read by its name`(array: String) throws {
    let loaded = try SampleFile.read(fixtures + "several.npz", array: array)
    Self.pattern.expect(loaded.samples)
    #expect(loaded.notes == ["Array \"samples\" was read, one of 2 in the archive."])
  }

  @Test func `Text of numpy.savetxt is read, one configuration a line`() throws {
    let loaded = try SampleFile.read(fixtures + "savetxt.txt")
    SpinPattern(count: 2, size: 6).expect(loaded.samples)
    #expect(loaded.format == "text, 2 lines of 36 values")
    #expect(loaded.notes == [])
  }

  @Test func `Text of numpy.savetxt is read, one configuration in all`() throws {
    let loaded = try SampleFile.read(fixtures + "savetxt-one.csv")
    SpinPattern(count: 1, size: 6).expect(loaded.samples)
    #expect(loaded.format == "text, 1 block of 6 lines")
    #expect(loaded.notes == ["1 comment line was skipped."])
  }
}
