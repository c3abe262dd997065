import ExactIsing
import SpinSystems
import Statistics

/// What samples are held against: an ensemble's distribution, exact or sampled.
///
/// A reference belongs to one ensemble; `Weighing` refuses samples that claim another. Whether a part of
/// it is exact or has an error of its own, each part says; checks ask it to compare and need not know.
public struct Reference: Sendable {
  /// Whose distribution it is.
  public let ensemble: Ensemble
  /// Where the numbers come from, for the reader of a report.
  public let name: String
  /// What the reader should know about the reference, one sentence each.
  public let notes: [String]
  /// P(H).
  public let energy: LevelReference
  /// Which energies the ensemble can have.
  public let energyLevels: EnergyLevels
  /// P(ΣS); nil where it is not known.
  public let totalSpin: LevelReference?
  /// C(0) … C(L/2) (Azizi and Pleimling 2021, Eq. 5); nil where they are not known.
  public let correlation: VectorReference?
  /// P(H, |ΣS|) where ΣS is free and it is known exactly; nil elsewhere.
  public let joint: JointDistribution?
  /// ln Z, where it is known exactly.
  public let logPartitionFunction: Double?
  /// What the reference is known to obey.
  public let basis: Basis
  /// Where configurations of its law come from.
  let source: ConfigurationSource

  /// What is known of a distribution beside the numbers in it.
  public enum Basis: Sendable {
    /// The Ising model of Azizi and Pleimling's Eq. 1 with periodic boundaries: it has the symmetries of
    /// the torus, and a spin's surroundings give its law.
    case model
    /// Nothing but these samples, taken as the truth: what they do not obey is not asked of others. They
    /// come in `order`.
    case samples(SampleSet, order: SampleOrder)
  }

  /// A reference that is known exactly.
  public init(
    ensemble: Ensemble, name: String, energyDistribution: DiscreteDistribution,
    totalSpinDistribution: DiscreteDistribution?, correlation: [Double]?,
    joint: JointDistribution? = nil, logPartitionFunction: Double? = nil
  ) {
    precondition(correlation.map { $0.count == ensemble.lattice.size / 2 + 1 } ?? true)
    self.ensemble = ensemble
    self.name = name
    notes = []
    energy = .exact(energyDistribution)
    energyLevels = .all(Set(energyDistribution.levels))
    totalSpin = totalSpinDistribution.map { .exact($0) }
    self.correlation = correlation.map { .exact($0) }
    self.joint = joint
    self.logPartitionFunction = logPartitionFunction
    basis = .model
    source = .perfect(SharedSampler(ensemble))
  }

  /// A reference that is known from samples, whose error enters every comparison.
  ///
  /// - Parameters:
  ///   - ensemble: the ensemble that is meant.
  ///   - notes: for the reader of a report.
  ///   - name: what it is, for the reader of a report.
  ///   - observables: of samples of `ensemble`, at all distances up to L/2.
  ///   - samples: the samples.
  ///   - isModel: whether they are known to be of the model, or nothing else is known of them.
  /// - Precondition: there is at least one sample, and all have the ensemble's ΣS where it is fixed.
  public init(
    ensemble: Ensemble, name: String, notes: [String] = [], sampled observables: Observables,
    of samples: SampleSet, isModel: Bool
  ) {
    precondition(observables.count > 0 && observables.lattice == ensemble.lattice)
    precondition(observables.largestDistance == ensemble.lattice.size / 2)
    let totalSpin = ensemble.totalSpin
    precondition(totalSpin == nil || observables.totalSpins.allSatisfy { Int($0) == totalSpin })
    self.ensemble = ensemble
    self.name = name
    self.notes = notes
    energyLevels = .notExcluded(EnergyArithmetic(ensemble))
    let columns = (0...observables.largestDistance).map { observables.correlationSums(at: $0) }
    let order = SampleOrder(inferredFrom: Self.slowSeries(of: observables))
    energy = .sampled(SampledLevels(observables.energies, inOrder: order))
    self.totalSpin = .sampled(SampledLevels(observables.totalSpins, inOrder: order))
    correlation = .sampled(
      columns: columns, divisor: Double(2 * ensemble.lattice.siteCount), order: order)
    joint = nil
    // Kaufman's solution reaches every L.
    logPartitionFunction =
      isModel && totalSpin == nil ? try? KaufmanSolution(ensemble).logPartitionFunction : nil
    basis = isModel ? .model : .samples(samples, order: order)
    source = .samples(samples, order: order)
  }

  /// The observables whose order is looked at: H, ΣS and its magnitude, and the longest correlation.
  private static func slowSeries(of observables: Observables) -> [[Double]] {
    [
      observables.energies.map { Double($0) },
      observables.totalSpins.map { Double($0) },
      observables.totalSpins.map { Double(abs($0)) },
      observables.anisotropySums(at: 1).map { Double($0) },
      observables.correlationSums(at: observables.largestDistance).map { Double($0) },
    ]
  }

  /// Energy per site, ⟨H⟩ / N.
  public var energyDensity: Double {
    energy.distribution.mean / Double(ensemble.lattice.siteCount)
  }

  /// The number of independent samples that the reference is worth; nil where it is exact.
  public var effectiveCount: Double? {
    if case .sampled(let levels) = energy { levels.effectiveCount } else { nil }
  }
}
