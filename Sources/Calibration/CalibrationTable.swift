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

  /// One row a figure and ensemble, one column a number of samples.
  static func floors(_ floors: [EncodedCalibration.Floor]) -> Summary.Table {
    let counts = Set(floors.map(\.count)).sorted()
    var rows: [[Summary.Cell]] = []
    for score in FloorUnit.Score.allCases {
      let own = floors.filter { $0.score == score.rawValue }
      var seen: Set<String> = []
      for ensemble in own.map(\.ensemble) where seen.insert(ensemble).inserted {
        rows.append(
          [.text(score.title), .text(ensemble)]
            + counts.map { count in
              let floor = own.first { $0.ensemble == ensemble && $0.count == count }
              return .text(floor.map { "\(brief($0.mean, 2)) (\(brief($0.quantile, 2)))" } ?? "")
            })
      }
    }
    return Summary.Table(
      title: "what perfect samples score: mean, and in brackets where the worst twentieth begins",
      columns: ["", "ensemble"] + counts.map { "n = \($0)" }, rows: rows)
  }

  private static func percent(_ rate: ObservedRate) -> String {
    "\(ObservedRate.perCent(Double(rate.count) / Double(rate.trials))) %"
  }

  /// What can be said of the law of the p-values of samples that are right.
  private static func law(_ row: EncodedCalibration.Uniformity) -> String {
    guard let uniform = row.kolmogorovSmirnov else { return "discrete" }
    let law = uniform >= 1e-3 ? "uniform" : "not uniform"
    return row.continuous < row.count ? "\(law), discrete elsewhere" : law
  }
}
