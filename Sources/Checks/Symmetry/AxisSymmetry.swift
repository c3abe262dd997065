import Comparisons
import Judgement
import SpinSystems
import Statistics

/// Are the two axes of the lattice equivalent? (C_x(r) - C_y(r)) / 2 has mean zero.
///
/// Catches models that know only one orientation of the stripes, and open or unequal couplings.
public struct AxisSymmetry: Check {
  public let identifier = "axis-symmetry"
  public let title = "Symmetry x ↔ y"
  public let summary =
    "(C_x(r) - C_y(r))/2 has mean zero for all r (Hotelling's T², or mode by mode)."
  public let explanation = Explanation(
    equation: "⟨C_x(r) - C_y(r)⟩/2 = 0 for all r",
    sees: "Only one orientation of stripes, unequal couplings, walls along one side.",
    blindTo: "What both axes share.",
    fault: "single-orientation",
    references: ["H. Hotelling, Ann. Math. Stat. 2, 360 (1931)"])

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let largest = weighing.observables.largestDistance
    let distances = Array(1...largest)
    let divisor = Double(2 * weighing.ensemble.lattice.siteCount)
    let comparison = VectorComparison(
      names: distances.map { "(C_x(\($0)) - C_y(\($0)))/2" },
      columns: distances.map { weighing.observables.anisotropySums(at: $0) }, dividedBy: divisor,
      order: weighing.order,
      reference: weighing.symmetryReference(dividedBy: divisor) { samples in
        let observables = Observables(samples)
        return distances.map { observables.anisotropySums(at: $0) }
      }, range: 2)
    return weighing.examination(
      comparison.evidence(
        effect: weighing.symmetryEffect, tolerance: weighing.tolerances.symmetry,
        detail: weighing.symmetryRemark))
  }
}

extension Check where Self == AxisSymmetry {
  /// Are the two axes of the lattice equivalent? (C_x(r) - C_y(r)) / 2 has mean zero.
  public static var axisSymmetry: AxisSymmetry { AxisSymmetry() }
}
