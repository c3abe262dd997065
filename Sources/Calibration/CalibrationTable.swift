import Checks
import Reporting
import Statistics

/// Results of a calibration as tables for people.
enum CalibrationTable {
  /// The identifiers of the checks, in the order of the suite.
  static let suite = allChecks.map(\.identifier)

  static func rates(
    _ title: String, _ rates: [EncodedCalibration.Rate], happening: String
  ) -> Summary.Table {
    Summary.Table(
      title: title, columns: ["", "n", happening, "95 % interval", "inconclusive"],
      rows: rates.map { rate in
        [
          .text(rate.name), .text("\(rate.count)"), .text(rate.observed.text),
          .text(rate.observed.percentText), .text(rate.undecided.map { "\($0)" } ?? ""),
        ]
      })
  }

  static func uniformity(_ rows: [EncodedCalibration.Uniformity]) -> Summary.Table {
    Summary.Table(
      title: "p-values",
      columns: [
        "", "sets", "p ≤ 0.05", "p ≤ 0.01", "law continuous", "KS of these", "law",
      ],
      rows: rows.map { row in
        [
          .text(row.check), .text("\(row.count)"), .text(percent(row.below05)),
          .text(percent(row.below01)), .text("\(row.continuous)"),
          .text(row.kolmogorovSmirnov.map { brief($0, 2) } ?? ""), .text(law(row)),
        ]
      })
  }

  static func detection(_ detections: [EncodedCalibration.Detection]) -> Summary.Table {
    Summary.Table(
      title: "faults", columns: ["", "ensemble", "smallest amount caught", "first by"],
      rows: detections.map { detection in
        [
          .text(detection.fault), .text(detection.ensemble),
          .text(detection.amount.map { brief($0) } ?? "not caught"),
          .text(detection.check ?? ""),
        ]
      })
  }

  private static func percent(_ rate: ObservedRate) -> String {
    "\(brief(100 * Double(rate.count) / Double(rate.trials), 2)) %"
  }

  /// What can be said of the law of the p-values of samples that are right.
  private static func law(_ row: EncodedCalibration.Uniformity) -> String {
    guard let uniform = row.kolmogorovSmirnov else { return "discrete" }
    let law = uniform >= 1e-3 ? "uniform" : "not uniform"
    return row.continuous < row.count ? "\(law), discrete elsewhere" : law
  }
}
