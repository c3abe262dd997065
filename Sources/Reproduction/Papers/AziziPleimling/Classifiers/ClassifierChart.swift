import Reporting
import SpinSystems
import Statistics

/// Parts that the charts of Fig. 3 share.
enum ClassifierChart {
  static let temperatureLabel = "temperature T"
  static let outputLabel = "mean output"

  static var criticalMark: SeriesChart.Mark {
    .init(.x, at: Ensemble.criticalTemperature, label: "T_c")
  }

  /// A curve with the intervals of its means.
  static func series(
    _ name: String, hue: Int, style: SeriesChart.Style = .points,
    _ curve: [(temperature: Double, mean: SeedMean)], x: (Double) -> Double = { $0 }
  ) -> SeriesChart.Series {
    SeriesChart.Series(
      name, style: style, hue: hue,
      points: curve.map { point in
        let interval = point.mean.interval
        return .init(
          x(point.temperature), point.mean.mean,
          interval: interval.lowerBound.isFinite ? interval : nil)
      })
  }
}
