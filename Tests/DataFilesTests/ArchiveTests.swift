import DataFiles
import Foundation
import Testing

@Suite struct `Archives of arrays` {
  static func fixture(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: fixtures + name)))
  }

  /// The place of the first `bytes` in `all`.
  static func place(of bytes: [UInt8], in all: [UInt8]) -> Int? {
    all.indices.dropLast(bytes.count - 1).first { all[$0...].starts(with: bytes) }
  }

  @Test func `Archives in memory are read like those in files`() throws {
    for name in ["stored.npz", "deflated.npz"] {
      let loaded = try SampleFile.read(try Self.fixture(name), named: name)
      SpinPattern(count: 5, size: 6).expect(loaded.samples)
      #expect(loaded.notes == ["Array \"samples\" was read, the only one of the archive."])
    }
  }

  @Test func `Several arrays are listed when none is named`() throws {
    let error = try error(reading: try Self.fixture("several.npz"), named: "a.npz")
    #expect(error.kind == .severalArrays)
    #expect(
      error.description
        == "a.npz: found 2 arrays, weights [2, 3], samples [5, 6, 6]; "
        + "wanted the name of one of them, as the array to read")
  }

  @Test func `A name that is not there is answered with those that are`() throws {
    let error = try error(reading: try Self.fixture("several.npz"), named: "a.npz", array: "spins")
    #expect(error.kind == .arrayName)
    #expect(
      error.description
        == "a.npz: found no array \"spins\" among weights [2, 3], samples [5, 6, 6]; "
        + "wanted the name of one array")
  }

  @Test func `An array of the wrong shape is refused by its name`() throws {
    let error = try error(
      reading: try Self.fixture("several.npz"), named: "a.npz", array: "weights")
    #expect(error.kind == .shape)
    #expect(
      error.description.hasPrefix("a.npz, array \"weights\": header field shape: found [2, 3]; "))
  }

  @Test func `An archive without entries is refused`() throws {
    let endRecord: [UInt8] = [0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18)
    let error = try error(reading: endRecord, named: "a.npz")
    #expect(error.kind == .arrayName)
    #expect(
      error.description
        == "a.npz: found an archive without entries; "
        + "wanted a .npz archive with an array of configurations")
  }

  @Test func `An archive of other things is refused`() throws {
    // The same archive with its entry renamed in both places, so that nothing else is wrong.
    var bytes = try Self.fixture("stored.npz")
    while let place = Self.place(of: Array("samples.npy".utf8), in: bytes) {
      bytes.replaceSubrange(place..<place + 11, with: Array("weights.pkl".utf8))
    }
    let error = try error(reading: bytes, named: "model.pt")
    #expect(error.kind == .arrayName)
    #expect(
      error.description
        == "model.pt: found no array, only \"weights.pkl\"; "
        + "wanted a .npz archive with an array of configurations")
  }

  @Test func `A spin that was flipped in the archive breaks the checksum`() throws {
    var bytes = try Self.fixture("stored.npz")
    let data = try #require(Self.place(of: [0x0A, 1, 0xFF, 0xFF], in: bytes))
    bytes[data + 1] = 0xFF
    let error = try error(reading: bytes, named: "a.npz")
    #expect(error.kind == .checksum)
    #expect(
      error.description
        == "a.npz, array \"samples\": found data that do not have the checksum of the archive; "
        + "wanted an undamaged .npz archive")
  }

  @Test func `A broken checksum explains values that are no spins`() throws {
    var bytes = try Self.fixture("stored.npz")
    let data = try #require(Self.place(of: [0x0A, 1, 0xFF, 0xFF], in: bytes))
    bytes[data + 1] = 0x41
    #expect(try error(reading: bytes, named: "a.npz").kind == .checksum)
  }

  @Test(arguments: ["stored.npz", "deflated.npz"])
  func `An archive that was cut off is refused at every length`(name: String) throws {
    let bytes = try Self.fixture(name)
    for length in 4..<bytes.count {
      let error = try error(reading: Array(bytes.prefix(length)), named: "a.npz")
      #expect(error.kind == .archive)
      #expect(error.description.hasPrefix("a.npz: found a damaged or incomplete archive ("))
    }
  }

  @Test func `A file that is only called an archive is refused`() throws {
    let error = try error(reading: Array("1 -1 1 1\n".utf8), named: "a.npz")
    #expect(error.kind == .archive)
    #expect(
      error.description
        == "a.npz: found a damaged or incomplete archive (Not a zip archive); "
        + "wanted a whole .npz archive")
  }

  @Test func `Encrypted data and unknown methods of compression are refused`() throws {
    var encrypted = try Self.fixture("stored.npz")
    // Bit 0 of the flags in the entry of the directory.
    let directory = try #require(Self.place(of: [0x50, 0x4B, 0x01, 0x02], in: encrypted))
    encrypted[directory + 8] |= 1
    encrypted[6] |= 1
    let secret = try error(reading: encrypted, named: "a.npz")
    #expect(
      secret.description
        == "a.npz, array \"samples\": found encrypted data; wanted a .npz archive in clear")
    var unknown = try Self.fixture("stored.npz")
    unknown[directory + 10] = 98
    unknown[8] = 98
    let method = try error(reading: unknown, named: "a.npz")
    #expect(method.kind == .archive)
    #expect(
      method.description
        == "a.npz, array \"samples\": found data compressed by method 98; "
        + "wanted a .npz archive stored or deflated")
  }
}
