import ExactIsing
import Foundation
import SpinSystems

/// The drawing of perfect samples, in blocks.
///
/// Every block has a random stream of its own, and the sampler shares a block's work among the cores
/// in a way that does not show in the result. The configurations therefore depend on the ensemble,
/// their number and the seed only.
struct PerfectDrawing {
  let ensemble: Ensemble
  let count: Int
  let seed: UInt64
  private let sampler: PerfectSampler

  /// Configurations in a block. The sampler prepares for each block, at L = 12 for the time of some
  /// ten thousand configurations, so that blocks should not be much smaller.
  private static let blockSize = 1 << 17

  /// Bytes that one configuration takes: packed, and its energy for the autocorrelation time.
  private static func bytes(of lattice: SquareLattice) -> Int {
    8 * lattice.wordsPerConfiguration + 32
  }

  /// Prepares for drawing.
  ///
  /// - Throws: `ExactError.noPerfectSamples` for a size that cannot be drawn, `DrawingError` for a
  ///   number of configurations that cannot be held.
  init(of ensemble: Ensemble, count: Int, seed: UInt64) throws {
    let memory = Int(clamping: ProcessInfo.processInfo.physicalMemory)
    let limit = memory / Self.bytes(of: ensemble.lattice)
    guard count <= limit else { throw DrawingError.tooMany(count, limit: limit) }
    self.ensemble = ensemble
    self.count = count
    self.seed = seed
    sampler = try PerfectSampler(ensemble)
  }

  /// Configurations with their energies, and how fast they came.
  struct Result {
    let samples: SampleSet
    let energies: [Int32]
    let configurationsPerSecond: Double
  }

  /// Draws all configurations.
  ///
  /// - Parameter progress: is given the number of configurations drawn and the rate a second after
  ///   each block.
  func run(progress: (Int, Double) -> Void) -> Result {
    let streams = RandomStreams(seed: seed)
    let clock = ContinuousClock()
    let start = clock.now
    var samples = SampleSet(lattice: ensemble.lattice, capacity: count)
    var energies: [Int32] = []
    energies.reserveCapacity(count)
    var rate = 0.0
    for (number, first) in stride(from: 0, to: count, by: Self.blockSize).enumerated() {
      var stream = streams.stream("perfect samples", ensemble: ensemble, block: number)
      let block = sampler.sample(count: min(Self.blockSize, count - first), using: &stream)
      samples.append(packed: block.words)
      energies += Observables(block).energies
      rate = Double(samples.count) / ((clock.now - start) / .seconds(1))
      progress(samples.count, rate)
    }
    return Result(samples: samples, energies: energies, configurationsPerSecond: rate)
  }
}

/// Why samples cannot be drawn.
enum DrawingError: Error, CustomStringConvertible {
  case tooMany(Int, limit: Int)

  var description: String {
    switch self {
    case .tooMany(let count, let limit):
      "\(count) configurations do not fit into the memory of this machine; wanted at most \(limit)"
    }
  }
}
