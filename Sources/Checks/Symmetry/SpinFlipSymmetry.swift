import Comparisons
import Judgement
import SpinSystems
import Statistics

/// Where S → -S is a symmetry, do odd quantities vanish in the mean?
///
/// Looks at the corner triples S(i)·S(i ± x)·S(i ± y), and at m where ΣS is free.
public struct SpinFlipSymmetry: Check {
  public let identifier = "spin-flip-symmetry"
  public let title = "Symmetry S → -S"
  public let summary = "Corner triples of spins, and m where it is free, have mean zero."
  public let explanation = Explanation(
    equation: "⟨S(i) S(i ± x) S(i ± y)⟩ = 0, and ⟨M⟩ = 0 where ΣS is free",
    sees: "A preferred sign, a chain that never changed it.",
    blindTo: "What is even in the spins. It does not apply where ΣS ≠ 0 is fixed.",
    fault: "favoured-sign")

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let ensemble = weighing.ensemble
    guard ensemble.isSpinFlipSymmetric else {
      return .notApplicable("ΣS = \(ensemble.totalSpin!) is not symmetric under S → -S.")
    }
    let isFree = ensemble.totalSpin == nil
    // Triples have 4N terms, m has N: one divisor for both.
    func columns(_ samples: SampleSet, _ totalSpins: [Int32]?) -> [[Int32]] {
      [samples.cornerTripleSums()] + (totalSpins.map { [$0.map { 4 * $0 }] } ?? [])
    }
    let divisor = Double(4 * ensemble.lattice.siteCount)
    let comparison = VectorComparison(
      names: ["corner triple"] + (isFree ? ["m"] : []),
      columns: columns(weighing.inspected, isFree ? weighing.observables.totalSpins : nil),
      dividedBy: divisor, order: weighing.order,
      reference: weighing.symmetryReference(dividedBy: divisor) { samples in
        columns(samples, isFree ? Observables(samples).totalSpins : nil)
      }, range: 2)
    return weighing.examination(
      comparison.evidence(
        effect: weighing.symmetryEffect, tolerance: weighing.tolerances.symmetry,
        detail: weighing.symmetryRemark), parity: .odd)
  }
}

extension Check where Self == SpinFlipSymmetry {
  /// Where S → -S is a symmetry, do odd quantities vanish in the mean?
  public static var spinFlipSymmetry: SpinFlipSymmetry { SpinFlipSymmetry() }
}
