import Comparisons
import Judgement
import Statistics

/// Are the two axes of the lattice equivalent? (C_x(r) - C_y(r)) / 2 has mean zero.
///
/// Catches models that know only one orientation of the stripes, and open or unequal couplings.
public struct AxisSymmetry: Check {
  public let identifier = "axis-symmetry"
  public let title = "Symmetry x ↔ y"
  public let summary = "(C_x(r) - C_y(r))/2 has mean zero for all r (Hotelling's T²)."

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let distances = Array(1...weighing.observables.largestDistance)
    let columns = distances.map { weighing.observables.anisotropySums(at: $0) }
    let effectiveCount =
      columns.map { integratedAutocorrelationTime($0).effectiveSampleCount }.min()!
    let comparison = VectorComparison(
      names: distances.map { "(C_x(\($0)) - C_y(\($0)))/2" }, columns: columns,
      dividedBy: Double(2 * weighing.ensemble.lattice.siteCount),
      expected: distances.map { _ in 0 }, range: 2, effectiveCount: effectiveCount)
    return .evidence(
      comparison.evidence(
        effect: "0 by symmetry", tolerance: weighing.tolerances.symmetry,
        detail: "No reference is needed."))
  }
}

extension Check where Self == AxisSymmetry {
  /// Are the two axes of the lattice equivalent? (C_x(r) - C_y(r)) / 2 has mean zero.
  public static var axisSymmetry: AxisSymmetry { AxisSymmetry() }
}
