import CSpinKernels
import Foundation
import Randomness

/// A chain that is reversible with respect to an ensemble: single spins by heat bath at sites drawn at
/// random where ΣS is free, exchanges of two spins drawn at random where it is fixed.
///
/// Reversible: at equilibrium a walk is as probable as the same walk backwards. A sweep is N updates.
public struct ReversibleWalk: Sendable {
  public let ensemble: Ensemble
  /// Acceptance probabilities as fractions of 2^64.
  private let thresholds: [UInt64]

  public init(_ ensemble: Ensemble) {
    self.ensemble = ensemble
    let beta = ensemble.inverseTemperature
    let probabilities: [Double]
    if ensemble.totalSpin == nil {
      // P(S = +1) in the field h = 2n - 4.
      probabilities = (0...4).map { n in 1 / (1 + exp(-2 * beta * Double(2 * n - 4))) }
    } else {
      // P(exchanged) at ΔE = 4(k - 4).
      probabilities = (0...8).map { k in 1 / (1 + exp(beta * Double(4 * k - 16))) }
    }
    thresholds = probabilities.map { $0 >= 1 ? .max : UInt64($0 * 0x1p64) }
  }

  /// Where `samples` are after `sweeps` sweeps, each on its own.
  ///
  /// - Precondition: the samples are of the ensemble's lattice.
  public func walked(
    _ samples: SampleSet, sweeps: Int, using generator: inout some RandomNumberGenerator
  ) -> SampleSet {
    let lattice = ensemble.lattice
    precondition(samples.lattice == lattice && sweeps >= 0)
    var state = (0..<4).map { _ in generator.next() }
    state[0] |= 1  // not all zero
    let isFree = ensemble.totalSpin == nil
    return SampleSet(lattice: lattice, count: samples.count) { words in
      for index in samples.words.indices { words[index] = samples.words[index] }
      words.withUnsafeMutableBufferPointer { words in
        thresholds.withUnsafeBufferPointer { thresholds in
          let status = steelyard_reversible_walk(
            words.baseAddress, samples.count, lattice.size, sweeps * lattice.siteCount,
            isFree ? thresholds.baseAddress : nil, isFree ? nil : thresholds.baseAddress, &state)
          precondition(status != 0, "out of memory for a lattice of size \(lattice.size)")
        }
      }
    }
  }
}
