import Comparisons
import Judgement
import References
import Statistics

/// Where ΣS is free, has it the distribution P(ΣS) of the canonical ensemble?
public struct MagnetizationDistribution: Check {
  public let identifier = "magnetization-distribution"
  public let title = "P(M), chi-square"
  public let summary = "With free ΣS: its distribution by Pearson's χ² with merged bins."
  public let explanation = Explanation(
    equation: "χ² = Σ (n(ΣS) - n P(ΣS))²/(n P(ΣS)) over merged levels; ⟨|M|⟩ beside it",
    sees: "A wrong temperature near T_c, modes of M that are missing or weigh too much.",
    blindTo: "Everything at equal ΣS. Of a chain that never changed its sign, |M| is judged.",
    fault: "wrong-temperature",
    references: ["K. Pearson, Phil. Mag. 50, 157 (1900)"])

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    guard weighing.ensemble.totalSpin == nil else {
      return .notApplicable("ΣS is fixed in this ensemble.")
    }
    guard let own = weighing.reference.totalSpin else {
      return .notApplicable("The exact P(ΣS) is not known at this size.")
    }
    let sites = Double(weighing.ensemble.lattice.siteCount)
    // Where only the sign of ΣS is stuck, its magnitude can be judged all the same.
    let isFolded =
      weighing.mixing.obstacle(to: .odd) != nil && weighing.mixing.obstacle(to: .even) == nil
    let totals = isFolded ? weighing.totalSpins.map { abs($0) } : weighing.totalSpins
    let reference = isFolded ? own.folded : own
    var generator = weighing.streams.stream("magnetization distances", for: weighing.ensemble)
    let comparison = LevelComparison(
      of: SampledLevels(totals, inOrder: weighing.order), with: reference, using: &generator)
    let mean = own.folded.compareMean(
      of: SampledLevels(totals.map { abs($0) }, inOrder: weighing.order), using: &generator
    ) { Double($0) }
    var evidence = Evidence.chiSquare(
      comparison.modesTest(), distances: comparison.distances, of: isFolded ? "P(|M|)" : "P(M)",
      tolerance: weighing.tolerances.totalVariation,
      effectiveSampleCount: comparison.effectiveCount,
      detail: "⟨|M|⟩ = \(decimal(mean.observed / sites, 4)), "
        + "reference \(decimal(mean.expected / sites, 4))."
        + (isFolded ? " The sign of M has not been explored; its magnitude is judged." : ""))
    let value = mean.difference / sites
    evidence.measures.append(
      .init(
        Self.absoluteMean, value, interval: mean.interval.scaled(by: 1 / sites).around(value),
        unit: ""))
    return weighing.examination(evidence)
  }

  /// What the measure of the mean magnitude is called.
  public static let absoluteMean = "⟨|M|⟩, samples - reference"
}

extension Check where Self == MagnetizationDistribution {
  /// Where ΣS is free, has it the distribution P(ΣS) of the canonical ensemble?
  public static var magnetizationDistribution: MagnetizationDistribution {
    MagnetizationDistribution()
  }
}
