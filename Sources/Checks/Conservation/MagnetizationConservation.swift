import Comparisons
import Judgement
import Statistics

/// Has every configuration the ΣS that is conserved?
///
/// A law: one configuration with another ΣS proves that the samples do not come from the ensemble.
/// Effect: the fraction of configurations that break it, with its Clopper-Pearson interval (1934).
public struct MagnetizationConservation: Check {
  public let identifier = "magnetization-conservation"
  public let title = "Conserved magnetization"
  public let summary = "Every configuration has the given ΣS (a law; Clopper-Pearson interval)."
  public let explanation = Explanation(
    equation: "Σ_i S_i = ΣS for every sample",
    sees: "Every configuration with another ΣS; one is proof.",
    blindTo: "Everything among configurations that have the right ΣS. It does not apply where ΣS "
      + "is free.",
    fault: "leaked-spin",
    references: ["C. J. Clopper and E. S. Pearson, Biometrika 26, 404 (1934)"])

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    guard let totalSpin = weighing.ensemble.totalSpin else {
      return .notApplicable("ΣS is free in this ensemble.")
    }
    let histogram = Histogram(weighing.totalSpins)
    let wrong = zip(histogram.levels, histogram.counts).filter { $0.0 != totalSpin }
    let broken = wrong.reduce(0) { $0 + $1.1 }
    let sites = Double(weighing.ensemble.lattice.siteCount)
    let meanDeviation =
      zip(histogram.levels, histogram.counts).reduce(0.0) {
        $0 + Double(abs($1.0 - totalSpin) * $1.1)
      } / Double(weighing.count) / sites
    var evidence = Evidence.lawCheck(
      broken: broken, weighing: weighing, effect: "fraction with another ΣS",
      detail: "All \(weighing.count) configurations have ΣS = \(totalSpin).")
    evidence.measures = [
      .init("mean |ΣS - conserved| / N", meanDeviation, interval: nil, unit: "")
    ]
    if let first = weighing.totalSpins.firstIndex(where: { $0 != Int32(totalSpin) }) {
      let common = wrong.sorted { $0.1 > $1.1 }.prefix(3)
        .map { "ΣS = \($0.0) in \($0.1)" }.joined(separator: ", ")
      let found = weighing.totalSpins[first]
      evidence.detail =
        "\(broken) of \(weighing.count) configurations do not have ΣS = \(totalSpin): \(common). "
        + "The first is sample \(first) with ΣS = \(found)."
    }
    return .evidence(evidence)
  }
}

extension Check where Self == MagnetizationConservation {
  /// Has every configuration the ΣS that is conserved?
  public static var magnetizationConservation: MagnetizationConservation {
    MagnetizationConservation()
  }
}

extension Evidence {
  /// Evidence on a law that `broken` of the samples break.
  static func lawCheck(
    broken: Int, weighing: Weighing, effect: String, detail: String
  ) -> Evidence {
    let fraction = Double(broken) / Double(weighing.count)
    return Evidence(
      law: broken > 0 ? .broken : .held,
      effect: Effect(
        name: effect, value: fraction,
        interval: clopperPearson(successes: broken, trials: weighing.count),
        tolerance: weighing.tolerances.lawViolation, unit: "", convergence: .linear),
      effectiveSampleCount: Double(weighing.count), detail: detail)
  }
}
