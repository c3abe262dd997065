import BatchRuns
import Faults
import Reporting
import SpinSystems

/// Which check catches which fault, and how little of it?
struct DetectionPart: CalibrationPart {
  let identifier = "detection"
  let summary = "every planted fault by every check: the smallest amount that is caught."

  private func faults(_ plan: CalibrationPlan) -> [FaultUnit] {
    let ensembles = [0, nil].map {
      try! Ensemble(
        size: plan.scale == .smoke ? 4 : 8, temperature: 2.5, totalSpin: $0)
    }
    return allFaults.flatMap { fault in
      ensembles.map {
        FaultUnit(
          fault: fault, ensemble: $0, count: plan.count,
          setCount: plan.scale == .smoke ? 3 : 20, seed: plan.seed)
      }
    }
  }

  func units(_ plan: CalibrationPlan) -> [any UnitOfWork] { faults(plan) }

  func findings(
    _ results: UnitResults, _ plan: CalibrationPlan
  ) throws -> CalibrationFindings? {
    let found = try faults(plan).compactMap { unit in
      try results.result(of: unit).map { (unit, Self.detection(unit, $0)) }
    }
    guard !found.isEmpty else { return nil }
    let detections = found.map(\.1)
    let caught = detections.count { $0.amount != nil }
    let matrices = [0, nil].compactMap { totalSpin -> MatrixPicture? in
      let rows = found.filter { $0.0.ensemble.totalSpin == totalSpin }
      return rows.isEmpty ? nil : Self.matrix(rows.map(\.1), in: rows[0].0.ensemble)
    }
    return CalibrationFindings(
      conclusion:
        "Of \(detections.count) pairs of fault and ensemble \(caught) were caught in some "
        + "amount, at n = \(plan.count).",
      verdicts: [], tables: [CalibrationTable.detection(detections)], matrices: matrices,
      encoded: .init(part: identifier, detection: detections))
  }

  /// The smallest amounts down to which a fault is caught without a gap.
  private static func detection(
    _ unit: FaultUnit, _ tallies: FaultUnit.Result
  ) -> EncodedCalibration.Detection {
    func smallest(_ caught: (FaultUnit.AmountTally) -> Int) -> FaultUnit.AmountTally? {
      func isCaught(_ tally: FaultUnit.AmountTally) -> Bool { tally.isNearlyAll(caught(tally)) }
      // All of it can be nothing: where every spin is flipped the samples are right again.
      return tallies.drop { !isCaught($0) }.prefix(while: isCaught).last
    }
    let whole = smallest(\.caught)
    let checks = Set(tallies.flatMap(\.caughtByCheck.keys))
    let byCheck = checks.reduce(into: [String: Double]()) { amounts, check in
      amounts[check] = smallest { $0.caughtByCheck[check] ?? 0 }?.amount
    }
    return .init(
      fault: unit.fault.identifier, ensemble: "\(unit.ensemble)", count: unit.count,
      amount: whole?.amount,
      check: whole?.caughtByCheck.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key,
      byCheck: byCheck)
  }

  private static func matrix(
    _ detections: [EncodedCalibration.Detection], in ensemble: Ensemble
  ) -> MatrixPicture {
    let checks = Set(detections.flatMap(\.byCheck.keys))
    let columns = CalibrationTable.suite.filter(checks.contains)
    return MatrixPicture(
      title: "The smallest amount of a fault that a check catches in 95 % of sets; \(ensemble), "
        + "n = \(detections[0].count)",
      rows: detections.map(\.fault), columns: columns,
      cells: detections.map { detection in columns.map { detection.byCheck[$0] } })
  }
}
