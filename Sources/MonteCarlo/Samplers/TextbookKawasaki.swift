import Foundation
import Randomness
import SpinSystems

/// Exchange of nearest neighbours as textbooks have it, one replica a byte a spin (Kawasaki 1966).
///
/// An attempt chooses one of the 2N bonds; if its spins are opposite, they are exchanged with
/// probability min(1, exp(-ΔE/T)). The bond between the two is the same before and after and does not
/// count. It is kept as the yardstick of speed and because it is easy to read; `MarkovMethod.kawasaki`
/// makes the same moves for 512 replicas at once.
public struct TextbookKawasaki: MarkovSampler {
  /// The ensemble that the chain leaves invariant; it fixes ΣS.
  public let ensemble: Ensemble
  public var replicaCount: Int { 1 }
  private var state: ScalarSpins
  private var stream: Xoshiro256PlusPlus
  /// exp(-4βk) at k = ΔE/4, for the ΔE > 0 there are.
  private let acceptance: [Double]

  /// - Precondition: the ensemble fixes ΣS.
  public init(_ ensemble: Ensemble, start: Start, stream: Xoshiro256PlusPlus) {
    precondition(ensemble.totalSpin != nil, "exchanging spins does not change ΣS")
    self.ensemble = ensemble
    self.stream = stream
    state = ScalarSpins(start.configurations(of: ensemble, count: 1, using: &self.stream))
    let beta = ensemble.inverseTemperature
    acceptance = (0...3).map { exp(-4 * beta * Double($0)) }
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
      for _ in 0..<count * siteCount {
        let bond = generator.nextIndex(below: 2 * siteCount)
        let first = bond >> 1
        let second = Int(neighbours[4 * first + 2 * (bond & 1)])
        let spin = spins[first]
        guard spins[second] != spin else { continue }
        var difference = 0
        for direction in 0..<4 {
          let besideFirst = Int(neighbours[4 * first + direction])
          let besideSecond = Int(neighbours[4 * second + direction])
          if besideFirst != second { difference += Int(spins[besideFirst]) }
          if besideSecond != first { difference -= Int(spins[besideSecond]) }
        }
        // ΔE = 2 S (Σ beside the first - Σ beside the second), a multiple of 4.
        let quarter = Int(spin) * difference / 2
        if quarter <= 0 || generator.nextUnitInterval() < acceptance[quarter] {
          spins[first] = -spin
          spins[second] = spin
        }
      }
    }
    stream = generator
  }
}
