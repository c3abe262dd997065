import BatchRuns
import Judgement
import FiniteSizeScaling
import SpinSystems
import Statistics

/// F3c: the mean output "is a function of (T - T_c) L^(1/ν) with the Ising exponent ν = 1" (Fig. 3).
///
/// Two sentences decide. With T_c and ν both free, the paper's protocol must give a ν within 5 % of 1. And
/// with T_c and ν as they are, the curves of all sizes must be one within their errors: S of Houdayer and
/// Hartmann (2004) below 2, with errors from the scatter between training runs.
///
/// What stands beside them is needed to know what such a collapse is worth. Networks with labels at false
/// temperatures, and logistic regressions on the energy, know nothing of T_c. They tell temperatures, with a
/// resolution T/√(N c), c the specific heat of a site: a width ∝ L^(-d/2) = 1/L about any label, and
/// 1/(L √ln L) about T_c in the Ising model, which a fit takes for a ν of 0.8 to 0.9 at these sizes. (Where c
/// diverges as L^(α/ν), hyperscaling makes that width L^(-1/ν); in the two-dimensional Ising model both are
/// 1/L but for the logarithm, so that a collapse about T_c does not tell them apart.) The low-pass protocol
/// (`LowPassStudy`) leaves the network no way to be a thermometer; what T_c and ν it finds, and what its
/// controls do, says whether a network can measure them. The Potts model with three colours, ν = 5/6, says
/// whether it is ν that is measured.
struct CollapseClaim: ClassifierClaim {
  let identifier = "F3c"
  let summary = "The output is a function of (T - T_c) L^(1/ν) with ν = 1 (Fig. 3)."
  let change =
    "ν within 0.05 of 1 by an average over models with corrections to scaling and without, and S "
    + "below 2 at T_c and ν = 1. Larger sizes, or training runs that scatter less, may give that; "
    + "labels that change elsewhere, or in random order, stand beside it as controls."
  let statement = "The mean output is a function of (T - T_c) L^(1/ν) with ν = 1"
  let reference = "T_c and ν of the Ising model"

  private static let nuTolerance = 0.05
  private static let qualityLimit = 2.0

  func units(_ plan: ReproductionPlan) -> [any UnitOfWork] {
    let grid = ClassifierGrid(plan)
    return grid.lowPassStudies(ConservedIsing()) + grid.lowPassStudies(ThreeStatePotts())
      + grid.studies(of: .paper) + grid.controls
  }

  func configurationCount(_ results: ClassifierResults) -> Int {
    ([results.paper] + results.controls.values).reduce(0) { $0 + $1.configurationCount }
      + (results.lowPass + results.potts).reduce(0) { sum, measured in
        sum + (measured.coarsePoints + measured.points).reduce(0) { $0 + $1.count }
      }
  }

  /// What was measured, and what the low-pass protocol makes of it.
  struct Analysis {
    let results: ClassifierResults
    let ising: LowPassFindings?
    let potts: LowPassFindings?
  }

  func analysis(of results: ClassifierResults) -> Analysis {
    Analysis(
      results: results,
      ising: LowPassFindings(results.lowPass, on: ConservedIsing(), slug: "honest"),
      potts: LowPassFindings(results.potts, on: ThreeStatePotts(), slug: "potts"))
  }

  func findings(_ analysis: Analysis) throws -> [ClaimFinding] {
    var findings = paperFindings(analysis.results)
    if let ising = analysis.ising {
      findings += ising.gates + ising.labelShifts + ising.controls
    }
    if let potts = analysis.potts {
      findings += potts.gates + [potts.distinction].compactMap(\.self) + potts.labelShifts
    }
    return findings
  }

  // MARK: The paper's protocol

  private func paperFindings(_ results: ClassifierResults) -> [ClaimFinding] {
    let seed = results.grid.plan.seed
    var findings: [ClaimFinding] = []
    findings += decisive(
      SingleSizeCollapse(results.paper, about: .critical, seed: seed, \.output))
    for variant in [SingleSizeStudy.Variant.fullyConnected, .lowLabel, .highLabel] {
      guard let series = results.controls[variant], !series.sizes.isEmpty else { continue }
      findings.append(
        control(
          "paper-\(variant.rawValue)", "A network for each size: \(Self.title(variant))",
          SingleSizeCollapse(series, about: variant.labelling, seed: seed, \.output),
          label: variant.labelling))
    }
    if let accuracy = permutedAccuracy(results) { findings.append(accuracy) }
    for labelling in Labelling.allCases where !results.paper.sizes.isEmpty {
      findings.append(
        control(
          "paper-energy-\(labelling.rawValue)",
          "Energy alone, a regression for each size: labels that change at "
            + temperatureName(labelling.temperature),
          SingleSizeCollapse(results.paper, about: labelling, seed: seed) {
            $0.thermometers[labelling.rawValue]!
          }, label: labelling))
    }
    if let component = ComponentCollapse(results.paper) { findings.append(component.finding) }
    return findings
  }

  /// What decides about the claim.
  private func decisive(_ collapse: SingleSizeCollapse?) -> [ClaimFinding] {
    let nuCriterion = Criterion.inside(
      1 - Self.nuTolerance...1 + Self.nuTolerance, "within \(brief(Self.nuTolerance)) of 1")
    let title = "A network for each size: ν from a fit with T_c and ν free"
    guard let collapse else {
      return [
        ClaimFinding(
          "paper-nu", title, measure: nil,
          observed: nil, confirmedIf: nuCriterion,
          detail: "The fit gives no number, or sizes are missing.")
      ]
    }
    let (nu, temperature) = (collapse.nu, collapse.criticalTemperature)
    return [
      ClaimFinding(
        "paper-nu", title,
        measure: .init("ν", nu.value, interval: nu.interval, unit: ""),
        observed: collapse.average.testableInterval(.nu), confirmedIf: nuCriterion,
        detail: Self.text(collapse)),
      ClaimFinding(
        "paper-quality", "A network for each size: S at T_c and ν = 1",
        measure: .init("S", collapse.qualityOfIsing, interval: nil, unit: ""),
        observed: collapse.qualityOfIsing,
        confirmedIf: .lessThan(Self.qualityLimit, "below \(brief(Self.qualityLimit))"),
        detail: "At the best T_c and ν, without the correction of the heaviest model, S is "
          + "\(brief(collapse.quality)). Errors are from the scatter between training runs."),
      ClaimFinding(
        "paper-critical-temperature", "A network for each size: T_c from the same fit",
        measure: .init("T_c", temperature.value, interval: temperature.interval, unit: ""),
        shown: "shown; labels change at T_c",
        detail: Self.text(collapse)),
    ]
  }

  private static func title(_ variant: SingleSizeStudy.Variant) -> String {
    switch variant {
    case .paper: "convolutional, labels at T_c"
    case .fullyConnected: "fully connected, labels at T_c"
    case .lowLabel, .highLabel: "labels that change at \(variant.labelling.temperature)"
    case .permutedLabels: "labels in random order"
    }
  }

  private func control(
    _ check: String, _ title: String, _ collapse: SingleSizeCollapse?, label: Labelling
  ) -> ClaimFinding {
    ClaimFinding(
      check, title,
      measure: collapse.map { .init("ν", $0.nu.value, interval: $0.nu.interval, unit: "") },
      shown: "shown; labels change at \(temperatureName(label.temperature))",
      detail: collapse.map(Self.text) ?? "The fit gives no number.")
  }

  private static func text(_ collapse: SingleSizeCollapse) -> String {
    let average = collapse.average
    return "\(average.words) for \(average.heaviest.words); S = \(brief(collapse.quality)). "
      + "Without a correction to scaling: \(brief(100 * average.uncorrectedWeight)) % of the weight.\(average.wordsOfDoubts)"
  }

  /// Labels in random order leave nothing to learn.
  private func permutedAccuracy(_ results: ClassifierResults) -> ClaimFinding? {
    guard let series = results.controls[.permutedLabels], let size = series.sizes.last else {
      return nil
    }
    let changes = series.measurements[size]!.map { measured in
      let outputs = measured.testPoints.map(\.output.value)
      return outputs.max()! - outputs.min()!
    }
    return ClaimFinding(
      "paper-permuted-labels", "A network for each size: labels in random order, L = \(size)",
      SeedMean(changes),
      named: "largest less smallest mean output",
      confirmedIf: .below(0.1, "below 0.1: nothing is learnt"), isDecisive: false)
  }

  func notes(_ analysis: Analysis) -> [String] {
    [
      "At fixed ΣS the energy is sufficient for the temperature, so the best classifier of one size is a "
        + "function of the energy alone: a thermometer, a step at its label of width T/√(N c). That is "
        + "about 1/L whatever the label, and a collapse with a ν near 1 follows, at false labels too.",
      "A network that is applied unchanged to scale-free maps of all sizes has no such way out: any fixed "
        + "function of them obeys finite-size scaling. It returns the true T_c from false labels, and an "
        + "untrained network returns it too, with larger errors. So the preprocessing carries the physics; "
        + "that it works does not show that a network has learnt it.",
    ] + [analysis.ising, analysis.potts].compactMap { $0?.correctionNote }
  }
}
