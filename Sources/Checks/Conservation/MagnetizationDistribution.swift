import Comparisons
import Judgement
import References
import Statistics

/// Where ΣS is free, has it the distribution P(ΣS) of the canonical ensemble?
public struct MagnetizationDistribution: Check {
  public let identifier = "magnetization-distribution"
  public let title = "P(M), chi-square"
  public let summary = "With free ΣS: its distribution by Pearson's χ² with merged bins."

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    guard weighing.ensemble.totalSpin == nil else {
      return .notApplicable("ΣS is fixed in this ensemble.")
    }
    guard let own = weighing.reference.totalSpin else {
      return .notApplicable("The exact P(ΣS) is not known at this size.")
    }
    let totals = weighing.totalSpins
    let effectiveCount = SampledLevels(totals).effectiveCount { Double(abs($0)) }
    var generator = weighing.streams.stream("magnetization distances", for: weighing.ensemble)
    let comparison = LevelComparison(
      of: SampledLevels(totals, effectiveCount: effectiveCount), with: own, using: &generator)
    let reference = own.distribution
    let sites = Double(weighing.ensemble.lattice.siteCount)
    let sampled = Moments(of: totals.map { abs($0) }).mean / sites
    let expected =
      zip(reference.levels, reference.probabilities).reduce(0) { $0 + Double(abs($1.0)) * $1.1 }
      / sites
    return .evidence(
      .chiSquare(
        comparison.chiSquareTest(), distances: comparison.distances, of: "P(M)",
        tolerance: weighing.tolerances.totalVariation,
        effectiveSampleCount: effectiveCount,
        detail: "⟨|M|⟩ = \(decimal(sampled, 4)), reference \(decimal(expected, 4))."))
  }
}

extension Check where Self == MagnetizationDistribution {
  /// Where ΣS is free, has it the distribution P(ΣS) of the canonical ensemble?
  public static var magnetizationDistribution: MagnetizationDistribution {
    MagnetizationDistribution()
  }
}
