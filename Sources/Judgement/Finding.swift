/// One check's evidence and the verdict on it.
public struct Finding: Sendable {
  /// The check's identifier, such as "mean-energy".
  public var check: String
  /// The check's name for people, such as "Mean energy".
  public var title: String
  /// The verdict on the evidence.
  public var verdict: Verdict
  /// Nil where the check does not apply or could not run.
  public var evidence: Evidence?
  /// The p-value after Holm's correction, where there is a p-value.
  public var adjustedPValue: Double?
  /// Whether the difference from the reference is proved (law broken or p-value rejected).
  public var isProvedDifferent: Bool
  /// How many more effective samples would probably make an inconclusive verdict conclusive.
  public var furtherSamplesNeeded: Int?
  /// What was found, why the check does not apply, or what went wrong.
  public var detail: String
  /// Of a finding on a claim: what would confirm it, written down before the data were seen.
  public var criterion: String?
  /// Whether the report's verdict depends on this finding; false for what is shown beside a claim.
  public var isDecisive: Bool

  /// A check's evidence with the verdict that a rule came to.
  public init(
    check: String, title: String, verdict: Verdict, evidence: Evidence?,
    adjustedPValue: Double? = nil, isProvedDifferent: Bool = false,
    furtherSamplesNeeded: Int? = nil, detail: String, criterion: String? = nil,
    isDecisive: Bool = true
  ) {
    self.check = check
    self.title = title
    self.verdict = verdict
    self.evidence = evidence
    self.adjustedPValue = adjustedPValue
    self.isProvedDifferent = isProvedDifferent
    self.furtherSamplesNeeded = furtherSamplesNeeded
    self.detail = detail
    self.criterion = criterion
    self.isDecisive = isDecisive
  }

  /// The verdict as far as the report depends on it: what does not decide can be missed without
  /// failing, but an error stays one.
  public var bearing: Verdict {
    isDecisive || verdict == .error || verdict == .notApplicable ? verdict : .tolerable
  }

  /// The verdict as far as a comparison with a baseline depends on it: only what got worse decides, but an
  /// error stays one.
  public var bearingBesideBaseline: Verdict {
    verdict == .error || verdict == .notApplicable ? verdict : .tolerable
  }
}
