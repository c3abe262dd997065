import Foundation
import Storage

/// How far a spectrum's computation has come, and its file.
///
/// The file holds a line that says what it is, which classes of first rows are done, one byte each,
/// the residues, four bytes each, least significant first, and a checksum.
struct SpectrumProgress: Sendable {
  private(set) var sums: SpectrumSums
  private(set) var isDone: [Bool]
  private let header: [UInt8]

  init(plan: SpectrumPlan) {
    sums = SpectrumSums(plan: plan)
    isDone = [Bool](repeating: false, count: plan.classes.classes.count)
    let moduli = plan.transforms.map { String($0.field.modulus) }.joined(separator: " ")
    header = Array("steelyard partial spectrum 1, L = \(plan.size), modulo \(moduli)\n".utf8)
  }

  var doneCount: Int { isDone.reduce(0) { $0 + ($1 ? 1 : 0) } }

  /// Takes in the sums of one class.
  mutating func add(_ part: SpectrumSums, of classIndex: Int) {
    precondition(!isDone[classIndex])
    sums += part
    isDone[classIndex] = true
  }

  /// Reads the bytes that `write(to:)` wrote.
  init(plan: SpectrumPlan, decoding bytes: [UInt8], of file: URL) throws(ExactError) {
    self.init(plan: plan)
    let bodyStart = header.count
    let residueStart = bodyStart + isDone.count
    let end = residueStart + 4 * sums.residues.count
    guard bytes.starts(with: header) else {
      throw .notThisComputation(file: file.path, size: plan.size)
    }
    guard bytes.count == end + 8,
      Checksum.ofBytes(bytes.span.bytes.extracting(0..<end)) == UInt64(bytes[end...])
    else {
      throw .damagedFile(file: file.path, reason: "its checksum is wrong")
    }
    isDone = bytes[bodyStart..<residueStart].map { $0 == 1 }
    let residues = (0..<sums.residues.count).map { index in
      UInt32(
        truncatingIfNeeded: UInt64(bytes[residueStart + 4 * index..<residueStart + 4 * index + 4]))
    }
    sums = SpectrumSums(plan: plan, residues: residues)
  }

  /// Writes the file whole or not at all.
  func write(to file: URL) throws(ExactError) {
    var bytes = header
    bytes.reserveCapacity(bytes.count + isDone.count + 4 * sums.residues.count + 8)
    bytes += isDone.map { $0 ? 1 : 0 }
    for residue in sums.residues { bytes.append(littleEndian: UInt64(residue), byteCount: 4) }
    bytes.append(littleEndian: Checksum.ofBytes(bytes.span.bytes), byteCount: 8)
    try bytes.write(to: file)
  }
}
