import BatchRuns
import Judgement
import MonteCarlo
import Reporting
import SpinSystems

/// Does a correct update rule fail no more often than is declared?
struct KernelPart: CalibrationPart {
  let identifier = "kernels"
  let summary = "correct update rules, applied to perfect samples: false alarms."

  func units(_ plan: CalibrationPlan) -> [any UnitOfWork] { rules(plan) }

  private func rules(_ plan: CalibrationPlan) -> [RuleUnit] {
    let isSmoke = plan.scale == .smoke
    let methods: [MarkovMethod] =
      isSmoke ? [.heatBath] : [.metropolis, .heatBath, .wolff, .kawasaki, .exchange, .cluster]
    let temperatures = isSmoke ? [2.0] : [0.5, Ensemble.criticalTemperature, 4]
    return methods.flatMap { method in
      temperatures.flatMap { temperature in
        (isSmoke ? [1] : [1, 10, 100]).map { applications in
          RuleUnit(
            method: method,
            ensemble: try! Ensemble(
              size: 8, temperature: temperature, totalSpin: method.conservesTotalSpin ? 0 : nil),
            applications: applications, count: isSmoke ? 1000 : 5000, setCount: isSmoke ? 4 : 20,
            seed: plan.seed)
        }
      }
    }
  }

  func findings(
    _ results: UnitResults, _ plan: CalibrationPlan
  ) throws -> CalibrationFindings? {
    let rates = try rules(plan).compactMap { unit -> EncodedCalibration.Rate? in
      guard let tally = try results.result(of: unit) else { return nil }
      let times = unit.applications == 1 ? "once" : "\(unit.applications) times"
      return .init("\(unit.method.identifier), \(times); \(unit.ensemble)", failuresOf: tally)
    }
    guard !rates.isEmpty else { return nil }
    let whole = rates.whole
    return CalibrationFindings(
      conclusion: "Of \(whole.trials) times that a correct update rule was weighed it failed "
        + "\(whole.count) times (95 % interval \(whole.percentText)).",
      verdicts: [CalibrationCriterion().verdict(falseAlarms: whole.count, of: whole.trials)],
      tables: [CalibrationTable.rates("correct update rules", rates, happening: "failed")],
      encoded: .init(part: identifier, rates: rates, detected: []))
  }
}
