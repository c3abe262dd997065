import BatchRuns
import Judgement
import Reporting
import SpinSystems
import Statistics

/// F3b: "For the different system sizes, this quantity takes on the value 0.5 in the temperature interval
/// [2.25, 2.27]" (Fig. 3).
///
/// For each size the 95 % interval of the mean crossing over training runs must lie in that interval.
///
/// Beside it stands where the crossing comes from: networks whose labels change at a false temperature, and
/// logistic regressions on the energy, which know nothing of a transition. If theirs cross within 0.05 of
/// their labels, the crossing tells where the labels change, and not where the transition is.
struct CrossingClaim: ClassifierClaim {
  let identifier = "F3b"
  let summary = "The output reaches 0.5 for T in [2.25, 2.27], whatever L (Fig. 3)."
  let change =
    "A crossing whose whole interval lies outside of 2.25 to 2.27 refutes it; where an interval "
    + "is both, more training runs narrow it. Between the last temperature that is labelled as "
    + "ordered and the first that is not, nothing in the labels says where the step is."
  let statement = "The mean output reaches 0.5 between T = 2.25 and 2.27 for every size"
  let reference = "the temperature at which labels change"

  private static let claimed = 2.25...2.27
  private static let nearness = 0.05

  func units(_ plan: ReproductionPlan) -> [any UnitOfWork] {
    let grid = ClassifierGrid(plan)
    return grid.studies(of: .paper) + grid.controls.filter { $0.variant.labelling != .critical }
  }

  func findings(_ results: ClassifierResults) throws -> [ClaimFinding] {
    let seed = results.grid.plan.seed
    let paper = results.paper
    var findings = try paper.sizes.compactMap { size in
      let crossings = try paper.crossings(size: size, about: .critical, \.output, seed: seed)
      return Self.finding(
        "crossing-L\(size)", "L = \(size)", crossings, isDecisive: true,
        .inside(
          Self.claimed, "between \(Self.claimed.lowerBound) and \(Self.claimed.upperBound)"))
    }
    for variant in [SingleSizeStudy.Variant.lowLabel, .highLabel] {
      guard let series = results.controls[variant] else { continue }
      let labelling = variant.labelling
      findings += try series.sizes.compactMap { size in
        Self.finding(
          "crossing-\(variant.rawValue)-L\(size)",
          "L = \(size), labels that change at \(labelling.temperature)",
          try series.crossings(size: size, about: labelling, \.output, seed: seed),
          isDecisive: false, Self.criterion(labelling))
      }
    }
    for labelling in Labelling.allCases {
      findings += try paper.sizes.compactMap { size in
        Self.finding(
          "crossing-energy-\(labelling.rawValue)-L\(size)",
          "L = \(size), energy alone, labels that change at "
            + temperatureName(labelling.temperature),
          try paper.crossings(
            size: size, about: labelling, { $0.thermometers[labelling.rawValue]! }, seed: seed),
          isDecisive: false, Self.criterion(labelling))
      }
    }
    return findings
  }

  private static func criterion(_ labelling: Labelling) -> Criterion<ClosedRange<Double>> {
    .inside(
      labelling.temperature - nearness...labelling.temperature + nearness,
      "follows its labels: within \(nearness) of where they change")
  }

  private static func finding(
    _ check: String, _ title: String, _ crossings: [Estimate], isDecisive: Bool,
    _ criterion: Criterion<ClosedRange<Double>>
  ) -> ClaimFinding? {
    guard !crossings.isEmpty else { return nil }
    var finding = ClaimFinding(
      check, title, SeedMean(crossings),
      named: "T where the mean output is 0.5", confirmedIf: criterion, isDecisive: isDecisive)
    finding.detail = "By training run: \(decimal(crossings.map(\.value), 4))."
    return finding
  }

  func notes(_ results: ClassifierResults) -> [String] {
    [
      "A crossing near T_c is put in by hand: labels change there. With labels that change elsewhere the "
        + "crossing goes elsewhere, as the controls show.",
      "Between T = 2.2, the last temperature labelled as ordered, and 2.3, the first labelled as "
        + "disordered, nothing in the labels says where the step is.",
    ]
  }

  func illustrations(_ results: ClassifierResults) -> [Illustration] {
    var panels = [Self.panel("Labels at T_c", results.paper, about: .critical)]
    for variant in [SingleSizeStudy.Variant.lowLabel, .highLabel] {
      guard let series = results.controls[variant], !series.sizes.isEmpty else { continue }
      panels.append(
        Self.panel(
          "Labels at \(variant.labelling.temperature)", series, about: variant.labelling))
    }
    return [.chart(SeriesChart(title: "Where the mean output is 0.5", panels: panels))]
  }

  private static func panel(
    _ title: String, _ series: SingleSizeSeries, about labelling: Labelling
  ) -> SeriesChart.Panel {
    SeriesChart.Panel(
      title: title, xLabel: ClassifierChart.temperatureLabel,
      yLabel: ClassifierChart.outputLabel,
      series: series.sizes.enumerated().map { hue, size in
        ClassifierChart.series(
          "L = \(size)", hue: hue, series.denseCurve(size: size, about: labelling, \.output))
      },
      marks: [
        .init(.y, at: 0.5, label: "0.5"),
        .init(.x, at: labelling.temperature, label: "labels change"),
      ])
  }
}
