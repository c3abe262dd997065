import Comparisons
import Judgement
import Statistics

/// The profile of a field along one axis, as deviations of bands of lines from the average.
struct LineProfile {
  let name: String
  /// L · (sum of the band) - (its width) · (sum of all) for each band and sample: integers of mean zero
  /// where every place is like every other.
  let columns: [[Int32]]
  /// What one such unit is for each band, per site.
  let scales: [Double]

  /// - Parameter lines: the sums of the field over each line of the lattice, [L][n].
  init(name: String, _ lines: [ArraySlice<Int32>], size: Int) {
    self.name = name
    let count = lines[0].count
    let bands = min(size, TranslationSymmetry.largestBandCount)
    var totals = [Int32](repeating: 0, count: count)
    var sums = [[Int32]](repeating: totals, count: bands)
    var widths = [Int32](repeating: 0, count: bands)
    for (index, line) in lines.enumerated() {
      let band = index * bands / size
      widths[band] += 1
      for (sample, value) in line.enumerated() {
        totals[sample] += value
        sums[band][sample] += value
      }
    }
    for band in 0..<bands {
      for sample in 0..<count {
        sums[band][sample] = Int32(size) * sums[band][sample] - widths[band] * totals[sample]
      }
    }
    columns = sums
    // Back to one site: a band has width · L sites and the extra factor L.
    scales = widths.map { 1 / (Double($0) * Double(size * size)) }
  }
}

/// A profile held against flatness, or against the profile of a believed reference.
struct ProfileComparison {
  let name: String
  let statistic: Evidence.Statistic?
  let pValue: Double?
  /// Whether a mode of the profile is too slow for the length of the series.
  let isTooShort: Bool
  let effectiveCount: Double
  /// Root mean square deviation over the bands, per site.
  let norm: Double
  /// The 95 % quantile of what noise alone adds to the deviations, in the same norm.
  let noise: Double

  init(
    _ profile: LineProfile, order: SampleOrder,
    reference: (columns: [[Int32]], order: SampleOrder)?
  ) {
    name = profile.name
    let columns = profile.columns
    let zeros = columns.map { _ in 0.0 }
    let series = columns.map { $0.map { Double($0) } }
    let size = order.size(of: series)
    effectiveCount = size.count
    var squaredErrors: [Double]
    var deviations: [Double]
    let directions: Int
    if order == .correlated {
      let modes =
        reference.map {
          ModeMeansTest(
            series, reference: $0.columns.map { $0.map { Double($0) } }, inOrder: $0.order)
        } ?? ModeMeansTest(series, expected: zeros)
      statistic = modes.statistic.map { .init("t", $0) }
      pValue = modes.pValue
      isTooShort = modes.rank > 0 && modes.pValue == nil
      directions = modes.rank + modes.skewedDirections
      squaredErrors = modes.variance.map { $0 / size.count }
      deviations = modes.mean
    } else if let reference {
      let count = reference.columns.map { reference.order.size(of: $0).count }.min()!
      let test = VectorDifferenceTest(
        columns, effectiveCount: size.count, reference.columns, effectiveCount: count)
      statistic = test.statistic.map { .init("T²", $0, degreesOfFreedom: Double(test.rank)) }
      pValue = test.pValue
      isTooShort = false
      directions = test.rank + test.skewedDirections
      squaredErrors = test.squaredErrors.map(\.0)
      deviations = test.means.first
    } else {
      let test = VectorMeanTest(columns, expected: zeros, effectiveCount: size.count)
      statistic = test.statistic.map { .init("T²", $0, degreesOfFreedom: Double(test.rank)) }
      pValue = test.pValue
      isTooShort = false
      directions = test.rank + test.skewedDirections
      squaredErrors = test.variance.map { $0 / size.count }
      deviations = test.mean
    }
    if let reference {
      for band in columns.indices {
        let own = Moments(of: reference.columns[band])
        deviations[band] -= own.mean
        squaredErrors[band] +=
          own.variance / reference.order.size(of: reference.columns[band]).count
      }
    }
    let squares = zip(deviations, profile.scales).map { ($0 * $1) * ($0 * $1) }
    norm = (squares.reduce(0, +) / Double(columns.count)).squareRoot()
    noise = Self.noiseQuantile(
      variances: zip(squaredErrors, profile.scales).map { $0 * $1 * $1 },
      directions: directions, effectiveCount: size.count)
  }

  /// The true norm lies within `noise` of the measured one, by the triangle inequality.
  var interval: ClosedRange<Double> { max(0, norm - noise)...norm + noise }

  /// The norm of the noise squared is a weighted sum of χ²₁; a scaled χ² of the same mean, and no more
  /// degrees of freedom than the profile has directions, bounds its upper quantile in practice
  /// (Satterthwaite 1946, with the equal-weights case replaced by the largest plausible spread).
  private static func noiseQuantile(
    variances: [Double], directions: Int, effectiveCount: Double
  ) -> Double {
    let mean = variances.reduce(0, +) / Double(variances.count)
    // Two degrees of freedom: one travelling mode, a sine and a cosine, carries all the noise.
    let freedom = Double(max(1, min(directions, 2)))
    let quantile = chiSquareQuantile(0.95, degreesOfFreedom: freedom) / freedom
    return (mean * quantile).squareRoot() + 3 * 2 / effectiveCount
  }
}
