import Foundation
import SpinSystems

/// Packed configurations on disk, whole or not at all: blocks of an unfinished run, and the cache.
///
/// Little-endian: the magic "STEELYARD BITS 1", the length of the identity as 8 bytes, the identity in
/// UTF-8, the number of configurations as 8 bytes, their packed words, and a checksum of everything
/// before it as 8 bytes. The identity names everything the configurations depend on.
public struct ConfigurationFile: Sendable {
  public let url: URL
  public let identity: String
  public let lattice: SquareLattice

  private static let magic = Array("STEELYARD BITS 1".utf8)

  public init(url: URL, identity: String, lattice: SquareLattice) {
    self.url = url
    self.identity = identity
    self.lattice = lattice
  }

  /// The ending of names under which files are written.
  static let temporaryExtension = "partial"

  private var path: String { url.path(percentEncoded: false) }

  /// Whether there is anything under the name.
  public var exists: Bool { FileManager.default.fileExists(atPath: path) }

  /// Writes `samples` as the whole of the file.
  public func write(_ samples: SampleSet) throws(ConfigurationFileError) {
    precondition(samples.lattice == lattice)
    var bytes = Data(header)
    bytes.append(littleEndian: UInt64(samples.count))
    samples.words.withUnsafeBytes { bytes.append(contentsOf: $0) }
    bytes.append(littleEndian: Self.checksum(bytes))
    // Under another name until it is whole. A process that is killed leaves that name behind.
    let temporary = url.appendingPathExtension("\(getpid()).\(Self.temporaryExtension)")
    do {
      try bytes.write(to: temporary)
      guard rename(temporary.path(percentEncoded: false), path) == 0 else {
        throw CocoaError(.fileWriteUnknown)
      }
    } catch {
      try? FileManager.default.removeItem(at: temporary)
      throw ConfigurationFileError(
        path: path, found: "an obstacle to writing (\(error.localizedDescription))",
        wanted: "a file of \(bytes.count) bytes")
    }
  }

  /// Reads the configurations.
  ///
  /// - Throws: `ConfigurationFileError` unless the file is whole and of this identity.
  public func read() throws(ConfigurationFileError) -> SampleSet {
    func error(_ found: String, _ wanted: String) -> ConfigurationFileError {
      ConfigurationFileError(path: path, found: found, wanted: wanted)
    }
    let bytes: Data
    do {
      bytes = try Data(contentsOf: url)
    } catch {
      throw ConfigurationFileError(
        path: path, found: "nothing that can be read", wanted: "a file of configurations")
    }
    let header = header
    guard bytes.starts(with: header) else {
      throw error("other configurations, or none", "those of \(identity)")
    }
    let body = bytes.dropFirst(header.count)
    let wordBytes = 8 * lattice.wordsPerConfiguration
    guard body.count >= 16, (body.count - 16).isMultiple(of: wordBytes),
      body.littleEndian(at: 0) == UInt64((body.count - 16) / wordBytes)
    else { throw error("\(bytes.count) bytes", "a whole number of configurations") }
    guard body.littleEndian(at: body.count - 8) == Self.checksum(bytes.dropLast(8)) else {
      throw error("a checksum that does not match", "an undamaged file")
    }
    let words = (1..<body.count / 8 - 1).map { body.littleEndian(at: 8 * $0) }
    var samples = SampleSet(lattice: lattice)
    samples.append(packed: words)
    return samples
  }

  /// Everything in front of the number of configurations.
  private var header: [UInt8] {
    var bytes = Data(Self.magic)
    let name = Array(identity.utf8)
    bytes.append(littleEndian: UInt64(name.count))
    bytes.append(contentsOf: name)
    return Array(bytes)
  }

  /// FNV-1a over 64-bit words, with a final avalanche; the last word is filled up with zeros.
  private static func checksum(_ bytes: Data) -> UInt64 {
    bytes.withUnsafeBytes { buffer in
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      func absorb(_ word: UInt64) {
        hash = (hash ^ word) &* 0x0000_0100_0000_01B3
        hash ^= hash >> 29
      }
      let whole = buffer.count / 8
      for index in 0..<whole {
        absorb(
          UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)))
      }
      var rest: UInt64 = 0
      for byte in buffer[(8 * whole)...].reversed() { rest = rest << 8 | UInt64(byte) }
      absorb(rest)
      absorb(UInt64(buffer.count))
      return hash
    }
  }
}

/// Why configurations cannot be kept or taken up again.
public struct ConfigurationFileError: Error, Hashable, CustomStringConvertible {
  public let path: String
  public let found: String
  public let wanted: String

  public init(path: String, found: String, wanted: String) {
    self.path = path
    self.found = found
    self.wanted = wanted
  }

  public var description: String { "\(path): found \(found); wanted \(wanted)" }
}

extension Data {
  fileprivate mutating func append(littleEndian word: UInt64) {
    Swift.withUnsafeBytes(of: word.littleEndian) { append(contentsOf: $0) }
  }

  /// The word that begins `offset` bytes behind the first.
  fileprivate func littleEndian(at offset: Int) -> UInt64 {
    withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
  }
}
