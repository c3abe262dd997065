import Judgement
import SpinSystems

/// A report as it stands in `report.json`, schema version 1.
///
/// Wire types are apart from the domain types of `Judgement`, so that a renamed property there does
/// not silently change the files. `Documentation.docc/ReportSchema.md` describes every key, and
/// `Documentation.docc/report.schema.json` is the JSON Schema. Every key is always written; what
/// does not exist is `null`.
public struct EncodedReport: Codable, Sendable, Equatable {
  /// The schema that this type describes.
  public static let schemaVersion = 1

  /// The schema that the document follows.
  public var schemaVersion: Int
  /// The verdict on the whole.
  public var verdict: Verdict
  /// What the report is about; nil in reports of versions that knew only samples.
  public var topic: Topic?
  /// What was weighed, usually the name of a file; or the claim, in a sentence.
  public var subject: String
  /// The ensemble that the samples were weighed for.
  public var ensemble: Ensemble
  /// Number of configurations.
  public var sampleCount: Int
  /// The smallest effective sample size among the checks' observables.
  public var effectiveSampleCount: EncodedNumber
  /// What the samples were held against.
  public var reference: String
  /// The rule by which evidence became verdicts.
  public var decisionRule: DecisionRule
  /// In the order of the checks.
  public var findings: [Finding]
  /// How the input was read and other remarks, one sentence each.
  public var notes: [String]
  /// Seed of every random number used.
  public var seed: UInt64
  /// Empty where a program made the report through the library.
  public var command: String
  /// The version of Steelyard that made the report.
  public var version: String
  /// The charts of the report; nil in reports of versions that had none.
  public var charts: [EncodedChart]?
  /// The configurations that a report on a claim shows; absent where it shows none.
  public var galleries: [EncodedGallery]?
  /// The comparison with a baseline; absent where there was none.
  public var baseline: BaselineComparison?

  /// What the samples' own log-probabilities say; absent where none were given.
  public var likelihood: Likelihood?

  /// What became of the samples since a baseline.
  public struct BaselineComparison: Codable, Sendable, Equatable {
    /// One check against one earlier set.
    public struct Row: Codable, Sendable, Equatable {
      public var check: String
      /// "baseline", or "anchor" for the first of its series.
      public var against: String
      /// "better", "same", "worse", "changed" or "undecided".
      public var outcome: String
      public var score: EncodedNumber
      public var pValue: EncodedNumber
      public var adjustedPValue: EncodedNumber
    }

    public var source: String
    public var verdict: Verdict
    public var falseAlarmRate: EncodedNumber
    public var rows: [Row]
  }

  /// `samples`, or a claim.
  public struct Topic: Codable, Sendable, Equatable {
    /// "samples" or "claim".
    public var kind: String
    /// The claim's short name; nil of samples.
    @OrNull public var claim: String?
    /// Where the claim was made; nil of samples.
    @OrNull public var source: String?
    /// What was computed to test the claim; nil of samples.
    @OrNull public var setting: String?
  }

  /// The verdicts of `Judgement.Verdict`.
  public enum Verdict: String, Codable, Sendable {
    case pass, tolerable, inconclusive, fail, notApplicable, error
  }

  /// How evidence became verdicts.
  public struct DecisionRule: Codable, Sendable, Equatable {
    /// Probability that correct samples fail any check of the suite.
    public var falseAlarmRate: EncodedNumber
    /// The name of the correction for many tests.
    public var correction: String
    /// The question that is asked: "exact" or "practical", see `Judgement.DecisionRule.Standard`.
    public var standard: String
  }

  /// One check, its evidence flattened, and the verdict on it.
  public struct Finding: Codable, Sendable, Equatable {
    /// The identifier of the check.
    public var check: String
    /// What the check is about, for people.
    public var title: String
    /// The verdict on this check.
    public var verdict: Verdict
    /// Whether a difference from the reference is proved: a law broken or a p-value rejected.
    public var provedDifferent: Bool
    /// "held" or "broken" where the check is about a law of the ensemble.
    @OrNull public var law: String?
    /// The name of the test statistic, such as χ²; null where there is no test.
    @OrNull public var statisticName: String?
    /// The value of the test statistic.
    @OrNull public var statistic: EncodedNumber?
    /// Its degrees of freedom; null where it has none.
    @OrNull public var degreesOfFreedom: EncodedNumber?
    /// The p-value before correction for many tests.
    @OrNull public var pValue: EncodedNumber?
    /// "continuous", or "discrete" where the p-value takes few values or is on the safe side, because rare
    /// events decide; left out where there is none.
    public var pValueLaw: String?
    /// The p-value after it.
    @OrNull public var adjustedPValue: EncodedNumber?
    /// How far off, in physical units; null where no size was measured.
    @OrNull public var effect: Effect?
    /// The smallest effect that so many samples would show with 95 % probability, in the unit of
    /// the effect.
    @OrNull public var detectable: EncodedNumber?
    /// The number of independent samples that carry the same information, n / (2 τ_int).
    @OrNull public var effectiveSampleCount: EncodedNumber?
    /// How many more effective samples would probably make an inconclusive verdict conclusive.
    @OrNull public var furtherSamplesNeeded: Int?
    /// Further measures, for the reader.
    public var measures: [Measure]
    /// What was found, why the check does not apply, or what went wrong.
    public var detail: String
    /// Of a finding on a claim: what would confirm it, written down before the data were seen.
    @OrNull public var criterion: String?
    /// Nil in reports of versions in which every finding was decisive.
    @OrNull public var decisive: Bool?
  }

  /// The size of the discrepancy, its 95 % interval, and what it is held against.
  public struct Effect: Codable, Sendable, Equatable {
    /// What differs, such as the energy density.
    public var name: String
    /// The estimate of the discrepancy, in `unit`.
    public var value: EncodedNumber
    /// Its 95 % interval.
    public var interval: Interval
    /// The largest discrepancy that does not matter, in the same unit.
    public var tolerance: EncodedNumber
    /// The unit of value, interval and tolerance; empty for a pure number.
    public var unit: String
  }

  /// A further number with its 95 % interval where there is one.
  public struct Measure: Codable, Sendable, Equatable {
    /// What was measured.
    public var name: String
    /// The estimate, in `unit`.
    public var value: EncodedNumber
    /// Its 95 % interval; null where there is none.
    @OrNull public var interval: Interval?
    /// The unit of value and interval; empty for a pure number.
    public var unit: String
  }

  /// `[lower, upper]`.
  public struct Interval: Sendable, Equatable {
    /// The lower end.
    public var lower: EncodedNumber
    /// The upper end.
    public var upper: EncodedNumber
  }
}

// MARK: - Codable

extension EncodedReport.Interval: Codable {
  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    lower = try container.decode(EncodedNumber.self)
    upper = try container.decode(EncodedNumber.self)
    guard container.isAtEnd else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "found more than two numbers, wanted [lower, upper]")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(lower)
    try container.encode(upper)
  }
}
