import Reporting
import SpinSystems
import Statistics

/// The curves of F3d at one ΣS: against temperature, against (T - T_c) L with nothing fitted, and controls.
struct OtherMethodsCharts {
  let series: SupportVectorSeries
  let networks: SingleSizeSeries

  private static let scaledLabel = "(T - T_c) L"

  var charts: [SeriesChart] {
    let title = series.magnetization.title
    return [
      SeriesChart(
        title: "Against temperature, \(title)",
        panels: Learner.allCases.map { learner in
          SeriesChart.Panel(
            title: learner.title, xLabel: ClassifierChart.temperatureLabel,
            yLabel: learner.label,
            series: series.sizes.enumerated().map { hue, size in
              ClassifierChart.series(
                "L = \(size)", hue: hue, series.testCurve(size: size, learner.value))
            }, marks: [ClassifierChart.criticalMark])
        }),
      SeriesChart(
        title: "ν = 1, nothing fitted, \(title)",
        panels: [networkPanel].compactMap(\.self) + Learner.allCases.compactMap(panel)),
      SeriesChart(
        title: "Collapses that know nothing of T_c, \(title)",
        panels: [
          MachineKind(kernel: .quadratic, labels: .low),
          MachineKind(kernel: .quadratic, labels: .high),
          MachineKind(features: .energy, kernel: .linear),
          MachineKind(features: .energy, kernel: .linear, labels: .high),
        ].compactMap(controlPanel)),
    ]
  }

  private var networkPanel: SeriesChart.Panel? {
    LearnerCurves(networks).map {
      SeriesChart.Panel(
        title: "network", xLabel: Self.scaledLabel, yLabel: "ln p/(1 - p)",
        series: scaled($0, sizes: networks.sizes))
    }
  }

  private func panel(_ learner: Learner) -> SeriesChart.Panel? {
    LearnerCurves(series, about: .critical, learner.value).map {
      SeriesChart.Panel(
        title: learner.title, xLabel: Self.scaledLabel, yLabel: learner.label,
        series: scaled($0, sizes: series.sizes))
    }
  }

  private func controlPanel(_ kind: MachineKind) -> SeriesChart.Panel? {
    let labelling = kind.labels.labelling
    let name = kind.features == .spins ? "\(kind.kernel.rawValue) kernel" : "energy alone"
    return LearnerCurves(series, about: labelling) { $0.decisions[kind.name]! }.map {
      SeriesChart.Panel(
        title: "\(name), labels at \(temperatureName(labelling.temperature))",
        xLabel: "(T - label) L", yLabel: "⟨d⟩", series: scaled($0, sizes: series.sizes))
    }
  }

  private func scaled(_ curves: LearnerCurves, sizes: [Int]) -> [SeriesChart.Series] {
    sizes.enumerated().map { hue, size in
      ClassifierChart.series("L = \(size)", hue: hue, curves.curve(size: size)) {
        ($0 - curves.label) * Double(size)
      }
    }
  }
}
