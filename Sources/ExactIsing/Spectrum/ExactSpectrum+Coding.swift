import Foundation
import SpinSystems
import Storage

/// The file of a spectrum.
///
/// A line `steelyard exact spectrum 1`, one byte L, and then for each ΣS ≥ 0, ascending, its cells,
/// ascending in energy; those of negative ΣS are the same. A column is the number of its cells, and
/// a cell is the step of (E + 2N)/4 from the cell before (from 0 for the first), the number of states
/// g, and the correlation sums for r = 2 … ⌊L/2⌋. Small numbers take seven bits a byte, least
/// significant first, with the eighth bit set if more follow. A large number is a byte with twice its
/// length in bytes, plus 1 if it is negative, and the bytes of its magnitude, least significant first.
/// A checksum of eight bytes ends the file.
extension ExactSpectrum {
  private static let header = Array("steelyard exact spectrum 1\n".utf8)

  /// The contents of the spectrum's file.
  public var encoded: [UInt8] {
    var bytes = Self.header + [UInt8(lattice.size)]
    let columns = Dictionary(grouping: self, by: \.totalSpin)
    for totalSpin in lattice.totalSpins where totalSpin >= 0 {
      let cells = columns[totalSpin] ?? []
      bytes.append(small: cells.count)
      var last = 0
      for cell in cells {
        let pairs = (cell.energy + 2 * lattice.siteCount) / 4
        bytes.append(small: pairs - last)
        last = pairs
        for number in [cell.count] + cell.furtherCorrelationSums { bytes.append(large: number) }
      }
    }
    bytes.append(littleEndian: Checksum.ofBytes(bytes.span.bytes), byteCount: 8)
    return bytes
  }

  /// The spectrum in the contents of a file, after a check of everything that can be checked: the
  /// checksum, and the sum rules of infinite temperature for each ΣS.
  ///
  /// - Parameters:
  ///   - encoded: what `encoded` gave.
  ///   - source: what to call it in an error.
  /// - Throws: `ExactError.damagedFile`, with the first rule that is broken.
  public init(decoding encoded: [UInt8], source: String) throws(ExactError) {
    func damaged(_ reason: String) -> ExactError { .damagedFile(file: source, reason: reason) }
    guard encoded.starts(with: Self.header) else {
      throw damaged("it does not begin as a file of an exact spectrum")
    }
    let end = encoded.count - 8
    guard end > Self.header.count,
      Checksum.ofBytes(encoded.span.bytes.extracting(0..<end)) == UInt64(encoded[end...])
    else {
      throw damaged("its checksum is wrong")
    }
    var reader = SpectrumReader(bytes: encoded[Self.header.count..<end])
    do {
      self = try Self.read(&reader)
    } catch {
      throw damaged(error.reason)
    }
  }

  private static func read(
    _ reader: inout SpectrumReader
  ) throws(SpectrumReader.Failure) -> ExactSpectrum {
    let size = Int(try reader.byte())
    guard SpectrumComputation.sizes.contains(size) else {
      throw .init(reason: "it has L = \(size)")
    }
    let lattice = SquareLattice(size: size)
    let rules = SpectrumSumRules(size: size)
    var cells: [SpectrumCell] = []
    for totalSpin in lattice.totalSpins where totalSpin >= 0 {
      var column: [SpectrumCell] = []
      var pairs = 0
      for _ in 0..<(try reader.small()) {
        let step = try reader.small()
        pairs += step
        guard step > 0 || column.isEmpty, pairs <= lattice.siteCount else {
          throw .init(reason: "its energies are out of order")
        }
        let count = try reader.large()
        var sums: [BigInteger] = []
        for _ in SpectrumCell.furtherDistances(size: size) { sums.append(try reader.large()) }
        column.append(
          SpectrumCell(
            energy: 4 * pairs - 2 * lattice.siteCount, totalSpin: totalSpin, count: count,
            furtherCorrelationSums: sums))
      }
      if let broken = rules.firstBroken(by: column, totalSpin: totalSpin) {
        throw .init(reason: broken)
      }
      cells += column
      if totalSpin > 0 {
        cells += column.map {
          SpectrumCell(
            energy: $0.energy, totalSpin: -totalSpin, count: $0.count,
            furtherCorrelationSums: $0.furtherCorrelationSums)
        }
      }
    }
    guard reader.isAtEnd else { throw .init(reason: "it has more bytes than it should") }
    cells.sort { ($0.energy, $0.totalSpin) < ($1.energy, $1.totalSpin) }
    return ExactSpectrum(size: size, cells: cells)
  }
}

/// Reads the numbers of a spectrum's file one after another.
private struct SpectrumReader {
  struct Failure: InternalError { let reason: String }

  private var bytes: ArraySlice<UInt8>

  init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { bytes.isEmpty }

  mutating func byte() throws(Failure) -> UInt8 {
    guard let byte = bytes.popFirst() else { throw Failure(reason: "it ends too early") }
    return byte
  }

  mutating func small() throws(Failure) -> Int {
    var (value, shift) = (0, 0)
    while true {
      let byte = try byte()
      value |= Int(byte & 127) << shift
      if byte < 128 { return value }
      shift += 7
      guard shift < 28 else { throw Failure(reason: "a number is too large") }
    }
  }

  mutating func large() throws(Failure) -> BigInteger {
    let head = try byte()
    let length = Int(head / 2)
    guard bytes.count >= length else { throw Failure(reason: "it ends too early") }
    let number = bytes.prefix(length)
    bytes = bytes.dropFirst(length)
    let limbs = stride(from: number.startIndex, to: number.endIndex, by: 8).map {
      UInt64(number[$0..<min($0 + 8, number.endIndex)])
    }
    return BigInteger(limbs: limbs, isNegative: head & 1 == 1)
  }
}

extension [UInt8] {
  fileprivate mutating func append(small value: Int) {
    var rest = value
    while rest > 127 {
      append(UInt8(rest & 127 | 128))
      rest >>= 7
    }
    append(UInt8(rest))
  }

  fileprivate mutating func append(large value: BigInteger) {
    let length = (value.bitWidth + 7) / 8
    append(UInt8(2 * length + (value.isNegative ? 1 : 0)))
    for byte in 0..<length {
      append(UInt8(truncatingIfNeeded: value.limbs[byte / 8] >> UInt64(8 * (byte % 8))))
    }
  }
}
