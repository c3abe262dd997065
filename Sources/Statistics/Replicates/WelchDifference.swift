/// The difference of the means of two groups of machines, with a 95 % interval that lets their scatter
/// differ (Welch's).
public struct WelchDifference: Sendable {
  /// Mean of the first group - mean of the second.
  public let value: Double
  /// Without bounds where a group is too small to scatter.
  public let interval: ClosedRange<Double>

  /// The difference of two groups, neither of which is empty.
  public init(_ first: [Double], _ second: [Double]) {
    let test = welchTest(first, second)
    value = test.means.0 - test.means.1
    guard min(first.count, second.count) > 1 else {
      interval = -.infinity ... .infinity
      return
    }
    let half =
      studentTQuantile(0.975, degreesOfFreedom: test.degreesOfFreedom) * test.standardError
    interval = value - half...value + half
  }
}
