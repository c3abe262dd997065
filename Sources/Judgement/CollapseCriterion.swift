/// When curves collapse: the verdict on a fit of one scaling function to the curves of all sizes.
///
/// χ² must not be rejected, and where ν was free it must be known: a ν whose interval reaches twice its
/// value is not, whatever χ² says.
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
  ///   - nu: the exponent with its interval; nil where it was held.
  public func verdict(
    pValue: Double?, nu: (value: Double, interval: ClosedRange<Double>)?
  ) -> Verdict {
    guard let pValue else { return .inconclusive }
    if rejects(pValue) { return .fail }
    guard let nu else { return .pass }
    return nu.interval.upperBound <= 2 * nu.value ? .pass : .inconclusive
  }
}
