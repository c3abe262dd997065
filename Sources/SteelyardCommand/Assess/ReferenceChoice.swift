import Checks
import DataFiles
import Foundation
import MonteCarlo
import References
import SpinSystems

/// What samples are to be held against, as `--reference` names it.
enum ReferenceChoice: Equatable {
  case exact
  case monteCarlo
  /// A file of samples that are taken as the truth.
  case file(String)

  /// Whatever is neither of the two names is a file's.
  init(argument: String) {
    switch argument {
    case "exact": self = .exact
    case "monte-carlo": self = .monteCarlo
    default: self = .file(argument)
    }
  }

  /// The word that stands for it on the command line.
  var argument: String {
    switch self {
    case .exact: "exact"
    case .monteCarlo: "monte-carlo"
    case .file(let path): path
    }
  }

  /// The reference for `ensemble`; without a choice the exact one, or a Monte Carlo one where no exact
  /// one is to be had.
  static func reference(
    _ choice: ReferenceChoice?, for ensemble: Ensemble, count: Int, seed: UInt64
  ) throws -> Reference {
    let cache = ReferenceCache.standard(environment: ProcessInfo.processInfo.environment)
    let progress: @Sendable (String) -> Void = { Terminal.showProgress($0) }
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
