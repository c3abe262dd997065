import Judgement
import Foundation
import Reporting
import SpinSystems
import Statistics

/// V1: more hidden units, up to 200, "did not yield substantial improvements"; V2: 20,000 training
/// configurations "did not significantly improve the quality".
///
/// Substantial means that a distance from the exact answer is halved. The ratio of the distance of the
/// varied machines to that of the usual ones is taken from the logarithms over seeds (Welch's interval).
/// Confirmed if the interval lies above 1/2, refuted if below. The total variation distance of P(E)
/// decides; |ΔC(r)| and the share of wrong ΣS stand beside it. L = 12, ΣS = 0, T = 1 and T_c.
struct VariationClaim: MachineClaim {
  let identifier: String
  let summary: String
  let statement: String
  let change =
    "A ratio of the two distances whose whole interval lies below 1/2 refutes it. Where it is "
    + "open, more training seeds narrow it."
  let place = "technical details"
  /// What the varied machines are called.
  let variant: String
  private let varied: @Sendable (MachineGrid, Double) -> MachineSetting

  static let moreHiddenUnits = VariationClaim(
    identifier: "V1", summary: "More than n hidden units, up to 200, do not help much (text).",
    statement: "200 hidden units do not bring substantial improvements over 144",
    variant: "m = 200"
  ) { $0.wide(temperature: $1) }

  static let moreTraining = VariationClaim(
    identifier: "V2", summary: "20,000 training configurations do not help much (text).",
    statement: "20,000 training configurations do not improve much on 10,000",
    variant: "twice the training set"
  ) { $0.wellTaught(temperature: $1) }

  private static let substantialRatio = 0.5

  func settings(_ grid: MachineGrid) -> [MachineSetting] {
    grid.fewTemperatures.flatMap { [grid.fig6(temperature: $0), varied(grid, $0)] }
  }

  func findings(_ series: [MachineSeries]) -> [ClaimFinding] {
    pairs(series).flatMap { usual, varied in
      [
        ratio(usual, varied, "distance of P(E)", "energy", isDecisive: true) {
          $0.totalVariation($0.samples())
        },
        ratio(usual, varied, "largest |ΔC(r)|, r ≥ 2", "correlation") {
          $0.largestDeviation($0.samples())
        },
        ratio(usual, varied, "P(wrong ΣS)", "conservation") {
          $0.wrongMagnetization($0.samples())
        },
      ]
    }
  }

  private func isVaried(_ machines: MachineSeries) -> Bool {
    machines.setting.trainingFactor > 1
      || machines.setting.hiddenCount > machines.ensemble.lattice.siteCount
  }

  /// Usual and varied machines of each temperature for which both are there.
  private func pairs(_ series: [MachineSeries]) -> [(MachineSeries, MachineSeries)] {
    series.filter { !isVaried($0) }.compactMap { usual in
      series.first { isVaried($0) && $0.ensemble == usual.ensemble }.map { (usual, $0) }
    }
  }

  private func ratio(
    _ usual: MachineSeries, _ varied: MachineSeries, _ name: String, _ slug: String,
    isDecisive: Bool = false, _ quantity: (MachineSeries) -> SeedMean
  ) -> ClaimFinding {
    let (before, after) = (quantity(usual), quantity(varied))
    // A distance of 0 has no logarithm; below 10⁻⁶ nothing is told apart.
    let difference = WelchDifference(
      after.values.map { log(max($0, 1e-6)) }, before.values.map { log(max($0, 1e-6)) })
    let interval = exp(difference.interval.lowerBound)...exp(difference.interval.upperBound)
    let isTestable = min(before.values.count, after.values.count) >= SeedMean.fewestSeeds
    return ClaimFinding(
      "ratio-\(slug)-\(usual.slug)",
      "\(usual.temperatureText): \(name), ratio to the usual machine",
      measure: .init("ratio", exp(difference.value), interval: interval, unit: ""),
      observed: isTestable ? interval : nil,
      confirmedIf: .above(Self.substantialRatio, "above \(Self.substantialRatio)"),
      isDecisive: isDecisive,
      detail: "\(brief(after.mean)) (\(variant)) and \(brief(before.mean)).")
  }

  func illustrations(_ series: [MachineSeries]) -> [Illustration] {
    let pairs = pairs(series)
    func points(
      _ machines: [MachineSeries], shift: Double, _ quantity: (MachineSeries) -> SeedMean
    ) -> [SeriesChart.Point] {
      machines.map { MachineChart.point($0.ensemble.temperature + shift, quantity($0)) }
    }
    func panel(
      _ title: String, _ label: String, _ quantity: (MachineSeries) -> SeedMean
    ) -> SeriesChart.Panel {
      SeriesChart.Panel(
        title: title, xLabel: MachineChart.temperatureLabel, yLabel: label,
        series: [
          .init(
            "RBM", style: .points, hue: 0,
            points: points(pairs.map(\.0), shift: -0.01, quantity)),
          .init(
            "RBM, \(variant)", style: .points, hue: 1,
            points: points(pairs.map(\.1), shift: 0.01, quantity)),
          .init(
            "exact", style: .dashedLine, hue: 5,
            points: pairs.map { .init($0.0.ensemble.temperature, 0) }),
        ])
    }
    return [
      .chart(
        SeriesChart(
          title: "Distances from the exact answer, \(variant)",
          panels: [
            panel("(a)", "total variation distance of P(E)") {
              $0.totalVariation($0.samples())
            },
            panel("(b)", "largest |ΔC(r)|, r ≥ 2") { $0.largestDeviation($0.samples()) },
          ]))
    ]
  }
}
