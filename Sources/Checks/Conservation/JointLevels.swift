import Comparisons
import Judgement
import References
import Statistics

/// Where ΣS is free, do H and ΣS go together as they should? Pearson's χ² over the cells (H, |ΣS|).
///
/// P(H) and P(ΣS) can both be right while their dependence is not. Adjacent cells are merged until each
/// expects at least five samples.
public struct JointLevels: Check {
  public let identifier = "joint-distribution"
  public let title = "P(H, M)"
  public let summary = "With free ΣS: energy and |ΣS| together, by Pearson's χ² with merged cells."
  public let explanation = Explanation(
    equation: "χ² = Σ (n(H, |ΣS|) - n P(H, |ΣS|))²/(n P(H, |ΣS|)) over merged cells",
    sees: "A wrong dependence of energy and magnetization, even where each alone is right.",
    blindTo: "What is the same at equal H and ΣS, such as the shape of clusters. It needs the "
      + "exact g(H, ΣS), L ≤ 12, and ΣS free.",
    fault: "wrong-temperature",
    references: ["K. Pearson, Phil. Mag. 50, 157 (1900)"])

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    guard weighing.ensemble.totalSpin == nil else {
      return .notApplicable("ΣS is fixed in this ensemble.")
    }
    guard let joint = weighing.reference.joint else {
      return .notApplicable("The exact P(H, ΣS) is not known of this reference.")
    }
    guard weighing.order != .correlated else {
      return .notApplicable(
        "Cells of a chain have a correlation of their own each; P(H) and P(M) are judged instead.")
    }
    let numbers = weighing.energies.indices.map {
      joint.number(energy: weighing.energies[$0], totalSpin: weighing.totalSpins[$0])
    }
    var generator = weighing.streams.stream("joint distances", for: weighing.ensemble)
    let comparison = LevelComparison(
      of: SampledLevels(numbers, inOrder: weighing.order), with: .exact(joint.distribution),
      using: &generator)
    let test = comparison.modesTest()
    return weighing.examination(
      .chiSquare(
        test, distances: comparison.distances, of: "P(H, |M|)",
        tolerance: 2 * weighing.tolerances.totalVariation,
        effectiveSampleCount: comparison.effectiveCount,
        detail: test.map { "\($0.terms)." } ?? "One bin only."))
  }
}

extension Check where Self == JointLevels {
  /// Where ΣS is free, do H and ΣS go together as they should?
  public static var jointLevels: JointLevels { JointLevels() }
}
