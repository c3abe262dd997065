import BatchRuns
import Reporting
import SpinSystems
import UpdateRules

/// Which mistakes in an update rule are caught, from how many starts?
///
/// Beside them the same code without a mistake, and sites in order, which look like one and are none.
struct MistakePart: CalibrationPart {
  let identifier = "mistakes"
  let summary = "update rules with a mistake, from perfect samples: how many are caught."

  /// From more starts than this fewer sets say as much.
  private static let usualStarts = 20_000

  private func rules(_ plan: CalibrationPlan) -> [MistakeUnit] {
    let isSmoke = plan.scale == .smoke
    let kinds = isSmoke ? [.typewriter, .halvedCost, .sharedBond] : TextbookRule.Kind.allCases
    return kinds.map { kind in
      MistakeUnit(
        kind: kind,
        ensemble: try! Ensemble(
          size: isSmoke ? 4 : 8, temperature: 2.3, totalSpin: kind.conservesTotalSpin ? 0 : nil),
        count: isSmoke ? min(plan.count, 1000) : plan.count,
        setCount: isSmoke ? 3 : plan.count > Self.usualStarts ? 5 : 20, seed: plan.seed)
    }
  }

  func units(_ plan: CalibrationPlan) -> [any UnitOfWork] { rules(plan) }

  func findings(
    _ results: UnitResults, _ plan: CalibrationPlan
  ) throws -> CalibrationFindings? {
    let found = try rules(plan).compactMap { unit in
      try results.result(of: unit).map {
        (
          unit.kind,
          EncodedCalibration.Rate("\(unit.kind.rawValue); \(unit.ensemble)", failuresOf: $0)
        )
      }
    }
    guard !found.isEmpty else { return nil }
    let right = found.filter { TextbookRule.Kind.right.contains($0.0) }.map(\.1)
    let wrong = found.filter { !TextbookRule.Kind.right.contains($0.0) }.map(\.1)
    let caught = wrong.count { $0.observed.count * 20 >= $0.observed.trials * 19 }
    return CalibrationFindings(
      conclusion:
        "Of \(wrong.count) mistakes \(caught) were caught in 95 % of the sets or more, from "
        + "\(found[0].1.count) starts.",
      verdicts: [],
      tables: [
        CalibrationTable.rates("update rules with a mistake", wrong, happening: "caught"),
        CalibrationTable.rates("the same without one", right, happening: "failed"),
      ],
      encoded: .init(part: identifier, rates: right, detected: wrong))
  }
}
