import DataFiles
import ExactIsing
import Foundation
import Reporting
import Storage

/// The making of a file like those in `Fixtures/exact`.
enum SpectrumFile {
  /// What `steelyard exact --spectrum --output` prints.
  struct Document: Encodable {
    let file: String
    let size: Int
    /// The number of pairs (E, ΣS) with g > 0.
    let levels: Int
    let bytes: Int

    var text: String { "L = \(size): \(levels) levels in \(bytes) bytes, \(shellQuoted(file))\n" }
  }

  /// Counts the configurations of the L × L lattice and writes the numbers to `path`.
  ///
  /// What has been done is kept in `path`.partial, from which a later call goes on.
  static func write(size: Int, to path: String) throws -> Document {
    let computation = try SpectrumComputation(size: size)
    let pieceCount = computation.pieceCount
    let checkpoint = URL(fileURLWithPath: path + ".partial")
    let spectrum = try computation.run(checkpoint: checkpoint) { done in
      Terminal.showProgress("L = \(size): \(done) of \(pieceCount) classes of first rows …")
    }
    let bytes = spectrum.encoded
    // The sum rules, which decoding checks, must hold before the file gets its name.
    _ = try ExactSpectrum(decoding: bytes, source: path)
    var file = try AtomicFile(path: path)
    try file.write(bytes)
    try file.commit()
    try? FileManager.default.removeItem(at: checkpoint)
    Terminal.showProgress(nil)
    return Document(file: path, size: size, levels: spectrum.count, bytes: bytes.count)
  }
}
