import Judgement

/// A report as it stands in `report.json`, schema version 1.
///
/// Wire types are apart from the domain types of `Judgement`, so that a renamed property there does
/// not silently change the files. `Documentation.docc/ReportSchema.md` describes every key, and
/// `Documentation.docc/report.schema.json` is the JSON Schema. Every key is always written; what
/// does not exist is `null`.
public struct EncodedReport: Codable, Sendable, Equatable {
  /// The schema that this type describes.
  public static let schemaVersion = 1

  public var schemaVersion: Int
  public var verdict: Verdict
  /// What the report is about; nil in reports of versions that knew only samples.
  public var topic: Topic?
  public var subject: String
  public var ensemble: Ensemble
  public var sampleCount: Int
  public var effectiveSampleCount: EncodedNumber
  public var reference: String
  public var decisionRule: DecisionRule
  /// In the order of the checks.
  public var findings: [Finding]
  public var notes: [String]
  public var seed: UInt64
  /// Empty where a program made the report through the library.
  public var command: String
  public var version: String
  /// The charts of the report; nil in reports of versions that had none.
  public var charts: [EncodedChart]?
  /// The comparison with a baseline; absent where there was none.
  public var baseline: BaselineComparison?

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

  /// L, T and ΣS.
  public struct Ensemble: Codable, Sendable, Equatable {
    public var size: Int
    public var temperature: EncodedNumber
    /// Nil where the magnetization is free.
    @OrNull public var totalSpin: Int?
  }

  /// How evidence became verdicts.
  public struct DecisionRule: Codable, Sendable, Equatable {
    public var falseAlarmRate: EncodedNumber
    public var correction: String
    public var standard: String
  }

  /// One check, its evidence flattened, and the verdict on it.
  public struct Finding: Codable, Sendable, Equatable {
    public var check: String
    public var title: String
    public var verdict: Verdict
    public var provedDifferent: Bool
    /// "held" or "broken" where the check is about a law of the ensemble.
    @OrNull public var law: String?
    @OrNull public var statisticName: String?
    @OrNull public var statistic: EncodedNumber?
    @OrNull public var degreesOfFreedom: EncodedNumber?
    @OrNull public var pValue: EncodedNumber?
    @OrNull public var adjustedPValue: EncodedNumber?
    @OrNull public var effect: Effect?
    @OrNull public var detectable: EncodedNumber?
    @OrNull public var effectiveSampleCount: EncodedNumber?
    @OrNull public var furtherSamplesNeeded: Int?
    public var measures: [Measure]
    public var detail: String
    @OrNull public var criterion: String?
    /// Nil in reports of versions in which every finding was decisive.
    @OrNull public var decisive: Bool?
  }

  /// The size of the discrepancy, its 95 % interval, and what it is held against.
  public struct Effect: Codable, Sendable, Equatable {
    public var name: String
    public var value: EncodedNumber
    public var interval: Interval
    public var tolerance: EncodedNumber
    public var unit: String
  }

  /// A further number with its 95 % interval where there is one.
  public struct Measure: Codable, Sendable, Equatable {
    public var name: String
    public var value: EncodedNumber
    @OrNull public var interval: Interval?
    public var unit: String
  }

  /// `[lower, upper]`.
  public struct Interval: Sendable, Equatable {
    public var lower: EncodedNumber
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
