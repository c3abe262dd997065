import FiniteSizeScaling
import Foundation
import Reporting
import SpinSystems
import Statistics

extension CollapseClaim {
  func illustrations(_ analysis: Analysis) throws -> [Illustration] {
    let results = analysis.results
    var charts: [SeriesChart] = []
    let paper = results.paper
    if !paper.sizes.isEmpty {
      charts.append(
        SeriesChart(
          title: "Mean output, after Fig. 3",
          panels: [
            paperPanel(paper),
            SeriesChart.Panel(
              title: "Inset", xLabel: ClassifierChart.temperatureLabel,
              yLabel: ClassifierChart.outputLabel,
              series: paper.sizes.enumerated().map { hue, size in
                ClassifierChart.series(
                  "L = \(size)", hue: hue, paper.testCurve(size: size, \.output))
              }, marks: [ClassifierChart.criticalMark]),
          ]))
      charts += controlChart(results)
    }
    charts += try [analysis.ising, analysis.potts].compactMap { try $0.map(lowPassChart) }
    return charts.map { .chart($0) }
  }

  /// The paper's main panel: T_c and ν as they are, nothing fitted.
  private func paperPanel(_ series: SingleSizeSeries) -> SeriesChart.Panel {
    SeriesChart.Panel(
      title: "ν = 1", xLabel: "(T - T_c) L", yLabel: ClassifierChart.outputLabel,
      series: scaled(series, about: .critical, \.output))
  }

  private func scaled(
    _ series: SingleSizeSeries, about labelling: Labelling,
    _ value: (SingleSizeMeasurements.Point) -> Estimate
  ) -> [SeriesChart.Series] {
    series.sizes.enumerated().map { hue, size in
      ClassifierChart.series(
        "L = \(size)", hue: hue, series.denseCurve(size: size, about: labelling, value)
      ) { ($0 - labelling.temperature) * Double(size) }
    }
  }

  /// What collapses without knowing of a transition.
  private func controlChart(_ results: ClassifierResults) -> [SeriesChart] {
    var panels: [SeriesChart.Panel] = []
    for variant in [SingleSizeStudy.Variant.lowLabel, .highLabel] {
      guard let series = results.controls[variant], !series.sizes.isEmpty else { continue }
      panels.append(
        SeriesChart.Panel(
          title: "Networks with labels at \(variant.labelling.temperature)",
          xLabel: "(T - label) L", yLabel: ClassifierChart.outputLabel,
          series: scaled(series, about: variant.labelling, \.output)))
    }
    for labelling in [Labelling.critical, .high] {
      panels.append(
        SeriesChart.Panel(
          title: "Energy alone, labels at \(temperatureName(labelling.temperature))",
          xLabel: "(T - label) L", yLabel: ClassifierChart.outputLabel,
          series: scaled(results.paper, about: labelling) {
            $0.thermometers[labelling.rawValue]!
          }))
    }
    return [SeriesChart(title: "Collapses that know nothing of T_c", panels: panels)]
  }

  /// Mean logits of the first repetition, as they are and with the T_c and ν of all.
  private func lowPassChart(_ findings: LowPassFindings) throws -> SeriesChart {
    let model = findings.model
    let curves = try findings.measurements[0].logits(.firstPassLabel).curves
    func series(_ x: (ScalingPoint) -> Double) -> [SeriesChart.Series] {
      curves.enumerated().map { hue, curve in
        SeriesChart.Series(
          "L = \(Int(curve[0].size))", style: .points, hue: hue,
          points: curve.map {
            .init(
              x($0), $0.value,
              interval: Estimate(value: $0.value, standardError: $0.error).interval)
          })
      }
    }
    var panels = [
      SeriesChart.Panel(
        title: "As measured", xLabel: ClassifierChart.temperatureLabel, yLabel: "mean logit",
        series: series(\.control),
        marks: [.init(.x, at: model.truth.criticalTemperature, label: "T_c")])
    ]
    if let parameters = findings.reading.analysis.average?.parameters {
      panels.append(
        SeriesChart.Panel(
          title: "T_c = \(decimal(parameters.criticalPoint, 4)), ν = \(decimal(parameters.nu, 3))",
          xLabel: "(T - T_c) L^(1/ν)", yLabel: "mean logit",
          series: series { parameters.scaledControl(of: $0) }))
    }
    return SeriesChart(title: "Honest protocol, \(model.title)", panels: panels)
  }
}
