import Checks
import ExactIsing
import SpinSystems
import Validation

/// F5a: "we find the same good agreement between RBM and MC averages" of the energy density (Fig. 5a).
///
/// Well means within 0.03 J per site: about 2 % of the lowest energies, the size of the symbols of
/// Fig. 5a, and what this program calls of no physical consequence everywhere (`Tolerances`). At each size
/// and temperature the interval of the mean over seeds must lie within that of the exact value.
///
/// The configurations that decide are the machine's own, after the most Gibbs steps, for the paper reports
/// its figure for converged chains. What k = 10 steps from random starts give stands beside it; whether
/// they suffice is claim V3.
struct MeanEnergyClaim: MachineClaim {
  let identifier = "F5a"
  let summary = "Mean energies of RBM and Monte Carlo agree well (Fig. 5a)."
  let statement = "The mean energy density of RBM configurations agrees well with Monte Carlo's"
  let place = "Fig. 5a"

  func settings(_ grid: MachineGrid) -> [MachineSetting] {
    MachineGrid.sizes.flatMap { grid.balanced(size: $0) }
  }

  func findings(_ series: [MachineSeries]) -> [ClaimFinding] {
    series.flatMap { machines in
      let long = machines.settings.longSteps
      return [
        finding(machines, from: .random, after: long, isDecisive: true),
        finding(machines, from: .random, after: MachineProtocol.paperSteps),
        finding(machines, from: .data, after: MachineProtocol.paperSteps),
        finding(machines, from: .data, after: long), .mixing(of: machines),
      ]
        + machines.settings.snapshotEpochs.dropLast().map {
          finding(machines, from: .random, after: long, epoch: $0)
        }
    }
  }

  private func finding(
    _ machines: MachineSeries, from start: ChainStart, after steps: Int, epoch: Int? = nil,
    isDecisive: Bool = false
  ) -> ClaimFinding {
    let samples = machines.samples(from: start, after: steps, epoch: epoch)
    let epochText = epoch.map { " after \($0) epochs" } ?? ""
    let exact = significant(machines.reference.energyDensity)
    let size = machines.ensemble.lattice.size
    return ClaimFinding(
      "energy-\(machines.slug)-\(start.rawValue)-k\(steps)\(epoch.map { "-epoch\($0)" } ?? "")",
      "L = \(size), \(machines.temperatureText)\(epochText), k = \(steps) from "
        + "\(start.rawValue) starts",
      machines.energyDeviation(samples), named: "⟨H⟩/N, RBM - exact", unit: "J per site",
      confirmedIf: .within(
        Tolerances.energyDensity, "within ± \(Tolerances.energyDensity) J per site"),
      isDecisive: isDecisive,
      detail: "⟨H⟩/N is \(significant(machines.energy(samples).mean)), exactly \(exact).")
  }

  func illustrations(_ series: [MachineSeries]) throws -> [Illustration] {
    let sizes = Set(series.map(\.ensemble.lattice.size)).sorted()
    let panel = SeriesChart.Panel(
      xLabel: MachineChart.temperatureLabel, yLabel: "energy density ⟨H⟩/N (J)",
      series: try sizes.enumerated().flatMap { hue, size in
        let own = series.filter { $0.ensemble.lattice.size == size }
        return [
          try exactCurve(size: size, hue: hue),
          points(own, size: size, hue: hue, steps: own[0].settings.longSteps),
          points(own, size: size, hue: hue, steps: MachineProtocol.paperSteps),
        ]
      },
      marks: [.init(.x, at: Ensemble.criticalTemperature, label: "T_c")])
    return [.chart(SeriesChart(title: "Energy density, after Fig. 5a", panels: [panel]))]
  }

  private func points(
    _ series: [MachineSeries], size: Int, hue: Int, steps: Int
  ) -> SeriesChart.Series {
    SeriesChart.Series(
      "RBM, L = \(size), k = \(steps)", style: .points, hue: hue,
      points: series.map {
        MachineChart.point($0.ensemble.temperature, $0.energy($0.samples(after: steps)))
      })
  }

  private func exactCurve(size: Int, hue: Int) throws -> SeriesChart.Series {
    SeriesChart.Series(
      "exact, L = \(size)", style: .dashedLine, hue: hue,
      points: try stride(from: 1.0, through: 3.0, by: 0.1).map { temperature in
        let ensemble = try Ensemble.fixedMagnetization(
          size: size, temperature: temperature, totalSpin: 0)
        return .init(temperature, try ExactSolution(ensemble).energyDensity)
      })
  }
}
