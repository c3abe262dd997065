import Checks
import Comparisons
import Judgement
import SpinSystems
import Statistics

/// Mistakes that people make and samples show: what was asked is not what was meant, or the program has one of the
/// usual errors of factor two.
///
/// A remark and not a finding: the samples fail all the same, and the reader is told where to look first.
enum UsualSlips {
  /// What the samples look like, one sentence each; empty where nothing is.
  static func remarks(on weighing: Weighing, _ findings: [Finding]) -> [String] {
    conservation(weighing) + energies(weighing, findings) + likelihood(weighing)
  }

  /// ΣS given as m, or the other way round.
  private static func conservation(_ weighing: Weighing) -> [String] {
    let ensemble = weighing.ensemble
    guard let claimed = ensemble.totalSpin, weighing.count >= 10,
      let found = weighing.totalSpins.first.map({ Int($0) }), found != claimed,
      weighing.totalSpins.allSatisfy({ Int($0) == found })
    else { return [] }
    let sites = ensemble.lattice.siteCount
    let hint =
      claimed * sites == found
      ? ", which is M = \(claimed): ΣS is the sum over all sites, not M"
      : found == -claimed ? ", the claimed with the other sign" : ""
    return [
      "All configurations have ΣS = \(found)\(hint). They may be samples of the ensemble with that ΣS."
    ]
  }

  /// Another temperature, and what it would be if a factor were wrong.
  private static func energies(_ weighing: Weighing, _ findings: [Finding]) -> [String] {
    let proved = findings.contains { $0.check == MeanEnergy().identifier && $0.isProvedDifferent }
    let claimed = weighing.ensemble.temperature
    // Samples that are taken as the truth may be of another model, whose energies say nothing of T.
    guard proved, weighing.fittedTemperatureError == nil, weighing.foreignReferenceRemark == nil
    else { return [] }
    let sites = Double(weighing.ensemble.lattice.siteCount)
    let energy = Moments(of: weighing.energies).mean / sites
    let expected = weighing.reference.energyDensity
    if abs(energy) < 0.1 * abs(expected), abs(expected) > 0.5 {
      return [
        "Neighbouring spins are hardly correlated (ε = \(decimal(energy, 3))): are the axes [n, L, L], and are the "
          + "sites of a row beside each other in the file?"
      ]
    }
    guard
      let fit = try? TemperatureFit(weighing.samples, totalSpin: weighing.ensemble.totalSpin)
    else { return [] }
    let text =
      "⟨H⟩ is that of T = \(decimal(fit.temperature, 4)) ± \(decimal(fit.standardError, 4))"
    // Four standard errors, and never more than a fiftieth off: a slip is exact.
    let slack = min(4 * fit.standardError, 0.02 * fit.temperature)
    let slip = slips(claimed).first { abs($0.temperature - fit.temperature) <= slack }
    return [text + (slip.map { ", \($0.words)" } ?? ".")]
  }

  private static func slips(_ claimed: Double) -> [(temperature: Double, words: String)] {
    [
      (1 / claimed, "which is 1/\(claimed): was β given as T?"),
      (2 * claimed, "twice the claimed: is each bond counted half, or ΔE halved?"),
      (claimed / 2, "half of the claimed: is each bond counted twice, or ΔE doubled?"),
      (
        4 * claimed,
        "four times the claimed: are the energies those of spins 0 and 1 in place of ±1?"
      ),
      (claimed / 4, "a quarter of the claimed: are couplings of spins 0 and 1 used for ±1?"),
      (
        claimed / Ensemble.criticalTemperature,
        "the claimed in units of T_c: was T given as T/T_c, or the other way round?"
      ),
      (
        claimed * Ensemble.criticalTemperature,
        "the claimed times T_c: was T given as T/T_c, or the other way round?"
      ),
    ]
  }
}
