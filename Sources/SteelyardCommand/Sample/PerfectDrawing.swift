import ExactIsing
import Foundation
import MonteCarlo
import Randomness
import SpinSystems

extension DrawingPlan {
  /// Configurations in a block of perfect samples. The sampler prepares for each block, at L = 12 for
  /// the time of some ten thousand configurations, so that blocks should not be much smaller.
  private static let perfectBlockSize = 1 << 17

  /// The drawing of perfect samples, which depends on the ensemble, their number and the seed only.
  ///
  /// - Throws: `ExactError.noPerfectSamples` for a size that cannot be drawn.
  static func perfect(_ ensemble: Ensemble, count: Int, seed: UInt64) throws -> DrawingPlan {
    let sampler = try PerfectSampler(ensemble)
    let streams = RandomStreams(seed: seed)
    return DrawingPlan(
      identity: "perfect \(ensemble) seed \(seed)", lattice: ensemble.lattice, count: count,
      blockSize: perfectBlockSize, blocksUseAllCores: true
    ) { number, size in
      var stream = streams.stream("perfect samples", for: ensemble, block: number)
      return sampler.sample(count: size, using: &stream)
    }
  }
}
