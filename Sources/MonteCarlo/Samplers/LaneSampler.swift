import CSpinKernels
import Foundation
import Randomness
import SpinSystems

/// 512 replicas side by side, with demons in place of random numbers.
///
/// A site is a word of 512 bits, one for each replica. All replicas attempt the same update at the
/// same time and each accepts or refuses it by its own demon (Creutz 1983): a small store of energy
/// 4d, d ∈ {0, 1, 2, 3}, with the distribution P(d) ∝ exp(-4βd) and independent of the spins. An
/// update that changes the energy by 4δ is made if d - δ lies in 0 … 3, and takes d there.
///
/// **Why it is exact.** H + 4d is conserved, so π(S) P(d) is; and the update is its own inverse, or,
/// where it is refused, no change. It therefore leaves π × P invariant, whatever the site, as long as
/// the sites are chosen without regard to the spins. Drawing d anew from P is a Gibbs step, which also
/// leaves π × P invariant. Spins observed at any fixed time then have the distribution π. Sharing the
/// choice of sites does not correlate the replicas: given the sites, each moves by itself. Sharing
/// demons would.
///
/// There are 16 demons for each replica, used in turn, and after every m attempts one of them is drawn
/// anew. P(d) is exact to 2^-64 in absolute terms.
struct LaneSampler: MarkovSampler {
  /// Sweeps of all replicas: so many times N attempts, as the kernels of C make them.
  typealias Kernel = @Sendable (_ chain: steelyard_lane_chain, _ sweepCount: Int) -> Void

  private static let generatorWords = 4 * Int(STEELYARD_LANE_WORDS)

  let ensemble: Ensemble
  let replicaCount = 64 * Int(STEELYARD_LANE_WORDS)
  private let kernel: Kernel
  private var spins: AlignedBuffer<UInt64>
  private var generator = AlignedBuffer<UInt64>(count: Self.generatorWords)
  private var demons = AlignedBuffer<UInt64>(
    count: 2 * Int(STEELYARD_DEMONS) * Int(STEELYARD_LANE_WORDS))
  private var sequence: [UInt64]
  private let thresholds: [UInt64]

  /// Chains from a start, with demons drawn anew.
  ///
  /// - Parameter kernel: leaves the ensemble invariant.
  init(_ ensemble: Ensemble, start: Start, stream: Xoshiro256PlusPlus, kernel: @escaping Kernel) {
    var stream = stream
    self.ensemble = ensemble
    self.kernel = kernel
    spins = AlignedBuffer<UInt64>(count: ensemble.lattice.siteCount * Int(STEELYARD_LANE_WORDS))
    thresholds = Self.thresholds(inverseTemperature: ensemble.inverseTemperature)
    let samples = start.configurations(of: ensemble, count: replicaCount, using: &stream)
    // Eight generators in columns and one for the sites; an all-zero state has probability 2^-256.
    generator.withUnsafeMutableElements { words in
      for index in 0..<Self.generatorWords { words[index] = stream.next() }
    }
    sequence = (0..<4).map { _ in stream.next() } + [0, 0, 0]
    setConfigurations(samples)
  }

  mutating func sweep(_ count: Int) {
    precondition(count >= 0)
    let kernel = kernel
    withKernelArguments { kernel($0, count) }
  }

  /// m, by lattice size: 1 below L = 8, 8 below L = 24, else 16.
  ///
  /// A demon remembers its energy for 16 m attempts. That is to be short beside a relaxation of the
  /// spins, which small lattices complete in few attempts and large ones in many.
  private static func attemptsPerRefresh(size: Int) -> Int { size < 8 ? 1 : size < 24 ? 8 : 16 }

  var configurations: SampleSet {
    let lattice = ensemble.lattice
    return SampleSet(lattice: lattice, count: replicaCount) { words in
      words.withUnsafeMutableBufferPointer { words in
        spins.withUnsafeElements {
          steelyard_lanes_to_configurations(
            $0, lattice.siteCount, words.baseAddress)
        }
      }
    }
  }

  /// Replaces the configurations and draws all demons anew: those left behind know about the old ones.
  mutating func setConfigurations(_ samples: SampleSet) {
    requireConfigurations(samples)
    let siteCount = ensemble.lattice.siteCount
    samples.words.withUnsafeBufferPointer { words in
      spins.withUnsafeMutableElements {
        steelyard_lanes_from_configurations(words.baseAddress, siteCount, $0)
      }
    }
    withKernelArguments { steelyard_refresh_demons($0) }
  }

  /// Runs a kernel on the chain.
  private mutating func withKernelArguments(_ body: (steelyard_lane_chain) -> Void) {
    let size = ensemble.lattice.size
    spins.withUnsafeMutableElements { spins in
      generator.withUnsafeMutableElements { generator in
        demons.withUnsafeMutableElements { demons in
          sequence.withUnsafeMutableBufferPointer { sequence in
            thresholds.withUnsafeBufferPointer { thresholds in
              body(
                steelyard_lane_chain(
                  spins: spins, size: size,
                  generator: generator,
                  demons: demons,
                  sequence: sequence.baseAddress, thresholds: thresholds.baseAddress,
                  attempts_per_refresh: Self.attemptsPerRefresh(size: size)))
            }
          }
        }
      }
    }
  }

  /// P(d > 2), P(d > 1) and P(d > 0) as binary fractions of 64 bits, [64][3], each bit a whole word.
  private static func thresholds(inverseTemperature: Double) -> [UInt64] {
    let weights = (0...3).map { exp(-4 * inverseTemperature * Double($0)) }
    let total = weights.reversed().reduce(0, +)
    let fractions = [weights[3], weights[3] + weights[2], weights[3] + weights[2] + weights[1]]
      .map { UInt64($0 / total * 0x1p64) }
    return (0..<Int(STEELYARD_THRESHOLD_BITS)).flatMap { bit in
      fractions.map { ($0 << UInt64(bit)) >> 63 == 1 ? .max : 0 }
    }
  }
}

extension MarkovMethod {
  /// Local moves of 512 replicas at once, by a kernel.
  init(
    identifier: String, summary: String, conservesTotalSpin: Bool,
    kernel: @escaping LaneSampler.Kernel
  ) {
    self.init(
      identifier: identifier, summary: summary, conservesTotalSpin: conservesTotalSpin,
      isLocal: true
    ) { LaneSampler($0, start: $1, stream: $2, kernel: kernel) }
  }
}
