import FiniteSizeScaling
import Foundation
import SpinSystems
import Statistics

/// Whether the leading principal component collapses, which the paper denies.
///
/// ⟨|p₁|⟩/L is a root mean square of long waves, an order parameter, and should scale as L^X with
/// X = -β/ν = -1/8. As it stands, with X = 0, it cannot collapse; with X free it may.
struct ComponentCollapse {
  /// χ²/dof with X = 0, T_c and ν free and no correction to scaling; nil where the fit gives no number.
  let plainChiSquare: Double?
  /// With X free too, and corrections as the points ask for them.
  let average: AveragedCollapse?

  private static let halfWidth = 5.0

  init?(_ series: SingleSizeSeries) {
    guard series.sizes.count >= 2 else { return nil }
    do {
      let critical = Ensemble.criticalTemperature
      let table = try ScalingTable(
        series.sizes.flatMap { size in
          series.denseCurve(size: size, about: .critical, \.component).map {
            ScalingPoint(
              size: Double(size), control: $0.temperature, value: $0.mean.mean,
              error: $0.mean.standardError)
          }
        }
      ).restricted(to: ScalingWindow(center: critical, halfWidth: Self.halfWidth))
      func average(
        _ scalingDimension: Double?, _ question: AveragedCollapse.Question
      ) -> AveragedCollapse? {
        try? AveragedCollapse(
          of: [ScalingObservable(data: ScalingData(table), scalingDimension: scalingDimension)],
          question)
      }
      plainChiSquare = average(0, .init(correction: .none))?.heaviest.reducedChiSquare
      self.average = average(nil, .init())
    } catch {
      return nil
    }
  }

  var finding: ClaimFinding {
    let plain = plainChiSquare.map { "χ²/dof = \(brief($0))" } ?? "the fit gives no number"
    let scaled =
      average.map { average in
        "\(average.words), X = \(average.words(.scalingDimension, digits: 3)) (-1/8 for the magnetization)"
      } ?? "the fit gives no number"
    return ClaimFinding(
      "paper-principal-component", "The leading principal component, ⟨|p₁|⟩/L",
      measure: plainChiSquare.map { .init("χ²/dof without L^X", $0, interval: nil, unit: "") },
      shown: "the paper: no collapse",
      detail: "As it stands, without corrections: \(plain). Scaled by L^X with X free: \(scaled).")
  }
}
