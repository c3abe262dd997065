import Judgement
import Statistics

/// A finding on a claim, before it is judged at the scale of a run.
struct ClaimFinding {
  /// In kebab case, unique in the claim.
  var check: String
  var title: String
  /// What was measured.
  var measure: Evidence.Measure
  let criterion: String
  private(set) var verdict: Verdict
  let isDecisive: Bool
  var detail: String
  /// Further numbers.
  var measures: [Evidence.Measure] = []
  /// p-value of the test behind the finding, if there is one.
  var pValue: Double?
  /// Whether the claim is about machines trained as long as the paper's.
  var needsTrainedMachine = true

  /// A finding on the mean over seeds of a quantity.
  init(
    _ check: String, _ title: String, _ quantity: SeedMean, named name: String, unit: String = "",
    confirmedIf criterion: Criterion<ClosedRange<Double>>, isDecisive: Bool = true,
    detail: String = ""
  ) {
    let values = quantity.values.map { brief($0) }.joined(separator: ", ")
    self.init(
      check, title,
      measure: .init(name, quantity.mean, interval: quantity.interval, unit: unit),
      observed: quantity.testableInterval, confirmedIf: criterion, isDecisive: isDecisive,
      detail: detail + (detail.isEmpty ? "" : " ") + "By seed: \(values).")
  }

  /// A finding on anything that a criterion can judge.
  ///
  /// - Parameter observed: nil where too little was computed to hold against the criterion.
  init<Observation>(
    _ check: String, _ title: String, measure: Evidence.Measure, observed: Observation?,
    confirmedIf criterion: Criterion<Observation>, isDecisive: Bool = true, detail: String
  ) {
    self.check = check
    self.title = title
    self.measure = measure
    self.criterion = criterion.text
    verdict = criterion.verdict(on: observed)
    self.isDecisive = isDecisive
    self.detail = detail
  }

  /// Something that is shown beside a claim and demands nothing.
  ///
  /// - Parameter remark: what a criterion would say.
  init(
    _ check: String, _ title: String, measure: Evidence.Measure, shown remark: String,
    detail: String
  ) {
    self.init(
      check, title, measure: measure, observed: (), confirmedIf: .shown(remark),
      isDecisive: false, detail: detail)
  }

  /// The finding where the run is too small for what the claim says.
  func withheld(_ remark: String) -> ClaimFinding {
    var finding = self
    finding.verdict = verdict.withheld
    finding.detail += " " + remark
    return finding
  }

  /// The finding as it stands in a report on a run of `plan`.
  ///
  /// At smoke scale machines are trained for a few epochs, which says nothing of the paper's.
  func finding(_ plan: ReproductionPlan) -> Finding {
    let isTooSmall = plan.scale == .smoke && needsTrainedMachine && verdict != .notApplicable
    let remark =
      "Trained for \(MachineProtocol(.smoke).epochs) epochs; the claim is about "
      + "\(MachineProtocol.paperEpochs)."
    let judged = isTooSmall ? withheld(remark) : self
    return Finding(
      check: check, title: title, verdict: judged.verdict,
      evidence: Evidence(
        pValue: pValue, effectiveSampleCount: 0, measures: [measure] + measures, detail: detail),
      detail: judged.detail, criterion: criterion, isDecisive: isDecisive)
  }
}

extension Criterion where Observation == ClosedRange<Double> {
  /// An energy density agrees within what is of no consequence anywhere in this program.
  static var withinEnergyTolerance: Criterion {
    let tolerance = Tolerances.standard.energyDensity
    return .within(tolerance, "within ± \(tolerance) J per site")
  }
}

extension Tally {
  /// The machines that agree, of one for each seed; nil where there are too few to decide.
  init?(agreeing: Int, ofSeeds count: Int) {
    guard count >= SeedMean.fewestSeeds else { return nil }
    self.init(agreeing: agreeing, of: count)
  }
}

extension SeedMean {
  /// The interval, if there are seeds enough to confirm or refute anything.
  var testableInterval: ClosedRange<Double>? {
    values.count < Self.fewestSeeds ? nil : interval
  }
}
