import Reporting
import SpinSystems
import Statistics

/// P(E) of machines, of their training sets, and exactly, in one panel.
struct EnergyPanel {
  let panel: SeriesChart.Panel

  init(_ machines: MachineSeries, title: String = "") {
    let samples = machines.samples()
    let distribution = machines.reference.energy.distribution
    // Levels that hardly occur would only stretch the axis.
    let sampled = samples.flatMap { sample in
      zip(sample.energies.levels, sample.energies.counts)
        .filter { Double($0.1) > 2e-3 * Double(sample.count) }.map(\.0)
    }
    let likely = zip(distribution.levels, distribution.probabilities)
      .filter { $0.1 > 2e-3 }.map(\.0)
    let levels = Set(sampled + likely).sorted()
    let position = { (level: Int) in Double(level) / machines.sites }
    panel = SeriesChart.Panel(
      title: title, xLabel: "energy density H/N (J)", yLabel: "probability",
      series: [
        .init(
          "exact", style: .dashedLine, hue: 1,
          points: levels.map { .init(position($0), distribution.probability(of: $0)) }),
        .init(
          "training sets", style: .points, hue: 2,
          points: levels.map { level in
            MachineChart.point(
              position(level), machines.share(of: level, machines.runs.map(\.trainingSet)))
          }),
        .init(
          "RBM, k = \(machines.settings.longSteps)", style: .points, hue: 0,
          points: levels.map { level in
            MachineChart.point(position(level), machines.share(of: level, samples))
          }),
      ],
      marks: levels.filter { machines.reference.energyLevels.excludes($0) }.prefix(3).map {
        .init(.x, at: position($0), label: "forbidden: \($0)")
      })
  }
}
