import Comparisons
import Judgement
import Statistics

/// Is the vector C(1) … C(L/2) the reference's? Hotelling's T², simultaneous intervals per distance.
public struct CorrelationVector: Check {
  public let identifier = "correlation"
  public let title = "Correlations C(r)"
  public let summary = "C(r), r = 1 … L/2, against the reference as a vector (Hotelling's T²)."
  public let explanation = Explanation(
    equation: "C(r) = ⟨S(i,j) (S(i+r,j) + S(i,j+r))⟩/2, r = 1 … L/2; T² = n dᵀ Σ⁻¹ d",
    sees: "Correlations along the axes that decay too fast or too slowly; C(1) = -ε/2 is the "
      + "energy.",
    blindTo: "Differences of the two axes, correlations off the axes and of more than two spins.",
    fault: "independent-sites",
    references: ["Azizi and Pleimling 2021, Eq. 5", "H. Hotelling, Ann. Math. Stat. 2, 360 (1931)"])

  /// A thermal excitation moves a few spins; one spin that turns changes each of its four products at a
  /// distance by 2, two spins that are exchanged change Σ S·S by up to 16.
  static let excitation = 16.0

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    guard let reference = weighing.reference.correlation?.dropFirst() else {
      return .notApplicable("The exact C(r) is not known at this size; C(1) = -ε/2 is the energy.")
    }
    let distances = Array(1...weighing.observables.largestDistance)
    let columns = distances.map { weighing.observables.correlationSums(at: $0) }
    let comparison = VectorComparison(
      names: distances.map { "C(\($0))" }, columns: columns,
      dividedBy: Double(2 * weighing.ensemble.lattice.siteCount), order: weighing.order,
      reference: reference, range: 2,
      unseenChange: weighing.excitationsAreRare ? Self.excitation : 0)
    let values = zip(comparison.mean, comparison.expected).enumerated()
      .map { "C(\($0 + 1)) \(decimal($1.0, 4)) for \(decimal($1.1, 4))" }
      .joined(separator: ", ")
    return weighing.examination(
      comparison.evidence(
        effect: "samples - reference", tolerance: weighing.tolerances.correlation,
        detail: values + "."))
  }
}

extension Check where Self == CorrelationVector {
  /// Is the vector C(1) … C(L/2) the reference's? Hotelling's T², simultaneous intervals per distance.
  public static var correlationVector: CorrelationVector { CorrelationVector() }
}
