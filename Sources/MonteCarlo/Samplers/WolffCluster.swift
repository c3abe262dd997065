import ExactIsing
import Foundation
import Randomness
import SpinSystems

/// Flips of single clusters at free magnetization (Wolff 1989).
///
/// A cluster grows from a random site over bonds between equal spins, each with probability
/// 1 - exp(-2/T), and is flipped. A sweep is so many clusters that they have about N sites in all, and no more
/// than L (`clustersPerSweep(of:)`).
public struct WolffCluster: MarkovSampler {
  /// The ensemble that the chain leaves invariant; it leaves ΣS free.
  public let ensemble: Ensemble
  public var replicaCount: Int { 1 }
  private var state: ScalarSpins
  private var stream: Xoshiro256PlusPlus
  private let bondProbability: Double
  private let clustersPerSweep: Int
  /// Sites of the cluster whose bonds have not been looked at, in its first places.
  private var stack: [Int32]

  /// - Precondition: the ensemble leaves ΣS free.
  public init(_ ensemble: Ensemble, start: Start, stream: Xoshiro256PlusPlus) {
    precondition(ensemble.totalSpin == nil, "flipping a cluster changes ΣS")
    self.ensemble = ensemble
    self.stream = stream
    state = ScalarSpins(start.configurations(of: ensemble, count: 1, using: &self.stream))
    bondProbability = -expm1(-2 * ensemble.inverseTemperature)
    clustersPerSweep = Self.clustersPerSweep(of: ensemble)
    stack = [Int32](repeating: 0, count: ensemble.lattice.siteCount)
  }

  /// About N/⟨n⟩, for ⟨n⟩ = N ⟨m²⟩ is the mean size of a cluster (Wolff 1989).
  ///
  /// It is known before the chain begins and is the same in every state, see `MarkovSampler.sweep(_:)`: ⟨m²⟩ is
  /// taken for m₀² of the infinite lattice (Yang 1952) below T_c, L^(-1/4) close to it, and above it
  /// 0.96258 (1 - T_c/T)^(-7/4) / N (Wu, McCoy, Tracy and Barouch 1976). An even number, for where a cluster is
  /// nearly all of the lattice each turns the sign of ΣS, and a chain is not to go to and fro by the sweep.
  static func clustersPerSweep(of ensemble: Ensemble) -> Int {
    let (size, temperature) = (ensemble.lattice.size, ensemble.temperature)
    let critical = pow(Double(size), -0.25)
    let distance = 1 - Ensemble.criticalTemperature / temperature
    let fraction =
      if distance > 0 {
        min(critical, 0.96258 * pow(distance, -1.75) / Double(size * size))
      } else {
        max(
          critical,
          pow(OnsagerSolution(temperature: temperature).spontaneousMagnetization, 2))
      }
    return min(size, 2 * Int((0.5 / fraction).rounded(.up)))
  }

  public var configurations: SampleSet { state.samples }

  public mutating func setConfigurations(_ samples: SampleSet) {
    requireConfigurations(samples)
    state.set(samples)
  }

  public mutating func sweep(_ count: Int) {
    precondition(count >= 0)
    let siteCount = ensemble.lattice.siteCount
    let neighbours = state.neighbours
    var generator = stream
    state.spins.withUnsafeMutableBufferPointer { spins in
      stack.withUnsafeMutableBufferPointer { stack in
        for _ in 0..<count * clustersPerSweep {
          let seed = generator.nextIndex(below: siteCount)
          let spin = spins[seed]
          spins[seed] = -spin
          stack[0] = Int32(seed)
          var depth = 1
          while depth > 0 {
            depth -= 1
            let site = Int(stack[depth])
            for bond in 4 * site..<4 * site + 4 {
              let next = Int(neighbours[bond])
              guard spins[next] == spin, generator.nextUnitInterval() < bondProbability else {
                continue
              }
              spins[next] = -spin
              stack[depth] = Int32(next)
              depth += 1
            }
          }
        }
      }
    }
    stream = generator
  }
}

extension MarkovMethod {
  /// Clusters of spins at free ΣS, see `WolffCluster`.
  public static let wolff = MarkovMethod(
    identifier: "wolff", summary: "clusters of Wolff (free ΣS)", conservesTotalSpin: false,
    isLocal: false
  ) { WolffCluster($0, start: $1, stream: $2) }
}
