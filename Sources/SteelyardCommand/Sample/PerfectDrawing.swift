import ExactIsing
import Foundation
import MonteCarlo
import Randomness
import SpinSystems
import Storage

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

/// Why samples cannot be drawn.
enum DrawingError: InputError {
  case tooMany(Int, limit: Int)

  var description: String {
    switch self {
    case .tooMany(let count, let limit):
      "\(count) configurations do not fit into the memory of this machine; wanted at most \(limit)"
    }
  }

  /// Throws unless `count` configurations fit into the memory: packed, twice for a moment when blocks
  /// are put together, and with their energies for the autocorrelation time.
  static func requireMemory(for count: Int, on lattice: SquareLattice) throws(DrawingError) {
    let memory = Int(clamping: ProcessInfo.processInfo.physicalMemory)
    let limit = memory / (16 * lattice.wordsPerConfiguration + 32)
    guard count <= limit else { throw .tooMany(count, limit: limit) }
  }
}
