import Glibc
import Judgement
import References
import Statistics

/// Evidence from a vector of means against expected values, and as the effect the component that is, or may
/// be, furthest off.
///
/// Independent samples are tested by Hotelling's T², chains mode by mode, each with its own autocorrelation
/// time.
public struct VectorComparison: Sendable {
  /// Names of the components, such as "C(3)".
  public let names: [String]
  /// Means of the samples.
  public let mean: [Double]
  /// Means of the reference.
  public let expected: [Double]
  /// The simultaneous 95 % interval of each component's deviation.
  public let intervals: [MeanInterval]
  /// What the samples are worth for the slowest of what was looked at.
  public let size: EffectiveSize
  private let test: Test

  private struct Test {
    var statistic: Evidence.Statistic?
    var skewedDirections: Int
    var pValue: Double?
    /// Whether some mode is too slow for the length of the series.
    var isTooShort = false
  }

  /// Holds means of samples against a vector that is known.
  ///
  /// - Parameters:
  ///   - divisor: what the integers are divided by.
  ///   - names: of the components.
  ///   - columns: component k of sample i is `columns[k][i] / divisor`.
  ///   - order: of the samples.
  ///   - reference: the means, known or of other samples with the same divisor.
  ///   - range: the width of the interval that a component can lie in.
  ///   - unseenChange: see `VectorMeanTest`.
  /// - Precondition: as many columns as the reference has components.
  public init(
    names: [String], columns: [[Int32]], dividedBy divisor: Double, order: SampleOrder,
    reference: VectorReference, range: Double, unseenChange: Double = 0
  ) {
    self.names = names
    let sizes = columns.map { order.size(of: $0) }
    var slowest = sizes.reduce(.independent(columns[0].count), EffectiveSize.least)
    switch (order, reference) {
    case (.correlated, let reference):
      let series = columns.map { $0.map { Double($0) } }
      let modes: ModeMeansTest
      let errors: [Double]
      switch reference {
      case .exact(let mean):
        expected = mean
        errors = mean.map { _ in 0 }
        modes = ModeMeansTest(
          series, dividedBy: divisor, expected: mean, unseenChange: unseenChange)
      case .sampled(let own, let ownDivisor, let ownOrder):
        precondition(ownDivisor == divisor)
        expected = reference.mean
        errors = own.map {
          (Moments(of: $0).variance / ownOrder.size(of: $0).count).squareRoot() / divisor
        }
        modes = ModeMeansTest(
          series, dividedBy: divisor, reference: own.map { $0.map { Double($0) } },
          inOrder: ownOrder, unseenChange: unseenChange)
      }
      mean = modes.mean
      slowest = .least(slowest, modes.slowest)
      test = Test(
        statistic: modes.statistic.map { .init("t", $0) },
        skewedDirections: modes.skewedDirections, pValue: modes.pValue,
        isTooShort: modes.rank > 0 && modes.pValue == nil)
      intervals = names.indices.map {
        MeanInterval(
          variance: modes.variance[$0] + errors[$0] * errors[$0] * sizes[$0].count, range: range,
          size: sizes[$0], simultaneous: names.count)
      }
    case (_, .exact(let mean)):
      expected = mean
      let vector = VectorMeanTest(
        columns, dividedBy: divisor, expected: mean, effectiveCount: slowest.count,
        unseenChange: unseenChange)
      self.mean = vector.mean
      test = Test(
        statistic: vector.statistic.map {
          .init("T²", $0, degreesOfFreedom: Double(vector.rank))
        }, skewedDirections: vector.skewedDirections,
        pValue: vector.skewedDirections == 0
          ? vector.pValue
          : Self.bounded(
            vector.pValue, deviations: zip(vector.mean, mean).map { $0 - $1 }, range: range,
            effectiveCount: slowest.count))
      let count = slowest.count
      intervals = vector.variance.map {
        MeanInterval(
          variance: $0, range: range, effectiveCount: count, simultaneous: names.count)
      }
    case (_, .sampled(let own, let ownDivisor, let ownOrder)):
      precondition(ownDivisor == divisor)
      let ownCount = own.map { ownOrder.size(of: $0).count }.min()!
      let vector = VectorDifferenceTest(
        columns, effectiveCount: slowest.count, own, effectiveCount: ownCount,
        dividedBy: divisor, unseenChange: unseenChange)
      (self.mean, expected) = vector.means
      test = Test(
        statistic: vector.statistic.map {
          .init("T²", $0, degreesOfFreedom: Double(vector.rank))
        }, skewedDirections: vector.skewedDirections, pValue: vector.pValue)
      let count = slowest.count
      intervals = vector.squaredErrors.map {
        MeanInterval(
          squaredErrors: $0, effectiveCounts: (count, ownCount), range: range,
          simultaneous: names.count)
      }
    }
    size = slowest
  }

  /// `pValue`, to which some directions were too skewed to contribute, together with what holds of them
  /// whatever their law: a mean of n values from an interval of length R deviates by d with a probability
  /// of at most 2 exp(-2n d²/R²) (W. Hoeffding, J. Am. Stat. Assoc. 58, 13, 1963). The bound counts a
  /// thousand times, and so leaves `pValue` nearly as it is.
  ///
  /// So draws of one sign below T_c, whose ΣS hardly fluctuates but is far from zero, are seen.
  private static func bounded(
    _ pValue: Double?, deviations: [Double], range: Double, effectiveCount: Double
  ) -> Double? {
    let furthest = deviations.map(abs).max()! / range
    let bound = 2000 * Double(deviations.count) * exp(-2 * effectiveCount * furthest * furthest)
    guard let pValue else { return bound < 1 ? bound : nil }
    return min(1, pValue / 0.999, bound)
  }

  /// The evidence, with `effect` a phrase such as "samples - reference".
  public func evidence(effect: String, tolerance: Double, detail: String) -> Evidence {
    let deviations = zip(mean, expected).map { $0 - $1 }
    let sizes = deviations.indices.map {
      deviations[$0] == 0 ? 0 : abs(deviations[$0]) / intervals[$0].standardError
    }
    let shown = ReportedComponent(
      of: deviations, intervals, furthest: sizes.indices.max { sizes[$0] < sizes[$1] }!,
      pValue: test.pValue, tolerance: tolerance)
    var remarks = [detail]
    if test.skewedDirections > 0 {
      remarks.append(
        "\(test.skewedDirections) of \(names.count) directions fluctuate by rare events only and are "
          + "left out of the p-value.")
    }
    let evidence = Evidence(
      statistic: test.statistic, pValue: test.pValue, hasDiscreteLaw: test.skewedDirections > 0,
      effect: Effect(
        name: "\(names[shown.index]), \(effect)", value: deviations[shown.index],
        interval: shown.interval.around(deviations[shown.index]), tolerance: tolerance, unit: ""),
      effectiveSampleCount: size.count, detectable: shown.interval.detectable,
      measures: names.indices.map {
        .init(
          names[$0], mean[$0], interval: intervals[$0].around(mean[$0]), unit: "")
      },
      detail: remarks.joined(separator: " "))
    return test.isTooShort ? evidence.withoutJudgement(because: size.remark) : evidence
  }
}
