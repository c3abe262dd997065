import Comparisons
import Judgement
import References
import Statistics

extension MagnetizationConservation: ComparableCheck {
  /// How many configurations have another ΣS.
  public func record(of weighing: Weighing) -> CheckRecord? {
    guard let totalSpin = weighing.ensemble.totalSpin else { return nil }
    let broken = weighing.totalSpins.count { Int($0) != totalSpin }
    return CheckRecord(
      check: identifier, title: title,
      statistics: .occurrences(OccurrenceSummary(occurrences: broken, trials: weighing.count)),
      expectation: .never)
  }
}

extension EnergySupport: ComparableCheck {
  /// How many configurations have an energy that does not exist.
  public func record(of weighing: Weighing) -> CheckRecord? {
    guard weighing.ensemble.totalSpin != nil else { return nil }
    return CheckRecord(
      check: identifier, title: title,
      statistics: .occurrences(
        OccurrenceSummary(
          occurrences: weighing.energyDistribution.forbiddenCount, trials: weighing.count)),
      expectation: .never)
  }
}

extension MagnetizationDistribution: ComparableCheck {
  /// How often each ΣS occurs.
  public func record(of weighing: Weighing) -> CheckRecord? {
    guard weighing.ensemble.totalSpin == nil, let own = weighing.reference.totalSpin else {
      return nil
    }
    let levels = SampledLevels(weighing.totalSpins, inOrder: weighing.order)
    return CheckRecord(
      check: identifier, title: title,
      statistics: .levels(
        LevelSummary(levels.histogram, effectiveCount: levels.effectiveCount)),
      expectation: .levels(own.distribution),
      obstacle: weighing.remarkOnObstacle(to: .odd))
  }
}
