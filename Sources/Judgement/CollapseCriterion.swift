/// When curves collapse: the verdict on a fit of one scaling function to the curves of all sizes.
///
/// χ² must not be rejected, and what was to be found must be known.
public struct CollapseCriterion: Sendable, Equatable {
  /// The probability that curves which do collapse are called different.
  public var falseAlarmRate: Double

  /// - Precondition: 0 < `falseAlarmRate` < 1.
  public init(falseAlarmRate: Double = DecisionRule.defaultFalseAlarmRate) {
    precondition(falseAlarmRate > 0 && falseAlarmRate < 1)
    self.falseAlarmRate = falseAlarmRate
  }

  /// Whether a fit with this p-value of χ² is rejected.
  public func rejects(_ pValue: Double) -> Bool { pValue < falseAlarmRate }

  /// The verdict on a fit.
  ///
  /// - Parameters:
  ///   - pValue: of χ²; nil where the points determine no fit at all.
  ///   - isDetermined: whether the points determine what was to be found.
  ///   - hasRival: whether another law, which is not the fit's, describes the points better, so that a fit that is
  ///     rejected does not show that they follow none.
  public func verdict(pValue: Double?, isDetermined: Bool, hasRival: Bool = false) -> Verdict {
    guard let pValue, !hasRival else { return .inconclusive }
    if rejects(pValue) { return .fail }
    return isDetermined ? .pass : .inconclusive
  }
}
