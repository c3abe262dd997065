import Comparisons
import Judgement
import Statistics

/// Where S → -S is a symmetry, do odd quantities vanish in the mean?
///
/// Looks at the corner triples S(i)·S(i ± x)·S(i ± y), and at m where ΣS is free.
public struct SpinFlipSymmetry: Check {
  public let identifier = "spin-flip-symmetry"
  public let title = "Symmetry S → -S"
  public let summary = "Corner triples of spins, and m where it is free, have mean zero."

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let ensemble = weighing.ensemble
    guard ensemble.isSpinFlipSymmetric else {
      return .notApplicable("ΣS = \(ensemble.totalSpin!) is not symmetric under S → -S.")
    }
    var names = ["corner triple"]
    var columns = [weighing.inspected.cornerTripleSums()]
    if ensemble.totalSpin == nil {
      names.append("m")
      // Triples have 4N terms, m has N: one divisor for both.
      columns.append(weighing.observables.totalSpins.map { 4 * $0 })
    }
    let effectiveCount =
      columns.map { integratedAutocorrelationTime($0).effectiveSampleCount }.min()!
    let comparison = VectorComparison(
      names: names, columns: columns, dividedBy: Double(4 * ensemble.lattice.siteCount),
      expected: names.map { _ in 0 }, range: 2, effectiveCount: effectiveCount)
    return .evidence(
      comparison.evidence(
        effect: "0 by symmetry", tolerance: weighing.tolerances.symmetry,
        detail: "No reference is needed."))
  }
}

extension Check where Self == SpinFlipSymmetry {
  /// Where S → -S is a symmetry, do odd quantities vanish in the mean?
  public static var spinFlipSymmetry: SpinFlipSymmetry { SpinFlipSymmetry() }
}
