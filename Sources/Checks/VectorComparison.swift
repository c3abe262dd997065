import Statistics
import Validation

/// Evidence from a vector of means against expected values: Hotelling's test, and as the effect the
/// component that is, or may be, furthest off.
struct VectorComparison {
  /// Names of the components, such as "C(3)".
  let names: [String]
  let test: VectorMeanTest
  let expected: [Double]
  /// The simultaneous 95 % interval of each component's deviation.
  let intervals: [MeanInterval]

  /// - Parameters:
  ///   - columns: component k of sample i is `columns[k][i] / divisor`.
  ///   - range: the width of the interval that a component can lie in.
  ///   - unseenChange: see `VectorMeanTest`.
  init(
    names: [String], columns: [[Int32]], dividedBy divisor: Double, expected: [Double],
    range: Double, effectiveCount: Double, unseenChange: Double = 0
  ) {
    self.names = names
    self.expected = expected
    test = VectorMeanTest(
      columns, dividedBy: divisor, expected: expected, effectiveCount: effectiveCount,
      unseenChange: unseenChange)
    intervals = test.variance.map {
      MeanInterval(
        variance: $0, range: range, effectiveCount: effectiveCount, simultaneous: names.count)
    }
  }

  /// The evidence, with `effect` a phrase such as "samples - reference".
  func evidence(effect: String, tolerance: Double, detail: String) -> Evidence {
    let deviations = zip(test.mean, expected).map { $0 - $1 }
    let worst = deviations.indices.max {
      abs(deviations[$0]) + intervals[$0].halfWidth < abs(deviations[$1]) + intervals[$1].halfWidth
    }!
    var remarks = [detail]
    if test.skewedDirections > 0 {
      remarks.append(
        "\(test.skewedDirections) of \(names.count) directions fluctuate by rare events only and are "
          + "left out of the p-value.")
    }
    return Evidence(
      statistic: test.statistic.map {
        .init("T²", $0, degreesOfFreedom: Double(test.rank))
      },
      pValue: test.pValue,
      effect: Effect(
        name: "\(names[worst]), \(effect)", value: deviations[worst],
        interval: intervals[worst].around(deviations[worst]), tolerance: tolerance, unit: ""),
      effectiveSampleCount: test.effectiveCount, detectable: intervals[worst].detectable,
      measures: names.indices.map {
        .init(
          names[$0], test.mean[$0], interval: intervals[$0].around(test.mean[$0]), unit: "")
      },
      detail: remarks.joined(separator: " "))
  }
}
