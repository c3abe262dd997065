import ExactIsing
import SpinSystems
import Synchronization

/// Perfect samplers made once for all tests: those of L = 12 take a second each.
enum SharedPerfectSamplers {
  private static let known = Mutex<[Ensemble: PerfectSampler]>([:])

  /// The one of `ensemble`.
  static func sampler(of ensemble: Ensemble) throws -> PerfectSampler {
    try known.withLock { known in
      if let sampler = known[ensemble] { return sampler }
      let sampler = try PerfectSampler(ensemble)
      known[ensemble] = sampler
      return sampler
    }
  }
}
