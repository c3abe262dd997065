import FiniteSizeScaling
import Foundation
import Statistics

/// Mean outputs of all sizes about a label as ln p/(1 - p): a table for each training run, and their mean.
///
/// A function of (T - T_c) L^(1/ν) has a logarithm of its odds that is one too. That is nearly a straight
/// line where the output itself is a step, so that a polynomial follows it, and so does the straight line
/// between neighbours that S takes a curve for. Temperatures where the output is nearly 0 or 1 are left out:
/// their odds are known badly, and the same for all training runs.
struct OutputLogits: Sendable {
  /// One for each training run that all sizes have.
  let tables: [ScalingTable]
  /// Means over training runs, with errors from the scatter between them.
  let mean: ScalingTable

  /// Outputs nearer than this to 0 or 1 are left out.
  private static let margin = 0.02

  /// - Returns: nil where no two sizes have points.
  init?(
    _ series: SingleSizeSeries, about labelling: Labelling,
    _ value: (SingleSizeMeasurements.Point) -> Estimate
  ) {
    var rows = [[ScalingPoint]](repeating: [], count: series.replicateCount)
    var means: [ScalingPoint] = []
    for size in series.sizes {
      let curves = series.measurements[size]!.prefix(series.replicateCount).map {
        series.densePoints($0, about: labelling)
      }
      for index in curves[0].indices {
        let points = curves.map { $0[index] }
        let outputs = points.map { value($0).value }
        let output = outputs.reduce(0, +) / Double(outputs.count)
        guard output > Self.margin, output < 1 - Self.margin else { continue }
        let logits = points.map { Self.logit(value($0), count: $0.count) }
        for (run, logit) in logits.enumerated() {
          rows[run].append(
            ScalingPoint(
              size: Double(size), control: points[run].temperature, value: logit.value,
              error: logit.standardError))
        }
        let mean = SeedMean(logits)
        means.append(
          ScalingPoint(
            size: Double(size), control: points[0].temperature, value: mean.mean,
            error: mean.standardError))
      }
    }
    guard let mean = try? ScalingTable(means),
      let tables = try? rows.map({ try ScalingTable($0) })
    else { return nil }
    self.tables = tables
    self.mean = mean
  }

  /// ln p/(1 - p) with its error; a mean over n configurations is no nearer to 0 or 1 than 1/2n.
  private static func logit(_ output: Estimate, count: Int) -> Estimate {
    let least = 0.5 / Double(count)
    let p = min(max(output.value, least), 1 - least)
    return Estimate(
      value: log(p / (1 - p)), standardError: max(output.standardError, least) / (p * (1 - p)))
  }
}
