import Comparisons
import Judgement
import References
import Statistics

extension MeanEnergy: ComparableCheck {
  /// H of each sample.
  public func record(of weighing: Weighing) -> CheckRecord? {
    weighing.record(of: self) { Double($0) }
  }
}

extension EnergyVariance: ComparableCheck {
  /// (H - ⟨H⟩)² about the reference's mean, the same for every set of samples.
  public func record(of weighing: Weighing) -> CheckRecord? {
    let centre = weighing.reference.energy.distribution.mean
    return weighing.record(of: self) { (Double($0) - centre) * (Double($0) - centre) }
  }
}

extension EnergyChiSquare: ComparableCheck {
  /// How often each energy occurs.
  public func record(of weighing: Weighing) -> CheckRecord? {
    CheckRecord(
      check: identifier, title: title,
      statistics: .levels(
        LevelSummary(
          weighing.energyLevels.histogram, effectiveCount: weighing.energyLevels.effectiveCount)),
      expectation: .levels(weighing.reference.energy.distribution))
  }
}

extension Weighing {
  /// The record of the mean of f(H).
  fileprivate func record(
    of check: some Check<Weighing>, function: (Int) -> Double
  ) -> CheckRecord {
    let moments = energyLevels.histogram.moments(of: function)
    let size = energyLevels.size(of: function)
    let expected: (mean: Double, error: Double)
    switch reference.energy {
    case .exact(let distribution): expected = (distribution.expectation(of: function), 0)
    case .sampled(let own):
      let theirs = own.histogram.moments(of: function)
      expected = (theirs.mean, (theirs.variance / own.size(of: function).count).squareRoot())
    }
    return CheckRecord(
      check: check.identifier, title: check.title,
      statistics: .mean(
        MeanSummary(
          mean: moments.mean, variance: moments.variance, effectiveCount: size.count)),
      expectation: .mean(expected.mean, error: expected.error))
  }
}
