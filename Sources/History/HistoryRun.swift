import SpinSystems

/// One run of a history: samples that were weighed, and what was found.
public struct HistoryRun: Sendable {
  /// What one check found.
  public struct Finding: Sendable {
    /// The identifier of the check.
    public var check: String
    /// Its name for people.
    public var title: String
    /// The verdict, as its raw value.
    public var verdict: String
    /// Before the correction for many tests; nil where there is none.
    public var pValue: Double?
    /// How far off; nil where no size was measured.
    public var effect: Effect?
  }

  /// The size of a discrepancy.
  public struct Effect: Sendable {
    /// The estimate.
    public var value: Double
    /// The 95 % interval.
    public var interval: ClosedRange<Double>
    /// What it was held against.
    public var tolerance: Double
    /// The unit.
    public var unit: String
    /// What was measured.
    public var name: String
  }

  /// From 1, in the order in which runs were added.
  public var identifier: Int
  /// When the run was added, in UTC (ISO 8601).
  public var time: String
  /// What the caller calls it, such as a commit.
  public var label: String?
  /// What was weighed.
  public var subject: String
  /// What it claimed to be of.
  public var ensemble: Ensemble
  /// Number of configurations.
  public var sampleCount: Int
  /// The verdict on the whole, as its raw value.
  public var verdict: String
  /// In the order of the checks.
  public var findings: [Finding]
}
