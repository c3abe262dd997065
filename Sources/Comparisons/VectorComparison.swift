import Judgement
import References
import Statistics

/// Evidence from a vector of means against expected values: Hotelling's test, and as the effect the
/// component that is, or may be, furthest off.
public struct VectorComparison: Sendable {
  /// Names of the components, such as "C(3)".
  public let names: [String]
  /// Means of the samples.
  public let mean: [Double]
  /// Means of the reference.
  public let expected: [Double]
  private let statistic: Double?
  private let rank: Int
  private let skewedDirections: Int
  private let pValue: Double?
  private let effectiveCount: Double
  /// The simultaneous 95 % interval of each component's deviation.
  public let intervals: [MeanInterval]

  /// Holds means of samples against a vector that is known.
  ///
  /// - Parameters:
  ///   - columns: component k of sample i is `columns[k][i] / divisor`.
  ///   - range: the width of the interval that a component can lie in.
  ///   - unseenChange: see `VectorMeanTest`.
  public init(
    names: [String], columns: [[Int32]], dividedBy divisor: Double, expected: [Double],
    range: Double, effectiveCount: Double, unseenChange: Double = 0
  ) {
    self.names = names
    self.expected = expected
    let test = VectorMeanTest(
      columns, dividedBy: divisor, expected: expected, effectiveCount: effectiveCount,
      unseenChange: unseenChange)
    mean = test.mean
    statistic = test.statistic
    rank = test.rank
    skewedDirections = test.skewedDirections
    pValue = test.pValue
    self.effectiveCount = effectiveCount
    intervals = test.variance.map {
      MeanInterval(
        variance: $0, range: range, effectiveCount: effectiveCount, simultaneous: names.count)
    }
  }

  /// The same against a vector of means that may have errors of its own.
  ///
  /// - Precondition: as many columns as the reference has components.
  public init(
    names: [String], columns: [[Int32]], dividedBy divisor: Double, reference: VectorReference,
    range: Double, effectiveCount: Double, unseenChange: Double
  ) {
    switch reference {
    case .exact(let expected):
      self.init(
        names: names, columns: columns, dividedBy: divisor, expected: expected, range: range,
        effectiveCount: effectiveCount, unseenChange: unseenChange)
    case .sampled(let own, let ownDivisor, let ownCount):
      precondition(ownDivisor == divisor)
      self.init(
        names: names,
        difference: VectorDifferenceTest(
          columns, effectiveCount: effectiveCount, own, effectiveCount: ownCount,
          dividedBy: divisor, unseenChange: unseenChange),
        range: range, effectiveCounts: (effectiveCount, ownCount))
    }
  }

  private init(
    names: [String], difference test: VectorDifferenceTest, range: Double,
    effectiveCounts: (Double, Double)
  ) {
    self.names = names
    effectiveCount = effectiveCounts.0
    (mean, expected) = test.means
    statistic = test.statistic
    rank = test.rank
    skewedDirections = test.skewedDirections
    pValue = test.pValue
    intervals = test.squaredErrors.map {
      MeanInterval(
        squaredErrors: $0, effectiveCounts: effectiveCounts, range: range,
        simultaneous: names.count)
    }
  }

  /// The evidence, with `effect` a phrase such as "samples - reference".
  public func evidence(effect: String, tolerance: Double, detail: String) -> Evidence {
    let deviations = zip(mean, expected).map { $0 - $1 }
    let worst = deviations.indices.max {
      abs(deviations[$0]) + intervals[$0].halfWidth < abs(deviations[$1]) + intervals[$1].halfWidth
    }!
    var remarks = [detail]
    if skewedDirections > 0 {
      remarks.append(
        "\(skewedDirections) of \(names.count) directions fluctuate by rare events only and are "
          + "left out of the p-value.")
    }
    return Evidence(
      statistic: statistic.map {
        .init("T²", $0, degreesOfFreedom: Double(rank))
      },
      pValue: pValue,
      effect: Effect(
        name: "\(names[worst]), \(effect)", value: deviations[worst],
        interval: intervals[worst].around(deviations[worst]), tolerance: tolerance, unit: ""),
      effectiveSampleCount: effectiveCount, detectable: intervals[worst].detectable,
      measures: names.indices.map {
        .init(
          names[$0], mean[$0], interval: intervals[$0].around(mean[$0]), unit: "")
      },
      detail: remarks.joined(separator: " "))
  }
}
