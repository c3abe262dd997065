import Foundation
import Judgement
import Reporting
import Storage

/// The file in which the statistics of samples are kept for later ones to be compared with.
public struct BaselineFile: Sendable {
  /// The path as it was given.
  public let path: String
  /// The baseline whose place is to be taken; nil where there is none yet.
  public let existing: Baseline?

  /// Reads what is at `path`; what is no file cannot be a baseline, and writing will say so.
  ///
  /// - Throws: `BaselineError` where a file is there and no baseline.
  public init(path: String) throws(BaselineError) {
    self.path = path
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    existing =
      attributes?[.type] as? FileAttributeType == .typeRegular ? try Baseline.read(path) : nil
  }

  /// The baseline that is to be in the file: `next`, or where there is one already what takes its place.
  ///
  /// - Precondition: there is a reason where something is replaced.
  /// - Throws: `BaselineError` where the two are not comparable.
  public func successor(_ next: Baseline, because reason: String?) throws(BaselineError) -> Baseline
  {
    guard let existing else { return next }
    do {
      return try existing.replaced(by: next, because: reason!)
    } catch {
      throw BaselineError(error.problem, source: path)
    }
  }

  /// `baseline` in a file that takes its place once it is committed.
  public func staged(_ baseline: Baseline) throws -> AtomicFile {
    var file = try AtomicFile(path: path)
    try file.write(Array(try baseline.encoded().utf8))
    try file.synchronize()
    return file
  }
}
