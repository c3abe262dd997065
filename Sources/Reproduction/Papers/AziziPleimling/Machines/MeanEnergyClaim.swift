import Checks
import ExactIsing
import Judgement
import Reporting
import SpinSystems
import Statistics
import Studies

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
  let change =
    "A difference within ± 0.03 J per site, with its whole interval, at every size and "
    + "temperature. More training seeds narrow an interval; machines that are trained in another "
    + "way move it."
  let statement = "The mean energy density of RBM configurations agrees well with Monte Carlo's"
  let place = "Fig. 5a"

  func settings(_ grid: MachineGrid) -> [MachineSetting] {
    MachineGrid.sizes.flatMap { grid.balanced(size: $0) }
  }

  func findings(_ series: [MachineSeries]) -> [ClaimFinding] {
    let settings = series[0].settings
    let long = settings.longSteps
    let own = Generation(start: .random, steps: long)
    let others =
      [
        Generation(start: .random, steps: MachineProtocol.paperSteps),
        Generation(start: .data, steps: MachineProtocol.paperSteps),
        Generation(start: .data, steps: long),
      ]
      + settings.snapshotEpochs.dropLast().map {
        Generation(start: .random, steps: long, epoch: $0)
      }
    let decisive = series.map { finding($0, own, isDecisive: true) }
    let beside = others.map { generation in (generation, series.map { finding($0, generation) }) }
    return decisive
      + ([(own, decisive)] + beside).map { count($0.1, of: $0.0, epochs: settings.epochs) }
      + beside.flatMap(\.1) + series.map { .mixing(of: $0) }
  }

  /// Which of the generated configurations are looked at.
  private struct Generation {
    var start: ChainStart
    var steps: Int
    /// Of the training; nil for its end.
    var epoch: Int?

    var name: String { "k = \(steps) from \(start.rawValue) starts" }
    var slug: String { "\(start.rawValue)-k\(steps)\(epoch.map { "-epoch\($0)" } ?? "")" }
  }

  private func finding(
    _ machines: MachineSeries, _ generation: Generation, isDecisive: Bool = false
  ) -> ClaimFinding {
    let samples = machines.samples(
      from: generation.start, after: generation.steps, epoch: generation.epoch)
    let epochText = generation.epoch.map { " after \($0) epochs" } ?? ""
    let exact = brief(machines.reference.energyDensity)
    let size = machines.ensemble.lattice.size
    return ClaimFinding(
      "energy-\(machines.slug)-\(generation.slug)",
      "L = \(size), \(machines.temperatureText)\(epochText), \(generation.name)",
      machines.energyDeviation(samples), named: "⟨H⟩/N, RBM - exact", unit: "J per site",
      confirmedIf: .withinEnergyTolerance,
      isDecisive: isDecisive,
      detail: "⟨H⟩/N is \(brief(machines.energy(samples).mean)), exactly \(exact).")
  }

  /// In how many sizes and temperatures the energies of one kind of configurations agree.
  private func count(
    _ findings: [ClaimFinding], of generation: Generation, epochs: Int
  ) -> ClaimFinding {
    let tally = Tally(findings.map(\.verdict))
    let (agreeing, off) = (tally.agreeing, tally.contradicting)
    return ClaimFinding(
      "cases-\(generation.slug)",
      "All sizes and temperatures, \(generation.epoch ?? epochs) epochs, \(generation.name)",
      measure: .init(
        "cases that agree", Double(agreeing), interval: nil, unit: "of \(findings.count)"),
      shown: "a summary of the findings on single cases",
      detail: "\(agreeing) agree, \(off) do not, \(findings.count - agreeing - off) are open.")
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
    let courses = sizes.map { size in
      course(series.filter { $0.ensemble.lattice.size == size }, size: size)
    }
    return [
      .chart(SeriesChart(title: "Energy density, after Fig. 5a", panels: [panel])),
      .chart(
        SeriesChart(title: "Deviation of the energy in the course of training", panels: courses)),
    ]
  }

  /// RBM - exact against T, for each number of epochs.
  private func course(_ series: [MachineSeries], size: Int) -> SeriesChart.Panel {
    let settings = series[0].settings
    return SeriesChart.Panel(
      title: "L = \(size)", xLabel: MachineChart.temperatureLabel, yLabel: "⟨H⟩/N, RBM - exact (J)",
      series: settings.snapshotEpochs.enumerated().map { hue, epoch in
        SeriesChart.Series(
          "\(epoch) epochs, k = \(settings.longSteps)", style: .points, hue: hue,
          points: series.map { machines in
            MachineChart.point(
              // Side by side, so that intervals can be told apart.
              machines.ensemble.temperature + 0.02 * Double(hue - 1),
              machines.energyDeviation(machines.samples(epoch: epoch)))
          })
      } + [
        .init(
          "exact", style: .dashedLine, hue: 5,
          points: series.map { .init($0.ensemble.temperature, 0) })
      ],
      marks: [.init(.x, at: Ensemble.criticalTemperature, label: "T_c")])
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
