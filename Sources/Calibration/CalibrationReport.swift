import BatchRuns
import Judgement
import Reporting
import Storage

/// What a run of a calibration came to, from the units that are finished.
public struct CalibrationReport: Sendable {
  /// For people.
  public var summary: Summary
  /// For programs.
  public var encoded: EncodedCalibration
  /// Units without a result.
  public var missing: [String]

  /// Reads the results of `run`.
  ///
  /// - Parameter command: the command line that computes it again, if one does.
  /// - Throws: `RunDirectoryError` where a unit's file is not its result.
  public init(_ run: RunDirectory<CalibrationPlan>, command: String? = nil) throws {
    let plan = run.parameters
    var findings: [CalibrationFindings] = []
    missing = []
    for part in run.groups.compactMap({ $0 as? any CalibrationPart }) {
      missing += run.missingUnits(of: part)
      if let found = try part.findings(run.results, plan) { findings.append(found) }
    }
    encoded = EncodedCalibration(
      scale: plan.scale, seed: plan.seed, count: plan.count,
      parts: findings.map(\.encoded))
    summary = Summary(
      verdict: .overall(findings.flatMap(\.verdicts), isComplete: missing.isEmpty),
      subject: "the checks of Steelyard, weighed",
      conclusion: findings.map(\.conclusion).joined(separator: " "),
      facts: [
        "Scale \(plan.scale.rawValue); faults were looked for in sets of n = \(plan.count).",
        "Intervals of rates are exact (Clopper and Pearson); KS is the p-value of the test of "
          + "Kolmogorov and Smirnov that the p-values of a check are uniform.",
        "A fault is caught in an amount if 95 % of the sets fail after the correction for all checks.",
      ],
      tables: findings.flatMap(\.tables), charts: [],
      notes: missing.isEmpty
        ? [] : ["\(missing.count) units are not computed yet."],
      seed: plan.seed, command: command,
      brand: "Steelyard: calibration", encoded: try JSONText.indented(encoded))
    summary.matrices = findings.flatMap(\.matrices)
  }
}
