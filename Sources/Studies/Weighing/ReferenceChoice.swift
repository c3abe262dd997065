import Checks
import DataFiles
import Foundation
import MonteCarlo
import References
import SpinSystems

/// What samples are to be held against, as people name it: exact, monte-carlo, or a file.
public enum ReferenceChoice: Equatable, Sendable {
  /// The exact distribution.
  case exact
  /// Configurations of our own Monte Carlo.
  case monteCarlo
  /// A file of samples that are taken as the truth.
  case file(String)

  /// Whatever is neither of the two names is a file's.
  public init(argument: String) {
    switch argument {
    case "exact": self = .exact
    case "monte-carlo": self = .monteCarlo
    default: self = .file(argument)
    }
  }

  /// The word that stands for it on the command line.
  public var argument: String {
    switch self {
    case .exact: "exact"
    case .monteCarlo: "monte-carlo"
    case .file(let path): path
    }
  }

  /// The reference for `ensemble`; without a choice the exact one, or a Monte Carlo one where no exact
  /// one is to be had.
  ///
  /// - Parameters:
  ///   - ensemble: the ensemble that is meant.
  ///   - choice: what was asked for; nil for the standard one.
  ///   - seed: of the random numbers.
  ///   - count: configurations of a Monte Carlo reference, which are kept in the user's cache.
  ///   - progress: hears what is being computed.
  /// - Throws: `ReferenceError` where there is no such reference, and what reading a file throws.
  public static func reference(
    _ choice: ReferenceChoice?, for ensemble: Ensemble, count: Int, seed: UInt64,
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> Reference {
    let cache = ReferenceCache.standard(environment: ProcessInfo.processInfo.environment)
    switch choice {
    case nil:
      return try .standard(
        for: ensemble, count: count, seed: seed, cache: cache, progress: progress)
    case .exact: return try .exact(ensemble)
    case .monteCarlo:
      return try .monteCarlo(
        ensemble, count: count, seed: seed, cache: cache, progress: progress)
    case .file(let path):
      let loaded = try SampleFile.read(path)
      return try .sampled(
        loaded.samples, of: ensemble, name: "\(loaded.samples.count) samples of \(path)",
        notes: ["Reference: \(loaded.format); values \(loaded.encoding)."] + loaded.notes)
    }
  }
}
