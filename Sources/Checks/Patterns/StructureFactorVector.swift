import Comparisons
import Judgement
import SpinSystems

/// Is S(k) the reference's at every wave vector?
///
/// S(k) = |Σ S(j) exp(-ik·j)|²/N is the Fourier transform of the correlations in all directions, of which C(r)
/// shows two. Wave vectors count up to the symmetries of the square.
public struct StructureFactorVector: Check {
  public let identifier = "structure-factor"
  public let title = "Structure factor S(k)"
  public let summary =
    "S(k) at all wave vectors up to symmetry against the reference's configurations."
  public let explanation = Explanation(
    equation: "S(k) = |Σ_j S(j) exp(-i k·j)|²/N for k up to symmetry",
    sees: "Correlations in every direction, and the width of stripes.",
    blindTo: "Correlations of more than two spins.",
    fault: "wrong-temperature")

  /// Wave numbers up to this one are looked at.
  static let largestWaveNumber = 8

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let waves = Self.waves(of: weighing)
    guard !waves.vectors.isEmpty else { return .notApplicable("There is no wave vector but zero.") }
    return try FeatureComparison(
      names: waves.vectors.map { "S(k) at \($0.x), \($0.y) of 2π/L" },
      effect: "samples - reference, in standard deviations", range: 0, inDeviations: true,
      tolerance: weighing.tolerances.walked
    ).examine(weighing, stream: "structure factor") { waves.values(of: $0) }
  }

  /// The wave vectors that are looked at.
  static func waves(of weighing: Weighing) -> StructureFactors {
    let lattice = weighing.ensemble.lattice
    return StructureFactors(
      lattice, largest: min(largestWaveNumber, lattice.size / 2),
      includingZero: weighing.ensemble.totalSpin == nil)
  }
}

extension Check where Self == StructureFactorVector {
  /// Is S(k) the reference's at every wave vector?
  public static var structureFactorVector: StructureFactorVector { StructureFactorVector() }
}
