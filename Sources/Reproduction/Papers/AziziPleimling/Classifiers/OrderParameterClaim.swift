import BatchRuns
import Judgement
import Reporting
import SpinSystems
import Statistics

/// F3a: the mean output "displays the generic behavior of the order parameter", close to 1 at low and close
/// to 0 at high temperatures (inset of Fig. 3).
///
/// Far from T_c means by more than a fifth: T ≤ 1.8 and T ≥ 2.8. Close means within 0.1, as the misclassified
/// are rare in the figure. Of each side the temperature where the output is worst decides, for each size.
struct OrderParameterClaim: ClassifierClaim {
  let identifier = "F3a"
  let summary =
    "The mean CNN output is near 1 for T << T_c and near 0 for T >> T_c (Fig. 3, inset)."
  let change =
    "An output below 0.9 at T ≤ 1.8, or above 0.1 at T ≥ 2.8, of any size. The labels tell the "
    + "network on which side of T_c each temperature is, so that this is a weak demand."
  let statement = "The mean output of the network behaves as an order parameter"
  let reference = "1 below and 0 above the critical temperature"

  private static let farBelow = 1.8
  private static let farAbove = 2.8
  private static let closeness = 0.1

  func units(_ plan: ReproductionPlan) -> [any UnitOfWork] {
    ClassifierGrid(plan).studies(of: .paper)
  }

  func findings(_ results: ClassifierResults) throws -> [ClaimFinding] {
    let closeness = brief(Self.closeness)
    return results.paper.sizes.flatMap { size in
      let curve = results.paper.testCurve(size: size, \.output)
      let below = curve.filter { $0.temperature <= Self.farBelow }
        .min { $0.mean.mean < $1.mean.mean }!
      let above = curve.filter { $0.temperature >= Self.farAbove }
        .max { $0.mean.mean < $1.mean.mean }!
      return [
        ClaimFinding(
          "output-below-L\(size)", "L = \(size), T ≤ \(Self.farBelow)", below.mean,
          named: "smallest mean output",
          confirmedIf: .above(1 - Self.closeness, "above 1 - \(closeness)"),
          detail: "The smallest is at T = \(below.temperature)."),
        ClaimFinding(
          "output-above-L\(size)", "L = \(size), T ≥ \(Self.farAbove)", above.mean,
          named: "largest mean output",
          confirmedIf: .below(Self.closeness, "below \(closeness)"),
          detail: "The largest is at T = \(above.temperature)."),
      ]
    }
  }

  func notes(_ results: ClassifierResults) -> [String] {
    [
      "The network is trained to answer 1 below and 0 above T_c, so this is what training asks of it.",
      "Outputs are those of the test set, a fifth of the configurations, which no training has seen.",
    ]
  }

  func illustrations(_ results: ClassifierResults) -> [Illustration] {
    let series = results.paper.sizes.enumerated().map { hue, size in
      ClassifierChart.series(
        "L = \(size)", hue: hue, results.paper.testCurve(size: size, \.output))
    }
    let panel = SeriesChart.Panel(
      xLabel: ClassifierChart.temperatureLabel, yLabel: ClassifierChart.outputLabel,
      series: series, marks: [ClassifierChart.criticalMark])
    return [
      .chart(SeriesChart(title: "Mean output, after the inset of Fig. 3", panels: [panel]))
    ]
  }
}
