import FiniteSizeScaling
import SpinSystems
import Statistics

/// The collapse of the mean outputs of networks that were trained at one size each, T_c and ν free.
///
/// What collapses are the logarithms of the odds (`OutputLogits`), in a window |T - c| L ≤ 5 that is centred on
/// the mean crossing of ½ and does not move. Errors come from the configurations, from the training runs, and
/// from what the analysis might have chosen otherwise: window, smallest size, degree and corrections to scaling
/// (`AveragedCollapse`).
struct SingleSizeCollapse: Sendable {
  let average: AveragedCollapse
  /// S at the best T_c and ν, about f and without the correction of the heaviest model, with errors from
  /// configurations and training runs.
  let quality: Double
  /// The table of means over training runs, with errors from the scatter between these.
  private let meanTable: ScalingTable

  private static let halfWidth = 5.0

  /// - Returns: nil where two sizes do not share a repetition, no curve crosses ½, or the fit gives no
  ///   number.
  init?(
    _ series: SingleSizeSeries, about labelling: Labelling, seed: UInt64,
    _ value: (SingleSizeMeasurements.Point) -> Estimate
  ) {
    do {
      let crossings = try series.sizes.flatMap {
        try series.crossings(size: $0, about: labelling, value, seed: seed)
      }
      guard series.sizes.count >= 2, !crossings.isEmpty,
        let logits = OutputLogits(series, about: labelling, value)
      else { return nil }
      let center = crossings.reduce(0) { $0 + $1.value } / Double(crossings.count)
      let window = ScalingWindow(center: center, halfWidth: Self.halfWidth)
      let tables = try logits.tables.map { try $0.restricted(to: window) }
      average = try AveragedCollapse(
        of: [
          ScalingObservable(
            data: ScalingData(seeds: tables, configurations: .independent), scalingDimension: 0)
        ], .init())
      meanTable = try logits.mean.restricted(to: window)
      guard let quality = average.quality()?.value else { return nil }
      self.quality = quality
    } catch {
      return nil
    }
  }

  var criticalTemperature: AveragedEstimate { average.estimates[.criticalPoint]! }
  var nu: AveragedEstimate { average.estimates[.nu]! }

  /// S with T_c and ν as they are for the Ising model.
  var qualityOfIsing: Double {
    CollapseQuality(
      of: meanTable,
      at: CriticalParameters(criticalPoint: Ensemble.criticalTemperature, nu: 1)
    ).value
  }
}
