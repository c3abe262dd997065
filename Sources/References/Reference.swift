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

  /// A reference that is known exactly.
  public init(
    ensemble: Ensemble, name: String, energyDistribution: DiscreteDistribution,
    totalSpinDistribution: DiscreteDistribution?, correlation: [Double]?
  ) {
    precondition(correlation.map { $0.count == ensemble.lattice.size / 2 + 1 } ?? true)
    self.ensemble = ensemble
    self.name = name
    notes = []
    energy = .exact(energyDistribution)
    energyLevels = .all(Set(energyDistribution.levels))
    totalSpin = totalSpinDistribution.map { .exact($0) }
    self.correlation = correlation.map { .exact($0) }
  }

  /// A reference that is known from samples, whose error enters every comparison.
  ///
  /// - Parameter observables: of samples of `ensemble`, at all distances up to L/2.
  /// - Precondition: there is at least one sample, and all have the ensemble's ΣS where it is fixed.
  public init(
    ensemble: Ensemble, name: String, notes: [String] = [], sampled observables: Observables
  ) {
    precondition(observables.count > 0 && observables.lattice == ensemble.lattice)
    precondition(observables.largestDistance == ensemble.lattice.size / 2)
    let totalSpin = ensemble.totalSpin
    precondition(totalSpin == nil || observables.totalSpins.allSatisfy { Int($0) == totalSpin })
    self.ensemble = ensemble
    self.name = name
    self.notes = notes
    energy = .sampled(SampledLevels(observables.energies))
    energyLevels = .notExcluded(EnergyArithmetic(ensemble))
    // Both signs of ΣS can take long to mix where its magnitude does not.
    let spins = SampledLevels(observables.totalSpins)
    self.totalSpin = .sampled(
      SampledLevels(
        observables.totalSpins, effectiveCount: spins.effectiveCount { Double(abs($0)) }))
    let columns = (0...observables.largestDistance).map { observables.correlationSums(at: $0) }
    correlation = .sampled(
      columns: columns, divisor: Double(2 * ensemble.lattice.siteCount),
      effectiveCount: columns.map { integratedAutocorrelationTime($0).effectiveSampleCount }.min()!)
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
