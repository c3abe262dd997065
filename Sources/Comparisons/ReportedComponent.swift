import Judgement

/// Which component of a vector a report shows as the effect.
///
/// A pass is a proof that every component is within the tolerance, so it is the one that reaches farthest, |d| plus
/// half the interval. Where the vector is proved different it is the one that is most standard errors off, which the
/// text names: an interval that holds zero beside a failure would puzzle people. Unless that one alone is within the
/// tolerance and others are not: then the farthest reach decides whether the difference is tolerable.
///
/// - Parameters:
///   - deviations: of the components.
///   - halfWidths: of their intervals.
///   - furthest: the component that is most standard errors off.
///   - pValue: of the whole vector.
///   - tolerance: the largest deviation of no consequence.
package func reportedComponent(
  deviations: [Double], halfWidths: [Double], furthest: Int, pValue: Double?, tolerance: Double
) -> Int {
  let reaches = zip(deviations, halfWidths).map { abs($0) + $1 }
  let widest = reaches.indices.max { reaches[$0] < reaches[$1] }!
  guard let pValue, pValue <= decidedLevel else { return widest }
  return reaches[furthest] > tolerance || reaches[widest] <= tolerance ? furthest : widest
}

/// With a p-value above this no suite fails.
private let decidedLevel = DecisionRule.defaultFalseAlarmRate
