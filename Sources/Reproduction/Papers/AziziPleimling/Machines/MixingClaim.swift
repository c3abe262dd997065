import Checks
import Judgement
import Reporting
import SpinSystems
import Statistics
import Studies

/// V3: of k from 2 to 50 Gibbs steps "in most cases k = 10 is enough to reach the final converged state".
///
/// A case is a size and a temperature with ΣS = 0. It is one where k = 10 is enough if the interval over
/// seeds of ⟨H⟩/N after 10 steps from random starts, less that after the most steps, lies within ± 0.03 J
/// per site (the tolerance of F5a), and one where it is not if the interval lies outside. Confirmed if more
/// than half of the cases are of the first kind, refuted if more than half are of the second.
struct MixingClaim: MachineClaim {
  let identifier = "V3"
  let summary = "In most cases k = 10 Gibbs steps are enough (text)."
  let change =
    "⟨H⟩/N after 10 steps from random starts that is within ± 0.03 J per site of that after the "
    + "most, in more than half of the sizes and temperatures. What starts from the data give stands "
    + "beside it."
  let statement = "In most cases 10 Gibbs steps from random visible units are enough"
  let place = "technical details"

  func settings(_ grid: MachineGrid) -> [MachineSetting] {
    MachineGrid.sizes.reversed().flatMap { grid.balanced(size: $0) }
  }

  func findings(_ series: [MachineSeries]) -> [ClaimFinding] {
    let cases = series.map { difference($0, from: .random, after: MachineProtocol.paperSteps) }
    let tally = Tally(cases.map(\.verdict))
    let most = ClaimFinding(
      "most-cases", "k = 10 from random starts is enough",
      measure: .init("cases", Double(tally.agreeing), interval: nil, unit: "of \(cases.count)"),
      observed: tally, confirmedIf: .mostCases("in more than half of the cases"),
      detail: "It is enough in \(tally.agreeing) cases and too short in \(tally.contradicting) of "
        + "\(cases.count).")
    let longer = series.flatMap { machines in
      machines.settings.steps.filter { $0 > MachineProtocol.paperSteps && $0 <= 50 }
        .map { difference(machines, from: .random, after: $0) }
    }
    let fromData = series.map { difference($0, from: .data, after: MachineProtocol.paperSteps) }
    return [most] + cases + longer + fromData
  }

  /// The energy after few steps less that after many from random starts.
  private func difference(
    _ machines: MachineSeries, from start: ChainStart, after steps: Int
  ) -> ClaimFinding {
    let few = machines.energy(machines.samples(from: start, after: steps))
    let many = machines.energy(machines.samples())
    // Both are of one machine, so the difference is taken within each.
    let difference = SeedMean(
      zip(few.values, many.values).map { $0 - $1 })
    let size = machines.ensemble.lattice.size
    return ClaimFinding(
      "k\(steps)-\(start.rawValue)-\(machines.slug)",
      "L = \(size), \(machines.temperatureText): k = \(steps) from \(start.rawValue) starts",
      difference, named: "⟨H⟩/N, k = \(steps) less k = \(machines.settings.longSteps)",
      unit: "J per site",
      confirmedIf: .withinEnergyTolerance,
      isDecisive: false,
      detail: "⟨H⟩/N is \(brief(few.mean)) and \(brief(many.mean)); exactly "
        + "\(brief(machines.reference.energyDensity)).")
  }

  func illustrations(_ series: [MachineSeries]) -> [Illustration] {
    series.map { machines in
      let steps = machines.settings.steps
      let exact = machines.reference.energyDensity
      let curves = [ChainStart.random, .data].enumerated().map { hue, start in
        SeriesChart.Series(
          "RBM, \(start.rawValue) starts", style: .points, hue: hue,
          points: steps.map { count in
            MachineChart.point(
              Double(count), machines.energy(machines.samples(from: start, after: count)))
          })
      }
      let size = machines.ensemble.lattice.size
      return .chart(
        SeriesChart(
          title: "Energy against Gibbs steps, L = \(size), \(machines.temperatureText)",
          panels: [
            .init(
              xLabel: "Gibbs steps k", yLabel: "energy density ⟨H⟩/N (J)", isXLogarithmic: true,
              series: [
                .init(
                  "exact", style: .dashedLine, hue: 5,
                  points: [.init(Double(steps[0]), exact), .init(Double(steps.last!), exact)])
              ] + curves,
              marks: [.init(.x, at: Double(MachineProtocol.paperSteps), label: "k = 10")])
          ]))
    }
  }
}
