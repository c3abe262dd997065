import FiniteSizeScaling
import Statistics

/// A quantity that was learnt from configurations, against temperature, about a label: a table for each
/// training run that all sizes have.
struct LearnerCurves: Sendable {
  let tables: [ScalingTable]
  /// Where labels change, or T_c where there are none.
  let label: Double

  /// The log-odds of the networks' mean outputs, as F3c has them.
  ///
  /// - Returns: nil where two sizes do not share a repetition.
  init?(_ series: SingleSizeSeries) {
    let labelling = series.variant.labelling
    guard series.sizes.count >= 2, let logits = OutputLogits(series, about: labelling, \.output)
    else { return nil }
    tables = logits.tables
    label = labelling.temperature
  }

  /// What `value` takes from each point about a label: a decision function, the principal component.
  ///
  /// - Returns: nil where two sizes do not share a repetition, or were not read about the label.
  init?(
    _ series: SupportVectorSeries, about labelling: Labelling,
    _ value: (SupportVectorMeasurements.Point) -> Estimate
  ) {
    let isRead = series.measurements.values.joined().allSatisfy {
      $0.densePoints[labelling.rawValue] != nil
    }
    guard series.sizes.count >= 2, isRead else { return nil }
    let tables = (0..<series.replicateCount).map { replicate in
      series.sizes.flatMap { size in
        series.measurements[size]![replicate].densePoints[labelling.rawValue]!.map { point in
          let estimate = value(point)
          return ScalingPoint(
            size: Double(size), control: point.temperature, value: estimate.value,
            error: estimate.standardError)
        }
      }
    }
    guard !tables.isEmpty, let checked = try? tables.map({ try ScalingTable($0) }) else {
      return nil
    }
    self.tables = checked
    label = labelling.temperature
  }

  /// Means over training runs at a size, with the scatter between them.
  func curve(size: Int) -> [(temperature: Double, mean: SeedMean)] {
    let runs = tables.map { table in table.points.filter { $0.size == Double(size) } }
    return runs[0].indices.map { index in
      (
        runs[0][index].control,
        SeedMean(
          runs.map { Estimate(value: $0[index].value, standardError: $0[index].error) })
      )
    }
  }
}
