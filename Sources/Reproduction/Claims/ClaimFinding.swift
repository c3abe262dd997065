import Judgement
import Statistics

/// A finding on a claim, before it is judged at the scale of a run.
struct ClaimFinding {
  /// In kebab case, unique in the claim.
  var check: String
  var title: String
  /// What was measured; nil where there is nothing, such as no fit.
  var measure: Evidence.Measure?
  let criterion: String
  private let judge: @Sendable (SeedLook) -> Verdict
  /// What was held against the criterion as it is held at a look; nil where that is no interval.
  private let interval: @Sendable (SeedLook) -> ClosedRange<Double>?
  private var isWithheld = false
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
    _ check: String, _ title: String, measure: Evidence.Measure?, observed: Observation?,
    confirmedIf criterion: Criterion<Observation>, isDecisive: Bool = true, detail: String
  ) {
    self.check = check
    self.title = title
    self.measure = measure
    self.criterion = criterion.text
    let verdict = criterion.verdict(on: observed)
    judge = { _ in verdict }
    interval = { _ in nil }
    self.isDecisive = isDecisive
    self.detail = detail
  }

  /// A finding on an interval, which is held against the criterion as wide as it has to be where one looks several
  /// times.
  ///
  /// - Parameter observed: the 95 % interval; nil where too little was computed.
  init(
    _ check: String, _ title: String, measure: Evidence.Measure?, observed: ClosedRange<Double>?,
    confirmedIf criterion: Criterion<ClosedRange<Double>>, isDecisive: Bool = true, detail: String
  ) {
    self.check = check
    self.title = title
    self.measure = measure
    self.criterion = criterion.text
    interval = { look in observed.map { look.widened($0) } }
    judge = { look in criterion.verdict(on: observed.map { look.widened($0) }) }
    self.isDecisive = isDecisive
    self.detail = detail
  }

  /// What the criterion says where one looks once.
  var verdict: Verdict { verdict(at: .only) }

  private func verdict(at look: SeedLook) -> Verdict {
    isWithheld ? judge(look).withheld : judge(look)
  }

  /// Something that is shown beside a claim and demands nothing.
  ///
  /// - Parameter remark: what a criterion would say.
  init(
    _ check: String, _ title: String, measure: Evidence.Measure?, shown remark: String,
    detail: String
  ) {
    self.init(
      check, title, measure: measure, observed: (), confirmedIf: .shown(remark),
      isDecisive: false, detail: detail)
  }

  /// The finding where the run is too small for what the claim says.
  func withheld(_ remark: String) -> ClaimFinding {
    var finding = self
    finding.isWithheld = true
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
    let verdict = judged.verdict(at: plan.look)
    return Finding(
      check: check, title: title, verdict: verdict,
      evidence: Evidence(
        pValue: pValue, effectiveSampleCount: 0, measures: (measure.map { [$0] } ?? []) + measures,
        detail: detail),
      detail: judged.detail + judged.sentence(at: plan.look, verdict), criterion: criterion,
      isDecisive: isDecisive)
  }

  /// Between what the interval was held, where that is not the one that is shown; empty otherwise.
  private func sentence(at look: SeedLook, _ verdict: Verdict) -> String {
    guard look.count > 1, isDecisive, let interval = interval(look) else { return "" }
    let level = brief(100 * (1 - look.errorRate))
    let middle = (interval.lowerBound + interval.upperBound) / 2
    let bounds = NumberText.ends(of: middle, interval: interval)
    let excluded = verdict == .inconclusive && !isWithheld ? "; what lies outside is excluded" : ""
    return " Held against the criterion: the \(level) % interval, \(bounds)\(excluded)."
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
