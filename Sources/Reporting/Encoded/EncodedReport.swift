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

  /// `samples`, or a claim.
  public struct Topic: Sendable, Equatable {
    /// "samples" or "claim".
    public var kind: String
    /// The claim's short name; nil of samples.
    public var claim: String?
    /// Where the claim was made; nil of samples.
    public var source: String?
    /// What was computed to test the claim; nil of samples.
    public var setting: String?
  }

  /// The verdicts of `Judgement.Verdict`.
  public enum Verdict: String, Codable, Sendable {
    case pass, tolerable, inconclusive, fail, notApplicable, error
  }

  /// L, T and ΣS.
  public struct Ensemble: Sendable, Equatable {
    public var size: Int
    public var temperature: EncodedNumber
    /// Nil where the magnetization is free.
    public var totalSpin: Int?
  }

  /// How evidence became verdicts.
  public struct DecisionRule: Codable, Sendable, Equatable {
    public var falseAlarmRate: EncodedNumber
    public var correction: String
    public var standard: String
  }

  /// One check, its evidence flattened, and the verdict on it.
  public struct Finding: Sendable, Equatable {
    public var check: String
    public var title: String
    public var verdict: Verdict
    public var provedDifferent: Bool
    /// "held" or "broken" where the check is about a law of the ensemble.
    public var law: String?
    public var statisticName: String?
    public var statistic: EncodedNumber?
    public var degreesOfFreedom: EncodedNumber?
    public var pValue: EncodedNumber?
    public var adjustedPValue: EncodedNumber?
    public var effect: Effect?
    public var detectable: EncodedNumber?
    public var effectiveSampleCount: EncodedNumber?
    public var furtherSamplesNeeded: Int?
    public var measures: [Measure]
    public var detail: String
    public var criterion: String?
    /// Nil in reports of versions in which every finding was decisive.
    public var decisive: Bool?
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
  public struct Measure: Sendable, Equatable {
    public var name: String
    public var value: EncodedNumber
    public var interval: Interval?
    public var unit: String
  }

  /// `[lower, upper]`.
  public struct Interval: Sendable, Equatable {
    public var lower: EncodedNumber
    public var upper: EncodedNumber
  }
}

// MARK: - Codable

// Synthesized encoders leave out keys whose value is nil. In a report every key stands, so that a
// reader can tell "there is none" from "this version does not say"; hence the encoders by hand.

extension EncodedReport.Ensemble: Codable {
  private enum CodingKeys: CodingKey {
    case size, temperature, totalSpin
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(size, forKey: .size)
    try container.encode(temperature, forKey: .temperature)
    try container.encode(totalSpin, forKey: .totalSpin)
  }
}

extension EncodedReport.Finding: Codable {
  private enum CodingKeys: CodingKey {
    case check, title, verdict, provedDifferent, law, statisticName, statistic, degreesOfFreedom
    case pValue, adjustedPValue, effect, detectable, effectiveSampleCount, furtherSamplesNeeded
    case measures, detail, criterion, decisive
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(check, forKey: .check)
    try container.encode(title, forKey: .title)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(provedDifferent, forKey: .provedDifferent)
    try container.encode(law, forKey: .law)
    try container.encode(statisticName, forKey: .statisticName)
    try container.encode(statistic, forKey: .statistic)
    try container.encode(degreesOfFreedom, forKey: .degreesOfFreedom)
    try container.encode(pValue, forKey: .pValue)
    try container.encode(adjustedPValue, forKey: .adjustedPValue)
    try container.encode(effect, forKey: .effect)
    try container.encode(detectable, forKey: .detectable)
    try container.encode(effectiveSampleCount, forKey: .effectiveSampleCount)
    try container.encode(furtherSamplesNeeded, forKey: .furtherSamplesNeeded)
    try container.encode(measures, forKey: .measures)
    try container.encode(detail, forKey: .detail)
    try container.encode(criterion, forKey: .criterion)
    try container.encode(decisive, forKey: .decisive)
  }
}

extension EncodedReport.Topic: Codable {
  private enum CodingKeys: CodingKey {
    case kind, claim, source, setting
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .kind)
    try container.encode(claim, forKey: .claim)
    try container.encode(source, forKey: .source)
    try container.encode(setting, forKey: .setting)
  }
}

extension EncodedReport.Measure: Codable {
  private enum CodingKeys: CodingKey {
    case name, value, interval, unit
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(value, forKey: .value)
    try container.encode(interval, forKey: .interval)
    try container.encode(unit, forKey: .unit)
  }
}

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
