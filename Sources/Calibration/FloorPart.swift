import BatchRuns
import Reporting
import SpinSystems
import Statistics

/// What do perfect samples score where nothing but noise is left?
struct FloorPart: CalibrationPart {
  let identifier = "floor"
  let summary = "what perfect samples score on the figures that people publish, at each n."

  private func floors(_ plan: CalibrationPlan) -> [FloorUnit] {
    let isSmoke = plan.scale == .smoke
    let size = isSmoke ? 4 : 8
    return [0, nil].flatMap { totalSpin in
      [2, Ensemble.criticalTemperature, 3].flatMap { temperature in
        (isSmoke ? [100, 1000] : [100, 1000, 10_000, 100_000]).map { count in
          FloorUnit(
            ensemble: try! Ensemble(size: size, temperature: temperature, totalSpin: totalSpin),
            count: count, setCount: isSmoke ? 5 : 100, seed: plan.seed)
        }
      }
    }
  }

  func units(_ plan: CalibrationPlan) -> [any UnitOfWork] { floors(plan) }

  func findings(
    _ results: UnitResults, _ plan: CalibrationPlan
  ) throws -> CalibrationFindings? {
    let found = try floors(plan).flatMap { unit -> [EncodedCalibration.Floor] in
      guard let result = try results.result(of: unit) else { return [] }
      return FloorUnit.Score.allCases.compactMap { score in
        result[score.rawValue].map { Self.floor(score, $0, of: unit) }
      }
    }
    guard !found.isEmpty else { return nil }
    return CalibrationFindings(
      conclusion: "What perfect samples score on the figures that people publish is below.",
      verdicts: [], tables: [CalibrationTable.floors(found)],
      encoded: .init(part: identifier, floors: found))
  }

  private static func floor(
    _ score: FloorUnit.Score, _ values: [Double], of unit: FloorUnit
  ) -> EncodedCalibration.Floor {
    let ascending = values.sorted()
    // Where more is better, the bad end is the lower one.
    let worst =
      score == .effectiveFraction
      ? (ascending.count - 1) / 20 : ascending.count - 1 - (ascending.count - 1) / 20
    return .init(
      score: score.rawValue, title: score.title, ensemble: "\(unit.ensemble)", count: unit.count,
      sets: values.count, mean: values.reduce(0, +) / Double(values.count),
      quantile: ascending[worst])
  }
}
