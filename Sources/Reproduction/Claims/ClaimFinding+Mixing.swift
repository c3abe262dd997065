import Judgement
import Checks
import Statistics

extension ClaimFinding {
  /// Whether chains from random and from data starts agree after the most steps.
  ///
  /// Where they do not, neither shows the machine's own distribution: it mixes too slowly, and what it
  /// generates depends on where the chains began.
  static func mixing(of machines: MachineSeries) -> ClaimFinding {
    let random = machines.energy(machines.samples())
    let data = machines.energy(machines.samples(from: .data))
    // Both are of one machine, so the difference is taken within each.
    let difference = SeedMean(
      zip(random.values, data.values).map { $0 - $1 })
    let size = machines.ensemble.lattice.size
    let steps = machines.settings.longSteps
    return ClaimFinding(
      "mixed-\(machines.slug)",
      "L = \(size), \(machines.temperatureText): both starts agree after \(steps) steps",
      difference,
      named: "⟨H⟩/N from random less from data starts", unit: "J per site",
      confirmedIf: .withinEnergyTolerance,
      isDecisive: false,
      detail: "⟨H⟩/N is \(brief(random.mean)) from random and \(brief(data.mean)) from "
        + "data starts.")
  }
}
