import Statistics

/// When a declared error rate holds: the verdict on how often checks failed samples that are right.
public struct CalibrationCriterion: Sendable, Equatable {
  /// The declared probability that correct samples fail the suite.
  public var declaredRate: Double
  /// The probability with which a rate that holds is called broken.
  public var falseAlarmRate: Double

  /// - Precondition: both rates are between 0 and 1.
  public init(
    declaredRate: Double = DecisionRule.defaultFalseAlarmRate,
    falseAlarmRate: Double = DecisionRule.defaultFalseAlarmRate
  ) {
    precondition(declaredRate > 0 && declaredRate < 1 && falseAlarmRate > 0 && falseAlarmRate < 1)
    self.declaredRate = declaredRate
    self.falseAlarmRate = falseAlarmRate
  }

  /// Fail where the count is too large for the declared rate (one-sided exact binomial test); inconclusive
  /// where there are fewer sets than one expected alarm takes, since a rate ten times too large could hide.
  public func verdict(falseAlarms: Int, of setCount: Int) -> Verdict {
    if exceeds(declaredRate, falseAlarms, of: setCount, at: falseAlarmRate) { return .fail }
    return Double(setCount) * declaredRate >= 1 ? .pass : .inconclusive
  }

  /// The verdict on the p-values of one check: too many at or below 0.01 fail.
  ///
  /// - Parameters:
  ///   - smallPValues: how many p-values are at most 0.01.
  ///   - setCount: how many p-values there are.
  ///   - comparisons: how many checks are looked at (Bonferroni).
  public func verdict(
    smallPValues: Int, of setCount: Int, comparisons: Int
  ) -> Verdict {
    if exceeds(0.01, smallPValues, of: setCount, at: falseAlarmRate / Double(max(comparisons, 1))) {
      return .fail
    }
    return setCount >= 100 ? .pass : .inconclusive
  }

  /// The verdict on the test that the p-values of one check are uniform, where their law is continuous.
  ///
  /// - Parameters:
  ///   - pValue: that of the test of uniformity.
  ///   - setCount: how many p-values there are.
  ///   - comparisons: how many checks are looked at (Bonferroni).
  public func verdict(uniformity pValue: Double, of setCount: Int, comparisons: Int) -> Verdict {
    if pValue < falseAlarmRate / Double(max(comparisons, 1)) { return .fail }
    return setCount >= 100 ? .pass : .inconclusive
  }

  /// Whether P(at least so many | rate) < level: the lower Clopper-Pearson limit lies above the rate.
  private func exceeds(_ rate: Double, _ count: Int, of trials: Int, at level: Double) -> Bool {
    clopperPearson(successes: count, trials: trials, confidence: 1 - 2 * level).lowerBound > rate
  }
}
