import Judgement
import Reporting
import SpinSystems

/// C1: C(1) = -ε/2, for every single configuration.
///
/// An identity has no error: confirmed if no configuration breaks it, refuted by one that does. ε is summed
/// bond by bond over the spins, C(1) comes from packed words, and both are integers. The configurations
/// are generated ones, up to 1000 of each machine; they need not be good.
struct IdentityClaim: MachineClaim {
  let identifier = "C1"
  let summary = "C(1) = -ε/2 (text)."
  let change =
    "Nothing: it holds for every single configuration, whatever drew it. Only another sign or "
    + "normalization of ε would, and Eq. 3 as printed lacks the sign."
  let statement = "C(1) = -ε/2"
  let place = "text to Fig. 7"
  var notes: [String] {
    [
      "Eq. (3) of the paper lacks a minus sign: with it as printed C(1) would be +ε/2. "
        + "Here ε = H/N, as Eq. (1) and the identity require."
    ]
  }

  func settings(_ grid: MachineGrid) -> [MachineSetting] {
    [grid.correlations(totalSpin: 0), grid.correlations(totalSpin: nil)].flatMap(\.self)
  }

  func findings(_ series: [MachineSeries]) -> [ClaimFinding] {
    let snapshots = series.flatMap(\.runs).compactMap(\.snapshots.last)
    let broken = snapshots.map(\.identityViolations).reduce(0, +)
    let count = snapshots.map(\.identityCount).reduce(0, +)
    var finding = ClaimFinding(
      "identity", "Configurations that break the identity",
      measure: .init("configurations", Double(broken), interval: nil, unit: "of \(count)"),
      observed: broken == 0, confirmedIf: .holds("none"),
      detail: "\(broken) of \(count) generated configurations.")
    finding.needsTrainedMachine = false
    return [finding]
  }

  func illustrations(_ series: [MachineSeries]) -> [Illustration] {
    let points = series.flatMap { machines in
      machines.samples().map { sample in
        SeriesChart.Point(sample.energies.mean().value / machines.sites, sample.correlation[0])
      }
    }.sorted { $0.x < $1.x }
    let ends = [points.first, points.last].compactMap { $0?.x }
    return [
      .chart(
        SeriesChart(
          title: "C(1) against the energy density, means of each machine",
          panels: [
            .init(
              xLabel: "energy density ε (J)", yLabel: "C(1)",
              series: [
                .init(
                  "exact, -ε/2", style: .dashedLine, hue: 1, points: ends.map { .init($0, -$0 / 2) }
                ),
                .init("RBM", style: .points, hue: 0, points: points),
              ])
          ]))
    ]
  }
}
