import Foundation
import SpinSystems
import Storage

/// Packed configurations on disk, whole or not at all: blocks of an unfinished run, and the cache.
///
/// Little-endian: the magic "STEELYARD BITS 1", the length of the identity as 8 bytes, the identity in
/// UTF-8, the number of configurations as 8 bytes, their packed words, and a checksum of everything
/// before it as 8 bytes. The identity names everything the configurations depend on.
public struct ConfigurationFile: Sendable {
  /// Where the file is, or will be.
  public let url: URL
  /// Names everything that the configurations depend on; a file of another identity is not theirs.
  public let identity: String
  /// The lattice of the configurations, which says how many words each of them takes.
  public let lattice: SquareLattice

  private static let magic = Array("STEELYARD BITS 1".utf8)

  /// The file at `url`, which need not exist yet; nothing is read or written.
  public init(url: URL, identity: String, lattice: SquareLattice) {
    self.url = url
    self.identity = identity
    self.lattice = lattice
  }

  private var path: String { url.path(percentEncoded: false) }

  /// Whether there is anything under the name.
  public var exists: Bool { FileManager.default.fileExists(atPath: path) }

  /// Writes `samples` as the whole of the file.
  public func write(_ samples: SampleSet) throws(ConfigurationFileError) {
    precondition(samples.lattice == lattice)
    var bytes = header
    bytes.append(littleEndian: UInt64(samples.count))
    samples.words.withUnsafeBytes { bytes.append(contentsOf: $0) }
    bytes.append(littleEndian: Checksum.ofWords(bytes.span.bytes))
    do throws(AtomicFileError) {
      try AtomicFile.write(bytes, to: path, links: .replaced)
    } catch {
      throw ConfigurationFileError(file: path, found: error.found, wanted: error.wanted)
    }
  }

  /// Reads the configurations.
  ///
  /// - Throws: `ConfigurationFileError` unless the file is whole and of this identity.
  public func read() throws(ConfigurationFileError) -> SampleSet {
    func error(_ found: String, _ wanted: String) -> ConfigurationFileError {
      ConfigurationFileError(file: path, found: found, wanted: wanted)
    }
    guard let bytes = OwnFile.contents(of: path) else {
      throw error("nothing that can be read", "a file of configurations")
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
    guard
      body.littleEndian(at: body.count - 8)
        == Checksum.ofWords(bytes.span.bytes.extracting(droppingLast: 8))
    else {
      throw error("a checksum that does not match", "an undamaged file")
    }
    let words = body.withUnsafeBytes { body in
      (1..<body.count / 8 - 1).map {
        UInt64(littleEndian: body.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self))
      }
    }
    // Behind the last site there is nothing.
    let width = lattice.wordsPerConfiguration
    let unused = 64 * width - lattice.siteCount
    for last in stride(from: width - 1, to: words.count, by: width)
    where unused > 0 && words[last] >> UInt64(64 - unused) != 0 {
      throw error("spins beyond the lattice", "configurations of L = \(lattice.size)")
    }
    var samples = SampleSet(lattice: lattice)
    samples.append(packed: words)
    return samples
  }

  /// Everything in front of the number of configurations.
  private var header: [UInt8] {
    var bytes = Self.magic
    bytes.append(littleEndian: UInt64(identity.utf8.count))
    bytes.append(contentsOf: identity.utf8)
    return bytes
  }
}

/// Why configurations cannot be kept or taken up again.
public struct ConfigurationFileError: FileInputError, Hashable {
  /// The path of the file.
  public let file: String
  /// What was found.
  public let found: String
  /// What was wanted instead.
  public let wanted: String

  /// An error about `file`, with what was found in it and what was wanted.
  public init(file: String, found: String, wanted: String) {
    self.file = file
    self.found = found
    self.wanted = wanted
  }
}

extension [UInt8] {
  fileprivate mutating func append(littleEndian word: UInt64) {
    Swift.withUnsafeBytes(of: word.littleEndian) { append(contentsOf: $0) }
  }
}

extension Data {
  /// The word that begins `offset` bytes behind the first.
  fileprivate func littleEndian(at offset: Int) -> UInt64 {
    withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
  }
}
