import Foundation
import Randomness
import SpinSystems

extension MarkovMethod {
  /// Single spins drawn anew at free ΣS, see `HeatBath`.
  public static let heatBath = MarkovMethod(
    identifier: "heat-bath", summary: "single spins drawn anew (free ΣS)",
    conservesTotalSpin: false, isLocal: true
  ) { HeatBath($0, start: $1, stream: $2) }
}

/// Single spins drawn anew from their distribution in the field of their neighbours (Glauber 1963).
///
/// A site is chosen at random; with h the sum of its four neighbours its spin becomes up with probability
/// 1 / (1 + exp(-2βh)), whatever it was. This is a Gibbs step and so leaves the ensemble invariant. A sweep
/// is N of them.
public struct HeatBath: MarkovSampler {
  /// The ensemble that the chain leaves invariant; it leaves ΣS free.
  public let ensemble: Ensemble
  public var replicaCount: Int { 1 }
  private var state: ScalarSpins
  private var stream: Xoshiro256PlusPlus
  /// The probability of an up spin at h = 2k - 4.
  private let upProbabilities: [Double]

  /// - Precondition: the ensemble leaves ΣS free.
  public init(_ ensemble: Ensemble, start: Start, stream: Xoshiro256PlusPlus) {
    precondition(ensemble.totalSpin == nil, "drawing a spin anew changes ΣS")
    self.ensemble = ensemble
    self.stream = stream
    state = ScalarSpins(start.configurations(of: ensemble, count: 1, using: &self.stream))
    upProbabilities = (0...4).map {
      1 / (1 + exp(-2 * ensemble.inverseTemperature * Double(2 * $0 - 4)))
    }
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
        let site = generator.nextIndex(below: siteCount)
        var ups = 0
        for bond in 4 * site..<4 * site + 4 where spins[Int(neighbours[bond])] > 0 { ups += 1 }
        spins[site] = generator.nextUnitInterval() < upProbabilities[ups] ? 1 : -1
      }
    }
    stream = generator
  }
}
