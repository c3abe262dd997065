import ExactIsing
import Randomness
import SpinSystems

/// Independent draws from exactly the ensemble, by `PerfectSampler`; nothing has to relax.
public struct PerfectMethod: SamplingMethod {
  public let identifier = "perfect"
  public let summary = "independent and from exactly the ensemble, L up to 12"

  /// Configurations in a block. The sampler prepares for each block, at L = 12 for the time of some
  /// ten thousand configurations, so that blocks should not be much smaller.
  private static let blockSize = 1 << 17

  /// The method, which has nothing to be set.
  public init() {}

  /// Whether the lattice is of a size that `PerfectSampler` can draw.
  public func isApplicable(to ensemble: Ensemble) -> Bool {
    PerfectSampler.sizes.contains(ensemble.lattice.size)
  }

  /// The drawing of `count` configurations, which depends on the ensemble, the number and the seed.
  ///
  /// - Throws: `ExactError.noPerfectSamples` for a size that cannot be drawn.
  public func plan(
    drawing count: Int, of ensemble: Ensemble, seed: UInt64, equilibration: Equilibration? = nil,
    progress: (Int) -> Void = { _ in }
  ) throws -> DrawingPlan {
    let sampler = try PerfectSampler(ensemble)
    let streams = RandomStreams(seed: seed)
    return DrawingPlan(
      identity: "\(identifier) \(ensemble) seed \(seed)", lattice: ensemble.lattice, count: count,
      blockSize: Self.blockSize, blocksUseAllCores: true
    ) { number, size in
      var stream = streams.stream("perfect samples", for: ensemble, block: number)
      return sampler.sample(count: size, using: &stream)
    }
  }
}
