import Judgement
import Statistics

/// The component of a vector that a report shows as the effect.
///
/// A pass is a proof that every component is within the tolerance, so it is the one that reaches farthest, |d| plus
/// half the interval. Where the vector is proved different it is the one that is most standard errors off, which the
/// text names: an interval that holds zero beside a failure would puzzle people. Where the allowance for what did not
/// occur makes it hold zero all the same, it is made to agree (`MeanInterval.agreeing`). Unless that one alone is within the tolerance and others are not: then the farthest reach
/// decides whether the difference is tolerable.
package struct ReportedComponent {
  /// Its number.
  package let index: Int
  /// The interval of its deviation.
  package let interval: MeanInterval

  /// With a p-value above this no suite fails.
  private static let decidedLevel = DecisionRule.defaultFalseAlarmRate

  /// - Parameters:
  ///   - deviations: of the components.
  ///   - intervals: of the deviations.
  ///   - furthest: the component that is most standard errors off.
  ///   - pValue: of the whole vector.
  ///   - tolerance: the largest deviation of no consequence.
  package init(
    of deviations: [Double], _ intervals: [MeanInterval], furthest: Int, pValue: Double?,
    tolerance: Double
  ) {
    let reaches = zip(deviations, intervals).map { abs($0) + $1.halfWidth }
    let widest = reaches.indices.max { reaches[$0] < reaches[$1] }!
    let isDecided = pValue.map { $0 <= Self.decidedLevel } ?? false
    guard isDecided, reaches[furthest] > tolerance || reaches[widest] <= tolerance else {
      (index, interval) = (widest, intervals[widest])
      return
    }
    let (deviation, own) = (deviations[furthest], intervals[furthest])
    index = furthest
    interval =
      own.halfWidth < abs(deviation)
      ? own
      : own.agreeing(
        withPValue: normalTwoSidedPValue(deviation / own.standardError), of: deviation)
  }
}
