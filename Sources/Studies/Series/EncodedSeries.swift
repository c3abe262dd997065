import Judgement
import Reporting

/// A report on several temperatures as it stands in `report.json`, schema version 1.
public struct EncodedSeries: Encodable, Sendable {
  /// The schema of this document and of the reports in it.
  public let schemaVersion = EncodedReport.schemaVersion
  /// "series", to tell it from a report on one set of samples.
  public let kind = "series"
  /// The verdict on the model.
  public let verdict: String
  /// What was weighed.
  public let subject: String
  /// The number of all p-values, which were corrected together.
  public let pValueCount: Int
  /// By ascending temperature, each as an `assess` of it alone, but judged with the others.
  public let reports: [EncodedReport]
  /// The exact or sampled reference curves, in the order of the reports.
  public let expected: [Expected]
  /// Of every random number.
  public let seed: UInt64
  /// Empty where a program made the report through the library.
  public let command: String

  /// What was to be expected at one temperature.
  public struct Expected: Encodable, Sendable {
    /// T in units of J/k_B.
    public let temperature: Double
    /// ⟨H⟩/N.
    public let energyDensity: Double
    /// Var(H)/(N T²).
    public let specificHeat: Double
    /// ⟨|ΣS|⟩/N; null where ΣS is fixed.
    public let absoluteMagnetization: OrNull<Double>
  }

  /// What `series` looks like on the wire.
  public init(_ series: SeriesReport) {
    verdict = series.verdict.rawValue
    subject = series.subject
    pValueCount = series.points.reduce(0) {
      $0 + $1.report.findings.count { $0.evidence?.pValue != nil }
    }
    reports = series.points.map { EncodedReport($0.report) }
    expected = series.points.map {
      Expected(
        temperature: $0.temperature, energyDensity: $0.expected.energyDensity,
        specificHeat: $0.expected.specificHeat,
        absoluteMagnetization: OrNull(wrappedValue: $0.expected.absoluteMagnetization))
    }
    seed = series.seed
    command = series.command ?? ""
  }
}
