import BatchRuns
import Judgement
import Reporting
import SpinSystems
import Statistics

/// Do perfect samples fail no more often than is declared, and are their p-values uniform?
struct PerfectPart: CalibrationPart {
  let identifier = "perfect"
  let summary = "perfect samples: false alarms, and p-values against the uniform law."

  /// L = 8 and 12 (at smoke scale 4 and 8), below, at and above T_c, ΣS = 0 and free.
  static func ensembles(_ scale: CalibrationPlan.Scale) -> [Ensemble] {
    let sizes = scale == .smoke ? [4, 8] : [8, 12]
    return sizes.flatMap { size in
      [1, Ensemble.criticalTemperature, 3].flatMap { temperature in
        [0, nil].map { try! Ensemble(size: size, temperature: temperature, totalSpin: $0) }
      }
    }
  }

  private func correctSets(_ plan: CalibrationPlan) -> [SetsUnit] {
    let (blocks, setCount) = plan.scale == .smoke ? (1, 5) : (4, 50)
    return Self.ensembles(plan.scale).flatMap { ensemble in
      (0..<blocks).map {
        SetsUnit(
          source: .perfect, ensemble: ensemble, count: 2000, setCount: setCount, block: $0,
          seed: plan.seed)
      }
    }
  }

  func units(_ plan: CalibrationPlan) -> [any UnitOfWork] { correctSets(plan) }

  func findings(
    _ results: UnitResults, _ plan: CalibrationPlan
  ) throws -> CalibrationFindings? {
    let units = try correctSets(plan).compactMap { unit in
      try results.result(of: unit).map { (unit.ensemble, $0) }
    }
    guard !units.isEmpty else { return nil }
    let tallies = units.map(\.1)
    let byEnsemble = Self.ensembles(plan.scale).compactMap {
      ensemble -> EncodedCalibration.Rate? in
      let own = units.filter { $0.0 == ensemble }.map(\.1)
      return own.isEmpty
        ? nil
        : .init(
          name: "\(ensemble)", count: own[0].count,
          observed: ObservedRate(own.failureCount, of: own.setCount),
          undecided: own.reduce(0) { $0 + $1.verdicts.count { $0 == .inconclusive } })
    }
    let uniformity = tallies.checks.compactMap { check in
      Self.uniformity(
        check, tallies.pValues(of: check), continuous: tallies.pValues(of: check, discrete: false))
    }
    let whole = ObservedRate(tallies.failureCount, of: tallies.setCount)
    let criterion = CalibrationCriterion()
    return CalibrationFindings(
      conclusion: "Of \(whole.trials) perfect sets \(whole.count) failed: 95 % interval "
        + "\(whole.percentText), declared \(brief(100 * criterion.declaredRate)) %.",
      verdicts: [criterion.verdict(falseAlarms: whole.count, of: whole.trials)]
        + uniformity.map {
          criterion.verdict(
            smallPValues: $0.below01.count, of: $0.count, comparisons: uniformity.count)
        }
        + uniformity.compactMap { row in
          row.kolmogorovSmirnov.map {
            criterion.verdict(
              uniformity: $0, of: row.continuous, comparisons: uniformity.count)
          }
        },
      tables: [
        CalibrationTable.rates("perfect samples", byEnsemble, happening: "failed"),
        CalibrationTable.uniformity(uniformity),
      ],
      encoded: .init(part: identifier, rates: byEnsemble, uniformity: uniformity))
  }

  private static func uniformity(
    _ check: String, _ pValues: [Double], continuous: [Double]
  ) -> EncodedCalibration.Uniformity? {
    guard !pValues.isEmpty else { return nil }
    func below(_ level: Double) -> ObservedRate {
      ObservedRate(pValues.count { $0 <= level }, of: pValues.count)
    }
    return .init(
      check: check, count: pValues.count, continuous: continuous.count,
      kolmogorovSmirnov: continuous.isEmpty ? nil : kolmogorovSmirnovUniform(continuous),
      below05: below(0.05),
      below01: below(0.01), below001: below(0.001))
  }
}
