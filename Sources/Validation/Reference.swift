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
  /// P(ΣS); one level where ΣS is fixed.
  public let totalSpinDistribution: DiscreteDistribution
  /// C(0) … C(L/2) (Azizi and Pleimling 2021, Eq. 5).
  public let correlation: [Double]

  public init(
    ensemble: Ensemble, name: String, energyDistribution: DiscreteDistribution,
    totalSpinDistribution: DiscreteDistribution, correlation: [Double]
  ) {
    precondition(correlation.count == ensemble.lattice.size / 2 + 1)
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
