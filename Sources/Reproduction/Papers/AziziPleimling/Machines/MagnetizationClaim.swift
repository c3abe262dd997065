import Judgement
import Reporting
import SpinSystems
import Statistics

/// F5b: ⟨|M|⟩ of RBM configurations is above 0, although M = 0 in every training configuration (Fig. 5b).
///
/// Confirmed where the interval of ⟨|M|⟩ over seeds lies above 0. A single configuration with M ≠ 0 makes
/// the mean positive; the interval says that it is no accident of one seed. The fraction of configurations
/// with M ≠ 0 stands beside it.
struct MagnetizationClaim: MachineClaim {
  let identifier = "F5b"
  let summary = "⟨|M|⟩ of the RBM is above 0, although M = 0 in all it learnt from (Fig. 5b)."
  let change =
    "Machines whose configurations all have M = 0. Chains in which ΣS is held do not count: there "
    + "the law holds by construction, and is not learnt."
  let statement = "RBM configurations have M ≠ 0, although every training configuration has M = 0"
  let place = "Fig. 5b"

  func settings(_ grid: MachineGrid) -> [MachineSetting] {
    MachineGrid.sizes.flatMap { grid.balanced(size: $0) }
  }

  func findings(_ series: [MachineSeries]) -> [ClaimFinding] {
    series.flatMap { machines in
      let place = "L = \(machines.ensemble.lattice.size), \(machines.temperatureText)"
      let samples = machines.samples()
      let trained = machines.runs.map(\.trainingSet)
      return [
        ClaimFinding(
          "magnetization-\(machines.slug)", "⟨|M|⟩ at \(place)",
          machines.absoluteMagnetization(samples), named: "⟨|M|⟩",
          confirmedIf: .above(.leastNonzeroMagnitude, "above 0"),
          detail:
            "In the training sets \(brief(machines.wrongMagnetization(trained).mean)) of "
            + "the configurations have M ≠ 0."),
        ClaimFinding(
          "wrong-magnetization-\(machines.slug)", "P(M ≠ 0) at \(place)",
          machines.wrongMagnetization(samples), named: "fraction with M ≠ 0",
          confirmedIf: .above(.leastNonzeroMagnitude, "above 0"), isDecisive: false),
      ]
    }
  }

  func illustrations(_ series: [MachineSeries]) -> [Illustration] {
    let sizes = Set(series.map(\.ensemble.lattice.size)).sorted()
    func panel(
      _ title: String, _ yLabel: String, _ quantity: (MachineSeries) -> SeedMean
    ) -> SeriesChart.Panel {
      SeriesChart.Panel(
        title: title, xLabel: MachineChart.temperatureLabel, yLabel: yLabel,
        series: sizes.enumerated().map { hue, size in
          SeriesChart.Series(
            "RBM, L = \(size)", style: .points, hue: hue,
            points: series.filter { $0.ensemble.lattice.size == size }
              .map { MachineChart.point($0.ensemble.temperature, quantity($0)) })
        } + [
          SeriesChart.Series(
            "exact", style: .dashedLine, hue: 5, points: [.init(1, 0), .init(3, 0)])
        ],
        marks: [.init(.x, at: Ensemble.criticalTemperature, label: "T_c")])
    }
    let chart = SeriesChart(
      title: "Magnetization, after Fig. 5b",
      panels: [
        panel("(a)", "⟨|M|⟩") { $0.absoluteMagnetization($0.samples()) },
        panel("(b)", "fraction with M ≠ 0") { $0.wrongMagnetization($0.samples()) },
      ])
    return [.chart(chart)] + gallery(series)
  }

  /// The first configurations of a machine at L = 12.
  private func gallery(_ series: [MachineSeries]) -> [Illustration] {
    guard let machines = series.last(where: { $0.ensemble.temperature == 1 }),
      let spins = machines.runs.first?.snapshots.last?.examples
    else { return [] }
    let pictures = spins.map { spins in
      let sum = spins.reduce(0, +)
      return ConfigurationGallery.Picture(
        caption: "ΣS = \(sum)", isForbidden: sum != 0, spins: spins)
    }
    let size = machines.ensemble.lattice.size
    return [
      .configurations(
        ConfigurationGallery(
          title: "Generated configurations, L = \(size), \(machines.temperatureText)", size: size,
          pictures: pictures))
    ]
  }
}
