import FiniteSizeScaling
import Randomness
import SpinSystems
import Statistics

/// The collapse of the mean outputs of networks that were trained at one size each, T_c and ν free.
///
/// What collapses are the logarithms of the odds (`OutputLogits`), by a polynomial of degree 5, in a window
/// |T - c| L ≤ 5 that is centred on the mean crossing of ½ and does not move. Errors come from the
/// configurations, from the training runs, and from the choices of window and smallest size
/// (`CollapseAnalysis`).
struct SingleSizeCollapse: Sendable {
  let analysis: CollapseAnalysis<PolynomialScaling>
  /// S at the best T_c and ν, with errors of the means from the scatter between training runs.
  let quality: Double
  /// The table of means over training runs, with those errors.
  private let meanTable: ScalingTable

  private static let halfWidth = 5.0
  private static let degree = 5

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
      var generator = RandomStreams(seed: seed).stream("classifier collapse")
      analysis = try CollapseAnalysis(
        of: ScalingData(seeds: logits.tables, configurations: .independent),
        by: PolynomialScaling(degree: Self.degree), in: window, holding: HeldParameters(),
        from: CriticalParameters(criticalPoint: center, nu: 1), using: &generator)
      meanTable = try logits.mean.restricted(to: window)
      quality = CollapseQuality(of: meanTable, at: analysis.fit.parameters).value
    } catch {
      return nil
    }
  }

  var criticalTemperature: CriticalEstimate { analysis.estimates[.criticalPoint]! }
  var nu: CriticalEstimate { analysis.estimates[.nu]! }

  /// S with T_c and ν as they are for the Ising model.
  var qualityOfIsing: Double {
    CollapseQuality(
      of: meanTable,
      at: CriticalParameters(criticalPoint: Ensemble.criticalTemperature, nu: 1)
    ).value
  }
}
