import Comparisons
import Judgement
import SpinSystems
import Statistics

/// Has every configuration an energy that the ensemble can have?
///
/// A law: where g(E, ΣS) = 0 the level is forbidden, however likely its neighbours are. At ΣS = 0 and
/// even L the level E₀ + 4 above the stripes is such a one for L = 6, 8, 12; it is the white square of
/// Azizi and Pleimling's Fig. 6. With free ΣS every configuration has an allowed energy.
public struct EnergySupport: Check {
  public let identifier = "energy-support"
  public let title = "Allowed energies"
  public let summary = "Every configuration has an energy that exists at the given ΣS (a law)."
  public let explanation = Explanation(
    equation: "g(H, ΣS) > 0 for the H of every sample",
    sees: "Energies that no configuration with this ΣS has, such as E₀ + 4 at ΣS = 0 for L = 6,"
      + " 8, 12. One sample is proof.",
    blindTo: "Wrong weights of levels that exist. It does not apply where ΣS is free.",
    fault: "wrong-ensemble",
    references: ["Azizi and Pleimling 2021, Fig. 6"])

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    guard let totalSpin = weighing.ensemble.totalSpin else {
      return .notApplicable("With free ΣS every energy that a configuration has is allowed.")
    }
    let levels = weighing.reference.energyLevels
    let histogram = weighing.energyLevels.histogram
    let outside = zip(histogram.levels, histogram.counts).filter { levels.excludes($0.0) }
      .map { (level: $0.0, count: $0.1) }
    let ground = levels.lowest
    if outside.isEmpty, case .notExcluded = levels {
      return .notApplicable(
        "A sampled reference cannot prove that a level is empty. All energies are among those that "
          + "arithmetic allows, in steps of 4 from \(ground).")
    }
    let broken = outside.reduce(0) { $0 + $1.count }
    var evidence = Evidence.lawCheck(
      broken: broken, weighing: weighing, effect: "fraction at forbidden energies",
      detail: "All energies are among the \(levels.count) levels that exist at ΣS = \(totalSpin).")
    evidence.measures = outside.sorted { $0.count > $1.count }.prefix(5).map { level, count in
      .init(
        "fraction at \(name(level, ground: ground))", Double(count) / Double(weighing.count),
        interval: clopperPearson(successes: count, trials: weighing.count), unit: "")
    }
    if let worst = outside.max(by: { $0.count < $1.count }) {
      let others = outside.count == 1 ? "" : " and \(outside.count - 1) more"
      evidence.detail =
        "\(broken) of \(weighing.count) configurations have an energy that no configuration with "
        + "ΣS = \(totalSpin) has: \(name(worst.level, ground: ground)) in \(worst.count)\(others)."
    }
    return .evidence(evidence)
  }

  /// "H = -92 (E₀ + 4)", counted from the lowest level of the ensemble.
  private func name(_ level: Int, ground: Int) -> String {
    let above = level - ground
    return "H = \(level) (E₀ \(above < 0 ? "-" : "+") \(abs(above)))"
  }
}

extension Check where Self == EnergySupport {
  /// Has every configuration an energy that the ensemble can have?
  public static var energySupport: EnergySupport { EnergySupport() }
}
