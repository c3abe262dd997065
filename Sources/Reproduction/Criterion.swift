import Judgement
import Statistics

/// What a quantity must be for a claim to hold: where its interval has to lie.
///
/// Confirmed if the 95 % interval lies inside, refuted if it lies outside, not testable if it does both.
struct Criterion {
  /// Where the quantity lies if the claim holds.
  let region: ClosedRange<Double>
  /// In words, for the reader of the report.
  let text: String

  /// Between `-tolerance` and `tolerance`.
  static func within(_ tolerance: Double, _ text: String) -> Criterion {
    Criterion(region: -tolerance...tolerance, text: text)
  }

  static func above(_ bound: Double, _ text: String) -> Criterion {
    Criterion(region: bound...Double.infinity, text: text)
  }

  static func below(_ bound: Double, _ text: String) -> Criterion {
    Criterion(region: -Double.infinity...bound, text: text)
  }

  func verdict(on interval: ClosedRange<Double>) -> Verdict {
    if region.contains(interval.lowerBound) && region.contains(interval.upperBound) {
      return .pass
    }
    return region.overlaps(interval) ? .inconclusive : .fail
  }
}

/// A finding on a claim, before it is judged at the scale of a run.
struct ClaimFinding {
  /// In kebab case, unique in the claim.
  var check: String
  var title: String
  /// What was measured.
  var measure: Evidence.Measure
  var criterion: String
  var verdict: Verdict
  var isDecisive = true
  var detail: String
  /// Further numbers.
  var measures: [Evidence.Measure] = []
  /// p-value of the test behind the finding, if there is one.
  var pValue: Double?
  var configurationCount = 0
  /// Whether the claim is about machines trained as long as the paper's.
  var needsTrainedMachine = true

  /// A finding on the mean over seeds of a quantity.
  init(
    _ check: String, _ title: String, _ quantity: SeedMean, named name: String, unit: String = "",
    confirmedIf criterion: Criterion, isDecisive: Bool = true, detail: String = ""
  ) {
    self.check = check
    self.title = title
    self.isDecisive = isDecisive
    self.criterion = criterion.text
    measure = .init(name, quantity.mean, interval: quantity.interval, unit: unit)
    verdict =
      quantity.values.count < SeedMean.fewestSeeds
      ? .inconclusive : criterion.verdict(on: quantity.interval)
    let values = quantity.values.map(significant).joined(separator: ", ")
    self.detail = detail + (detail.isEmpty ? "" : " ") + "By seed: \(values)."
  }

  /// A finding with a verdict reached in some other way.
  init(
    _ check: String, _ title: String, measure: Evidence.Measure, criterion: String,
    verdict: Verdict, isDecisive: Bool = true, detail: String
  ) {
    self.check = check
    self.title = title
    self.measure = measure
    self.criterion = criterion
    self.verdict = verdict
    self.isDecisive = isDecisive
    self.detail = detail
  }

  /// The finding as it stands in a report on a run of `plan`.
  ///
  /// At smoke scale machines are trained for a few epochs, which says nothing of the paper's.
  func finding(_ plan: ReproductionPlan) -> Finding {
    let isTooSmall = plan.scale == .smoke && needsTrainedMachine && verdict != .notApplicable
    let remark =
      isTooSmall
      ? " Trained for \(MachineProtocol(.smoke).epochs) epochs; the claim is about "
        + "\(MachineProtocol.paperEpochs)." : ""
    return Finding(
      check: check, title: title, verdict: isTooSmall ? .inconclusive : verdict,
      evidence: Evidence(
        pValue: pValue, effectiveSampleCount: Double(configurationCount),
        measures: [measure] + measures, detail: detail),
      detail: detail + remark, criterion: criterion, isDecisive: isDecisive)
  }
}
