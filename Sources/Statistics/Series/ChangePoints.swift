import Glibc

/// Places at which the level of a series of estimates changes.
///
/// Each estimate has a standard error, and the runs scatter beyond it by what a robust look at successive
/// differences says, as those of models that are trained anew do: σ² = median((x_{i+1} - x_i)²)/(2 · 0.4549),
/// 0.4549 being the median of χ² with one degree of freedom, averaged with the errors' squares by degrees of
/// freedom, where that is more. The largest two-sample t of the series over all splits is a change if its p-value,
/// times the number of splits, is below the rate; both parts are then looked at in the same way (binary
/// segmentation: A. J. Scott and M. Knott, Biometrics 30, 507, 1974).
///
/// Of a short series whose runs scatter far beyond their errors (a dozen, three times) the rate is exceeded ten times at
/// 10⁻², less at smaller ones; of a longer one it holds.
public struct ChangePoints: Sendable {
  /// The places at which another level begins, ascending; never 0.
  public private(set) var places: [Int] = []

  /// As many degrees of freedom the estimates' own errors count for, beside what the scatter says.
  private static let priorFreedom = 8.0

  /// Fewer estimates have no scatter that could be told from a change.
  public static let fewest = 6

  /// The changes in a series.
  ///
  /// - Parameters:
  ///   - estimates: values with their standard errors, in their order.
  ///   - rate: the probability that a series without a change has one anywhere.
  public init(_ estimates: [(value: Double, standardError: Double)], falseAlarmRate rate: Double) {
    guard estimates.count >= Self.fewest else { return }
    let squares = zip(estimates, estimates.dropFirst())
      .map { ($0.value - $1.value) * ($0.value - $1.value) }.sorted()
    let scatter = squares[squares.count / 2] / (2 * 0.4549)
    // A median of few differences says little by itself.
    let ownFreedom = Double(squares.count) / 3
    let freedom = Self.priorFreedom + ownFreedom
    let variances = estimates.map { estimate in
      let known = estimate.standardError * estimate.standardError
      return max(known, (Self.priorFreedom * known + ownFreedom * scatter) / freedom)
    }
    func search(_ range: Range<Int>) {
      guard range.count >= 2 else { return }
      var best: (place: Int, t: Double, gain: Double)?
      for place in range.lowerBound + 1..<range.upperBound {
        let (first, second) = (range.lowerBound..<place, place..<range.upperBound)
        let before = Self.mean(estimates, variances, first)
        let after = Self.mean(estimates, variances, second)
        let difference = abs(after.mean - before.mean)
        // Not what is left of rounding.
        guard difference > 1e-12 * max(abs(after.mean), abs(before.mean)) else { continue }
        let t = difference / (before.variance + after.variance).squareRoot()
        // Where nothing scatters, every t is infinite.
        let gain =
          difference * difference * Double(first.count * second.count) / Double(range.count)
        if (t, gain) > (best?.t ?? 0, best?.gain ?? 0) { best = (place, t, gain) }
      }
      guard let best else { return }
      let tail = 2 * studentTUpperTail(best.t, degreesOfFreedom: freedom)
      // All splits of the whole series, at whatever depth, share the rate.
      guard tail * Double(estimates.count - 1) <= rate else { return }
      places.append(best.place)
      search(range.lowerBound..<best.place)
      search(best.place..<range.upperBound)
    }
    search(0..<estimates.count)
    places.sort()
  }

  private static func mean(
    _ estimates: [(value: Double, standardError: Double)], _ variances: [Double],
    _ range: Range<Int>
  ) -> (mean: Double, variance: Double) {
    var (sum, weight) = (0.0, 0.0)
    for index in range {
      let own = variances[index] > 0 ? 1 / variances[index] : 0
      sum += own * estimates[index].value
      weight += own
    }
    guard weight > 0 else {
      let values = range.map { estimates[$0].value }
      return (values.reduce(0, +) / Double(values.count), 0)
    }
    return (sum / weight, 1 / weight)
  }
}
