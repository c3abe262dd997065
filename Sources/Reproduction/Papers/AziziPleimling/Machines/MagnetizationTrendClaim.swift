import Judgement
import Checks
import Reporting
import SpinSystems
import Statistics

/// F7c: "RBM fares slightly better when increasing the value of the fixed magnetization M₀", as the number
/// of energies falls.
///
/// The total variation distance of P(E) from the exact one is fitted by a straight line in M₀ = 0, 0.208,
/// 0.417 and 0.625 over all machines of a temperature. Confirmed if the 95 % interval of the slope lies
/// below 0, refuted if above.
struct MagnetizationTrendClaim: MachineClaim {
  let identifier = "F7c"
  let summary = "The RBM fares slightly better as M₀ grows (text to Fig. 7)."
  let change =
    "A slope against M₀ whose whole interval lies above 0, at T = 1 or T_c, refutes it. Where it "
    + "is open, more training seeds narrow it."
  let statement = "The RBM fares slightly better as the conserved magnetization grows"
  let place = "text to Fig. 7"

  func settings(_ grid: MachineGrid) -> [MachineSetting] {
    grid.fewTemperatures.flatMap { grid.magnetizations(temperature: $0) }
  }

  func findings(_ series: [MachineSeries]) -> [ClaimFinding] {
    groups(series).flatMap { group in
      [
        slope(group, "distance of P(E)", "energy", isDecisive: true) {
          $0.totalVariation($0.samples())
        },
        slope(group, "largest |ΔC(r)|, r ≥ 2,", "correlation") {
          $0.largestDeviation($0.samples())
        },
        slope(group, "P(wrong ΣS)", "conservation") { $0.wrongMagnetization($0.samples()) },
      ]
    }
  }

  /// The series of each temperature.
  private func groups(_ series: [MachineSeries]) -> [[MachineSeries]] {
    Set(series.map(\.ensemble.temperature)).sorted().map { temperature in
      series.filter { $0.ensemble.temperature == temperature }
    }
  }

  private func slope(
    _ group: [MachineSeries], _ name: String, _ slug: String, isDecisive: Bool = false,
    _ quantity: (MachineSeries) -> SeedMean
  ) -> ClaimFinding {
    let means = group.map { ($0.magnetization, quantity($0)) }
    let line = StraightLine(
      means.flatMap { magnetization, mean in mean.values.map { (magnetization, $0) } })
    let isTestable =
      group.count >= 3 && group.allSatisfy { $0.runs.count >= SeedMean.fewestSeeds }
    return ClaimFinding(
      "slope-\(slug)-\(temperatureName(group[0].ensemble.temperature).lowercased())",
      "\(group[0].temperatureText): \(name) against M₀",
      measure: .init("slope", line.slope, interval: line.interval, unit: ""),
      observed: isTestable ? line.interval : nil,
      confirmedIf: .below(-.leastNonzeroMagnitude, "slope below 0"),
      isDecisive: isDecisive,
      detail: "Means over seeds by M₀: "
        + means.map { "\(brief($0.0)): \(brief($0.1.mean))" }
        .joined(separator: ", ") + ".")
  }

  func illustrations(_ series: [MachineSeries]) -> [Illustration] {
    func panel(
      _ title: String, _ label: String, _ quantity: (MachineSeries) -> SeedMean
    ) -> SeriesChart.Panel {
      SeriesChart.Panel(
        title: title, xLabel: "M₀", yLabel: label,
        series: groups(series).enumerated().map { hue, group in
          .init(
            "RBM, \(group[0].temperatureText)", style: .points, hue: hue,
            points: group.map { MachineChart.point($0.magnetization, quantity($0)) })
        } + [
          .init("exact", style: .dashedLine, hue: 5, points: [.init(0, 0), .init(0.625, 0)])
        ])
    }
    return [
      .chart(
        SeriesChart(
          title: "Distances against the conserved magnetization",
          panels: [
            panel("(a)", "total variation distance of P(E)") {
              $0.totalVariation($0.samples())
            },
            panel("(b)", "largest |ΔC(r)|, r ≥ 2") { $0.largestDeviation($0.samples()) },
          ]))
    ]
  }
}

extension MachineSeries {
  /// M₀ = ΣS/N.
  fileprivate var magnetization: Double { Double(ensemble.totalSpin ?? 0) / sites }
}
