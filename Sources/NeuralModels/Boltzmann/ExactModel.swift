import Foundation
import Randomness
import SpinSystems
import Statistics

/// The distribution of a small machine over all configurations, by summation: L ≤ 4.
///
/// It tells the error of the model from that of its sampling.
public struct ExactModel: Sendable {
  /// The largest number of visible units.
  public static let largestVisibleCount = 20

  /// The lattice of the visible units.
  public let lattice: SquareLattice
  /// ln Z.
  public let logPartitionFunction: Double
  /// P(v) of all 2ⁿ configurations; the number of a configuration is its packed word.
  public let probabilities: [Double]

  /// - Throws: `BoltzmannMachineError` where there are too many visible units, or where they are not the
  ///   sites of `lattice`.
  public init(
    _ machine: RestrictedBoltzmannMachine, lattice: SquareLattice
  ) throws(BoltzmannMachineError) {
    try machine.requireLattice(lattice)
    try Self.requireSmall(lattice)
    self.lattice = lattice
    let logWeights = StateEnumeration(visibleUnitsOf: machine).logWeights
    let total = logSumOfExponentials(logWeights)
    logPartitionFunction = total
    probabilities = logWeights.map { exp($0 - total) }
  }

  static func requireSmall(_ lattice: SquareLattice) throws(BoltzmannMachineError) {
    guard lattice.siteCount <= largestVisibleCount else {
      throw .tooManyUnits(
        lattice.siteCount, limit: largestVisibleCount, purpose: "a sum over all configurations")
    }
  }

  /// How far the model is from an ensemble, without sampling error.
  public struct Distances: Sendable, Equatable {
    /// KL(ensemble ‖ model) in nats, what training to maximum likelihood makes small.
    public let divergenceOfEnsemble: Double
    /// KL(model ‖ ensemble) in nats; infinite where ΣS is conserved, as a machine's P(v) never vanishes.
    public let divergenceOfModel: Double
    /// The total variation distance.
    public let totalVariation: Double
  }

  /// The distances of the model from the Boltzmann distribution of an ensemble.
  ///
  /// - Throws: `BoltzmannMachineError.sampleSize` where the ensemble is of another lattice.
  public func distances(from ensemble: Ensemble) throws(BoltzmannMachineError) -> Distances {
    guard ensemble.lattice == lattice else {
      throw .sampleSize(lattice.size, wanted: ensemble.lattice.size)
    }
    let reference = EnumeratedEnsemble(ensemble).probabilities
    let levels = Array(probabilities.indices)
    return Distances(
      divergenceOfEnsemble: distance(
        .kullbackLeibler, levels: levels, reference, probabilities),
      divergenceOfModel: distance(.kullbackLeibler, levels: levels, probabilities, reference),
      totalVariation: distance(.totalVariation, levels: levels, probabilities, reference))
  }

  /// P(H).
  public var energyDistribution: DiscreteDistribution {
    distribution(of: Observables(allConfigurations(of: lattice), largestDistance: 1).energies)
  }

  /// P(ΣS).
  public var totalSpinDistribution: DiscreteDistribution {
    distribution(
      of: probabilities.indices.map {
        Int32(2 * $0.nonzeroBitCount - lattice.siteCount)
      })
  }

  /// Independent configurations.
  public func sample(
    count: Int, using generator: inout some RandomNumberGenerator
  ) -> SampleSet {
    var sum = 0.0
    let cumulative = probabilities.map { probability in
      sum += probability
      return sum
    }
    var samples = SampleSet(lattice: lattice, capacity: count)
    for _ in 0..<count {
      let target = generator.nextUnitInterval() * sum
      var (low, high) = (0, cumulative.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if cumulative[middle] <= target { low = middle + 1 } else { high = middle }
      }
      samples.append(packed: [UInt64(low)])
    }
    return samples
  }

  private func distribution(of values: [Int32]) -> DiscreteDistribution {
    var byLevel: [Int: Double] = [:]
    for (value, probability) in zip(values, probabilities) {
      byLevel[Int(value), default: 0] += probability
    }
    let levels = byLevel.keys.sorted()
    return DiscreteDistribution(levels: levels, probabilities: levels.map { byLevel[$0]! })
  }
}

/// The Boltzmann distribution of an ensemble over all configurations of a small lattice.
struct EnumeratedEnsemble: Sendable {
  /// P(S), numbered as in `ExactModel`; 0 for those of another ΣS than the conserved one.
  let probabilities: [Double]

  init(_ ensemble: Ensemble) {
    let configurations = allConfigurations(of: ensemble.lattice)
    let observables = Observables(configurations, largestDistance: 1)
    // 1/T may be infinite; from 1e300 on nothing but the ground states has any weight.
    let beta = min(ensemble.inverseTemperature, 1e300)
    let logWeights = zip(observables.energies, observables.totalSpins).map { energy, totalSpin in
      ensemble.totalSpin == nil || ensemble.totalSpin == Int(totalSpin)
        ? -Double(energy) * beta : -.infinity
    }
    let total = logSumOfExponentials(logWeights)
    probabilities = logWeights.map { exp($0 - total) }
  }

  /// KL(ensemble ‖ machine) in nats.
  func divergence(to machine: RestrictedBoltzmannMachine) -> Double {
    let logWeights = StateEnumeration(visibleUnitsOf: machine).logWeights
    let logZ = logSumOfExponentials(logWeights)
    return zip(probabilities, logWeights).reduce(0) { sum, term in
      term.0 == 0 ? sum : sum + term.0 * (log(term.0) - term.1 + logZ)
    }
  }
}

/// All 2ⁿ configurations of a small lattice, in the order of their packed words.
private func allConfigurations(of lattice: SquareLattice) -> SampleSet {
  SampleSet(lattice: lattice, count: 1 << lattice.siteCount) { words in
    for index in words.indices { words[index] = UInt64(index) }
  }
}
