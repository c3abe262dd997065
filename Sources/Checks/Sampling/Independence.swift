import Comparisons
import Judgement
import SpinSystems
import Statistics

/// Are successive samples independent, where that is claimed?
///
/// Correlated samples are not wrong samples: without the claim the check only reports τ_int and the
/// effective sample size, with which every other check works. With it, exact runs tests (Wald and
/// Wolfowitz 1940) of the energy, the anisotropy and the longest waves are combined after Šidák.
public struct Independence: Check {
  public let identifier = "independence"
  public let title = "Independence of successive samples"
  public let summary = "τ_int and n_eff; exact runs tests where independence is claimed."
  public let explanation = Explanation(
    equation: "τ = ½ + Σ ρ(t), n_eff = n/(2τ); exact runs tests",
    sees: "Correlation of successive samples where independence is claimed.",
    blindTo: "Files that were shuffled: nothing in them shows the chain any more.",
    fault: "correlated-draws",
    references: ["A. Wald and J. Wolfowitz, Ann. Math. Stat. 11, 147 (1940)"])

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let slowest = weighing.mixing.slowest
    let tau = slowest.autocorrelation
    let finding =
      "The slowest of \(weighing.mixing.modes.count) observables is \(slowest.name): "
      + "τ_int = \(decimal(tau.integratedTime, 2)) samples, "
      + "n_eff = \(decimal(slowest.size.count, 0)) of \(tau.sampleCount)."
    guard weighing.claimsIndependence else {
      return .notApplicable("Independence is not claimed. \(finding)")
    }
    let tests = Self.series(of: weighing).compactMap { RunsTest($0.values)?.pValue }
    let excess = 2 * tau.integratedTime - 1
    let margin =
      2 * Estimate.normalQuantile * tau.standardErrorOfTime + 3 / Double(weighing.inspected.count)
    return .evidence(
      Evidence(
        pValue: tests.min().map { sidakCombined($0, tests.count) },
        effect: Effect(
          name: "2 τ_int - 1", value: excess, interval: excess - margin...excess + margin,
          tolerance: weighing.tolerances.autocorrelation, unit: ""),
        effectiveSampleCount: slowest.size.count,
        detectable: Estimate.detectableErrors * 2 * tau.standardErrorOfTime, detail: finding))
  }

  /// The observables whose order is looked at: fast and slow ones of Ising dynamics.
  static func series(of weighing: Weighing) -> [(name: String, values: [Double])] {
    let observables = weighing.observables
    let modes = AxisModes(weighing.inspected)
    return [
      ("H", observables.energies.map(Double.init)),
      ("C_x(1) - C_y(1)", observables.anisotropySums(at: 1).map(Double.init)),
      ("the longest wave along x", modes.amplitudes(.x, waveNumber: 1).real),
      ("the longest wave along y", modes.amplitudes(.y, waveNumber: 1).real),
    ]
  }
}

extension Check where Self == Independence {
  /// Are successive samples independent, where that is claimed?
  public static var independence: Independence { Independence() }
}
