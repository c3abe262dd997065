import SpinSystems
import Statistics

/// What samples are held against: the distribution of an ensemble, as numbers.
///
/// A reference belongs to one ensemble; `Weighing` refuses samples that claim another.
public struct Reference: Sendable {
  public let ensemble: Ensemble
  /// Where the numbers come from, for the reader of a report.
  public let name: String
  /// P(H) over the levels the ensemble has.
  public let energyDistribution: DiscreteDistribution
  /// P(ΣS), one level where ΣS is fixed; nil where it is not known.
  public let totalSpinDistribution: DiscreteDistribution?
  /// C(0) … C(L/2) (Azizi and Pleimling 2021, Eq. 5); nil where they are not known.
  public let correlation: [Double]?

  public init(
    ensemble: Ensemble, name: String, energyDistribution: DiscreteDistribution,
    totalSpinDistribution: DiscreteDistribution?, correlation: [Double]?
  ) {
    precondition(correlation.map { $0.count == ensemble.lattice.size / 2 + 1 } ?? true)
    self.ensemble = ensemble
    self.name = name
    self.energyDistribution = energyDistribution
    self.totalSpinDistribution = totalSpinDistribution
    self.correlation = correlation
  }

  /// Energy per site, ⟨H⟩ / N.
  public var energyDensity: Double {
    energyDistribution.mean / Double(ensemble.lattice.siteCount)
  }
}
