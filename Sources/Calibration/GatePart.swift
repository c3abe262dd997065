import BatchRuns
import Faults
import Judgement
import Reporting
import SpinSystems

/// Does the regression gate keep quiet about the same model, and see one that got worse?
struct GatePart: CalibrationPart {
  let identifier = "gate"
  let summary = "pairs of sets through the regression gate: the same model, and one that got worse."

  private func pairs(_ plan: CalibrationPlan) -> [(isSame: Bool, unit: GateUnit)] {
    let isSmoke = plan.scale == .smoke
    let models: [(GateUnit.Model, GateUnit.Model)] = [
      (.init(), .init()),
      (Self.leaked(0.1), Self.leaked(0.1)),
      (
        .init(fault: .wrongTemperature, amount: 0.05), .init(fault: .wrongTemperature, amount: 0.05)
      ),
      (.init(), Self.leaked(0.1)),
      (Self.leaked(0.05), Self.leaked(0.2)),
    ]
    return (isSmoke ? [8] : [8, 12]).flatMap { size in
      models.map { before, after in
        (
          before.name == after.name,
          GateUnit(
            before: before, after: after,
            ensemble: try! Ensemble(size: size, temperature: 2.5, totalSpin: nil), count: 5000,
            pairCount: isSmoke ? 4 : 100, seed: plan.seed)
        )
      }
    }
  }

  private static func leaked(_ amount: Double) -> GateUnit.Model {
    .init(fault: .leakedSpin, amount: amount)
  }

  func units(_ plan: CalibrationPlan) -> [any UnitOfWork] { pairs(plan).map(\.unit) }

  func findings(
    _ results: UnitResults, _ plan: CalibrationPlan
  ) throws -> CalibrationFindings? {
    let pairs = try pairs(plan).compactMap { isSame, unit in
      try results.result(of: unit).map { (isSame, unit, $0) }
    }
    guard !pairs.isEmpty else { return nil }
    let rates = pairs.map { isSame, unit, result in
      (
        isSame,
        EncodedCalibration.Rate(
          name: (isSame ? "\(unit.before.name), twice" : "\(unit.before.name) → \(unit.after.name)")
            + "; \(unit.ensemble)",
          count: unit.count, observed: ObservedRate(result.worse, of: result.pairCount),
          undecided: result.undecided)
      )
    }
    let (quiet, seen) = (rates.filter(\.0).map(\.1), rates.filter { !$0.0 }.map(\.1))
    let same = pairs.filter(\.0).map(\.2)
    let alarms = ObservedRate(
      same.reduce(0) { $0 + $1.worse }, of: same.reduce(0) { $0 + $1.pairCount })
    return CalibrationFindings(
      conclusion: "Of \(alarms.trials) pairs from one model the gate called \(alarms.count) worse "
        + "(95 % interval \(alarms.percentText)).",
      verdicts: same.isEmpty
        ? [] : [CalibrationCriterion().verdict(falseAlarms: alarms.count, of: alarms.trials)],
      tables: [
        CalibrationTable.rates("regression gate, the same model", quiet, happening: "called worse"),
        CalibrationTable.rates("regression gate, a worse model", seen, happening: "called worse"),
      ],
      encoded: .init(part: identifier, rates: quiet, detected: seen))
  }
}
