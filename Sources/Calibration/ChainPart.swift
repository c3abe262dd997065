import BatchRuns
import Judgement
import MonteCarlo
import Reporting
import SpinSystems

/// Do correct chains fail no more often than is declared, however correlated they are?
struct ChainPart: CalibrationPart {
  let identifier = "chains"
  let summary = "correct chains, from nearly independent to far too short: false alarms."

  private func correctSets(_ plan: CalibrationPlan) -> [SetsUnit] {
    let isSmoke = plan.scale == .smoke
    let temperatures = isSmoke ? [2.0, 3] : [1.2, 2, Ensemble.criticalTemperature, 3]
    let settings: [(spacing: Int, count: Int)] =
      isSmoke
      ? [(1, 300), (20, 1000)]
      : [(1, 100), (1, 1000), (1, 10_000), (5, 3000), (20, 10_000), (50, 10_000), (200, 1000)]
    let methods: [(MarkovMethod, Int?)] =
      [(.kawasaki, 0), (.heatBath, nil)] + (isSmoke ? [] : [(.wolff, nil)])
    // In the ordered phase of L = 16 rare long excursions of local chains begin to count. Short chains say little
    // there, cluster chains, which have none, nothing new, and at fixed ΣS no reference is exact.
    let sizes = isSmoke ? [8] : [8, 12, 16]
    return sizes.flatMap { size in
      methods.filter { size < 16 || $0.0.isLocal && $0.1 == nil }.flatMap { method, totalSpin in
        temperatures.flatMap { temperature in
          settings.filter { size < 16 || $0.count >= 3000 }.map { setting in
            SetsUnit(
              source: .chain(method, spacing: setting.spacing),
              ensemble: try! Ensemble(
                size: size, temperature: temperature, totalSpin: totalSpin),
              count: setting.count, setCount: isSmoke ? 4 : 20, block: 0, seed: plan.seed)
          }
        }
      }
    }
  }

  /// Chains that are 4 % hotter than they claim, far enough apart to be judged.
  private func hotSets(_ plan: CalibrationPlan) -> [SetsUnit] {
    let isSmoke = plan.scale == .smoke
    return [(MarkovMethod.kawasaki, 0), (.heatBath, nil)].map { method, totalSpin in
      SetsUnit(
        source: .chain(method, spacing: isSmoke ? 20 : 50),
        ensemble: try! Ensemble(size: 8, temperature: 2, totalSpin: totalSpin),
        claimedRatio: 1 / 1.04, count: 10_000, setCount: isSmoke ? 2 : 40, block: 0,
        seed: plan.seed)
    }
  }

  func units(_ plan: CalibrationPlan) -> [any UnitOfWork] { correctSets(plan) + hotSets(plan) }

  func findings(
    _ results: UnitResults, _ plan: CalibrationPlan
  ) throws -> CalibrationFindings? {
    func rate(_ unit: SetsUnit) throws -> EncodedCalibration.Rate? {
      guard let tally = try results.result(of: unit) else { return nil }
      return .init("\(unit.source.title); \(unit.ensemble)", failuresOf: tally)
    }
    let rates = try correctSets(plan).compactMap(rate)
    let caught = try hotSets(plan).compactMap(rate)
    guard !rates.isEmpty else { return nil }
    let whole = rates.whole
    let undecided = rates.reduce(0) { $0 + ($1.undecided ?? 0) }
    return CalibrationFindings(
      conclusion: "Of \(whole.trials) correct chains \(whole.count) failed (95 % interval "
        + "\(whole.percentText)) and \(undecided) were inconclusive.",
      verdicts: [CalibrationCriterion().verdict(falseAlarms: whole.count, of: whole.trials)],
      tables: [
        CalibrationTable.rates("correct chains", rates, happening: "failed"),
        CalibrationTable.rates("chains 4 % too hot", caught, happening: "failed"),
      ],
      encoded: .init(part: identifier, rates: rates, detected: caught))
  }
}
