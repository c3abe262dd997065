import ExactIsing
import Randomness
import SpinSystems

/// A known way in which samples can be wrong, planted to see which checks catch it.
///
/// A new fault is one file and one line in `allFaults`.
public protocol Fault: Sendable {
  /// A short identifier in kebab case, unique in the list.
  var identifier: String { get }
  /// One line that says what is wrong, and what the amount means.
  var summary: String { get }

  /// Independent samples that claim to come from `ensemble` but have this fault.
  ///
  /// - Parameters:
  ///   - count: how many samples to draw.
  ///   - ensemble: the ensemble that the samples pretend to be of.
  ///   - amount: how much of the fault, from 0 (none: perfect samples) to 1.
  ///   - generator: where the randomness comes from.
  func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet
}

/// The faults, in the order in which they are listed.
public let allFaults: [any Fault] = [
  .wrongTemperature,
  .leakedSpin,
  .wrongEnsemble,
  .flippedSpins,
  .singleOrientation,
  .pinnedPosition,
  .favouredSign,
  .independentSites,
  .fewConfigurations,
  .correlatedDraws,
  .plaquetteBias,
  .clusterBias,
  .sharedBond,
  .lostNeighbour,
  .halvedCost,
  .doubledCost,
  .synchronousUpdates,
  .openBoundary,
  .unequalCouplings,
  .noBurnIn,
  .driftingTemperature,
  .frozenSign,
  .droppedMode,
]

extension SampleSet {
  /// This set with each configuration, with probability `amount`, replaced by `change` of its spins.
  func altered(
    amount: Double, using generator: inout Xoshiro256PlusPlus,
    _ change: (inout [Int], inout Xoshiro256PlusPlus) -> Void
  ) -> SampleSet {
    var result = SampleSet(lattice: lattice, capacity: count)
    for index in 0..<count {
      if generator.nextUnitInterval() < amount {
        var spins = spins(of: index)
        change(&spins, &generator)
        result.append(spins: spins)
      } else {
        result.append(packed: packed(index))
      }
    }
    return result
  }
}

/// Independent configurations of the exact distribution, on which most faults are built.
///
/// - Throws: where the ensemble is of a size that cannot be drawn from exactly.
public func perfectSamples(
  of ensemble: Ensemble, count: Int, using generator: inout Xoshiro256PlusPlus
) throws -> SampleSet {
  try PerfectSampler(ensemble).sample(count: count, using: &generator)
}
