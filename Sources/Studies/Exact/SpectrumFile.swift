import ExactIsing
import Foundation
import Reporting
import Storage

/// The making of a file like those in `Fixtures/exact`.
public enum SpectrumFile {
  /// What is printed of such a file.
  public struct Document: Encodable, Sendable {
    /// The path of the file.
    public let file: String
    /// The linear size L of the lattice.
    public let size: Int
    /// The number of pairs (E, ΣS) with g > 0.
    public let levels: Int
    /// The length of the file.
    public let bytes: Int

    /// The same for people.
    public var text: String {
      "L = \(size): \(levels) levels in \(bytes) bytes, \(shellQuoted(file))\n"
    }
  }

  /// Counts the configurations of the L × L lattice and writes the numbers to `path`.
  ///
  /// What has been done is kept in `path`.partial, from which a later call goes on.
  ///
  /// - Parameters:
  ///   - size: L.
  ///   - path: where it is written.
  ///   - waiting: what is done where another process makes the same file.
  ///   - progress: is given what is being done, now and then, from any thread; nil at the end.
  public static func write(
    size: Int, to path: String, waiting: OutputLock.Waiting,
    progress: @escaping @Sendable (String?) -> Void = { _ in }
  ) throws -> Document {
    let computation = try SpectrumComputation(size: size)
    // Before the work, so that a place that cannot be written to is noticed at once.
    _ = try AtomicFile(path: path)
    let lock = try OutputLock(path, waiting: waiting)
    defer { withExtendedLifetime(lock) {} }
    let pieceCount = computation.pieceCount
    let checkpoint = URL(fileURLWithPath: path + ".partial")
    let spectrum = try computation.run(checkpoint: checkpoint) { done in
      progress("L = \(size): \(done) of \(pieceCount) classes of first rows …")
    }
    let bytes = spectrum.encoded
    // The sum rules, which decoding checks, must hold before the file gets its name.
    _ = try ExactSpectrum(decoding: bytes, source: path)
    var file = try AtomicFile(path: path)
    try file.write(bytes)
    try file.commit()
    try? FileManager.default.removeItem(at: checkpoint)
    progress(nil)
    return Document(file: path, size: size, levels: spectrum.count, bytes: bytes.count)
  }
}
