import Comparisons
import Judgement
import SpinSystems

/// Does every pattern of 3 × 3 spins occur as often as in the reference?
///
/// Windows of 2 × 2 are sums over them. Patterns count up to the symmetries of the square, and up to S → -S
/// where that is a symmetry. How the windows of one configuration depend on each other does not matter: what
/// is compared are configurations (`FeatureComparison`).
public struct LocalPatterns: Check {
  public let identifier = "local-patterns"
  public let title = "Patterns of 3 × 3 spins"
  public let summary =
    "Windows of 3 × 3 spins up to symmetry against the reference's configurations."
  public let explanation = Explanation(
    equation: "shares of the patterns of 3 × 3 spins, up to symmetry, against fresh configurations",
    sees: "Any local structure, such as too many corners or single spins.",
    blindTo: "Everything farther apart than three sites.",
    fault: "plaquette-bias")

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    guard weighing.ensemble.lattice.size >= 4 else {
      return .notApplicable("At L < 4 a window of 3 × 3 holds all sites, or one twice.")
    }
    let patterns = WindowPatterns(flips: weighing.ensemble.isSpinFlipSymmetric)
    let sites = Double(weighing.ensemble.lattice.siteCount)
    return try FeatureComparison(
      names: (0..<patterns.count).map { "pattern \(patterns.picture($0))" },
      effect: "share of windows, samples - reference", range: 1,
      tolerance: weighing.tolerances.pattern
    ).examine(weighing, stream: "local patterns") { samples in
      samples.patternCounts(patterns).map { $0.map { Double($0) / sites } }
    }
  }
}

extension Check where Self == LocalPatterns {
  /// Does every pattern of 3 × 3 spins occur as often as in the reference?
  public static var localPatterns: LocalPatterns { LocalPatterns() }
}
