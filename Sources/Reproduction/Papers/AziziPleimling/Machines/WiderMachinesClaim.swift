import Foundation
import Judgement
import Reporting
import SpinSystems
import Statistics

/// W1: without conservation a machine with enough hidden units gives the thermodynamics of the training set, as
/// G. Torlai and R. G. Melko (Phys. Rev. B 94, 165134, 2016), the paper's reference 9, report for L = 8.
///
/// The setting of Fig. 8 at L = 8, with 4 to 256 hidden units. Five distances from what is exact: of ⟨H⟩/N, ⟨|M|⟩,
/// Var(H)/(N T²), C(r), and KL(samples ‖ exact) of P(H). Each is good if its interval over seeds lies within what is
/// of no consequence anywhere in this program. For the machines with the most hidden units energy, |M| and specific
/// heat decide, which are the quantities of the reference; what stands beside them says where machines are good.
struct WiderMachinesClaim: MachineClaim {
  let identifier = "W1"
  let summary =
    "With ΣS free enough hidden units give energy, |M| and specific heat (reference 9; L = 8)."
  let change =
    "Energy, |M| or specific heat of the widest machines further off than is of no consequence. "
    + "More hidden units or longer training move them, more training seeds narrow their intervals."
  let statement =
    "Machines of enough hidden units give energy, |M| and specific heat of the free ensemble"
  let place = "reference 9 (Torlai and Melko, 2016)"

  func settings(_ grid: MachineGrid) -> [MachineSetting] { grid.wider }

  func findings(_ series: [MachineSeries]) -> [ClaimFinding] {
    let widest = series.map(\.setting.hiddenCount).max() ?? 0
    let all = series.map { machines in
      Quantity.allCases.map { finding(on: $0, machines, widest: widest) }
    }
    return all.flatMap(\.self) + [overview(Array(zip(series, all)))]
  }

  private func finding(
    on quantity: Quantity, _ machines: MachineSeries, widest: Int
  ) -> ClaimFinding {
    let hidden = machines.setting.hiddenCount
    return ClaimFinding(
      "\(quantity.rawValue)-\(machines.slug)-m\(hidden)",
      "\(machines.temperatureText), m = \(hidden): \(quantity.name)",
      quantity.deviation(machines), named: quantity.effect, unit: quantity.unit,
      confirmedIf: .within(quantity.tolerance, "within ± \(quantity.tolerance)"),
      isDecisive: hidden == widest && quantity.isOfReference)
  }

  /// Where machines are good in everything.
  private func overview(
    _ found: [(machines: MachineSeries, findings: [ClaimFinding])]
  ) -> ClaimFinding {
    let good = found.filter { $0.findings.allSatisfy(\.verdict.isGood) }.map(\.machines)
    let names = good.map { "\($0.temperatureText), m = \($0.setting.hiddenCount)" }
    return ClaimFinding(
      "good", "Where machines are good in all five",
      measure: .init("settings", Double(good.count), interval: nil, unit: "of \(found.count)"),
      shown: "all five within what is of no consequence",
      detail: names.isEmpty ? "Nowhere." : "\(names.joined(separator: "; ")).")
  }

  func illustrations(_ series: [MachineSeries]) -> [Illustration] {
    Quantity.allCases.map { quantity in
      .chart(
        SeriesChart(
          title: "Machines at ΣS free, L = 8: \(quantity.name)",
          panels: [
            SeriesChart.Panel(
              xLabel: "log₂ of the number of hidden units", yLabel: quantity.effect,
              series: points(of: quantity, series) + [exact(series)])
          ]))
    }
  }

  private func width(_ machines: MachineSeries) -> Double {
    log2(Double(machines.setting.hiddenCount))
  }

  private func points(
    of quantity: Quantity, _ series: [MachineSeries]
  ) -> [SeriesChart.Series] {
    let temperatures = Set(series.map(\.ensemble.temperature)).sorted()
    return temperatures.enumerated().map { hue, temperature in
      // Side by side, so that temperatures can be told apart.
      let shift = 0.08 * (Double(hue) - Double(temperatures.count - 1) / 2)
      return .init(
        "RBM, T = \(temperatureName(temperature))", style: .points, hue: hue,
        points: series.filter { $0.ensemble.temperature == temperature }.map {
          MachineChart.point(width($0) + shift, quantity.deviation($0))
        })
    }
  }

  private func exact(_ series: [MachineSeries]) -> SeriesChart.Series {
    .init(
      "exact", style: .dashedLine, hue: 5,
      points: Set(series.map(width)).sorted().map { .init($0, 0) })
  }
}

/// What is compared with the exact answer.
private enum Quantity: String, CaseIterable {
  case energy
  case magnetization
  case specificHeat = "specific-heat"
  case correlation
  case divergence

  var name: String {
    switch self {
    case .energy: "energy"
    case .magnetization: "⟨|M|⟩"
    case .specificHeat: "specific heat"
    case .correlation: "C(r)"
    case .divergence: "P(H)"
    }
  }

  /// What the number is called.
  var effect: String {
    switch self {
    case .energy: "⟨H⟩/N, RBM - exact"
    case .magnetization: "⟨|M|⟩, RBM - exact"
    case .specificHeat: "Var(H)/(N T²), RBM - exact"
    case .correlation: "largest |ΔC(r)|, r ≥ 2"
    case .divergence: "KL(RBM ‖ exact) of P(H)"
    }
  }

  var unit: String {
    switch self {
    case .energy: "J per site"
    case .specificHeat: "k_B per site"
    case .divergence: "nats"
    case .magnetization, .correlation: ""
    }
  }

  /// The largest distance that is of no consequence.
  var tolerance: Double {
    let all = Tolerances.standard
    return switch self {
    case .energy: all.energyDensity
    case .magnetization: all.correlation
    case .specificHeat: all.specificHeat
    case .correlation: all.correlation
    case .divergence: all.kullbackLeibler
    }
  }

  /// Whether the reference shows it.
  var isOfReference: Bool {
    switch self {
    case .energy, .magnetization, .specificHeat: true
    case .correlation, .divergence: false
    }
  }

  func deviation(_ machines: MachineSeries) -> SeedMean {
    let samples = machines.samples()
    return switch self {
    case .energy: machines.energyDeviation(samples)
    case .magnetization: machines.absoluteMagnetizationDeviation(samples)
    case .specificHeat: machines.specificHeatDeviation(samples)
    case .correlation: machines.largestDeviation(samples)
    case .divergence: machines.energyDistances(samples)[.kullbackLeibler]!
    }
  }
}
