/// Is the mean of a vector-valued observable the expected one? Hotelling's T² with guards.
///
/// T² = n_eff · (m̄ - μ)ᵀ S⁻¹ (m̄ - μ) and (n_eff - k) T² / (k (n_eff - 1)) ~ F(k, n_eff - k), with S the
/// sample covariance and k its rank (Hotelling 1931). The correlation matrix is diagonalized first, and
/// a direction is left out where
///   - its eigenvalue is below 10⁻¹⁰ of the largest: the observable does not fluctuate there, or
///   - its skewness γ satisfies |γ| / √n_eff > 0.05. The tail of a standardized mean at z is off by a
///     factor of about exp(γ z³ / 6√n) (Feller 1971, XVI.7), 1.7 at z = 4 and this bound. It means that
///     the fluctuations are rare events, too few for normal theory; a p-value there would be wrong.
///
/// Where the expected mean contains contributions of events too rare to have been sampled, S knows
/// nothing of them. An event never seen in n samples has a probability below 3/n at 95 % confidence; if
/// one changes a component by u, the mean may be off by 3u/n, and (3u)²/n is added to the variance.
public struct VectorMeanTest: Sendable {
  /// Mean of each component.
  public let mean: [Double]
  /// Variance of each component over the samples.
  public let variance: [Double]
  /// T², or nil where no direction is left to test.
  public let statistic: Double?
  /// The number k of directions that were tested.
  public let rank: Int
  /// The number of directions left out for skewness.
  public let skewedDirections: Int
  /// The p-value; nil where there are too few samples for one.
  public let pValue: Double?
  /// The number of independent samples that the mean is worth.
  public let effectiveCount: Double

  /// The largest |γ| / √n_eff at which normal theory is trusted.
  public static let largestSkewnessRatio = 0.05

  /// With fewer effective samples than this, and three more for each direction, no p-value is given: the
  /// means are not normal enough for tails of 10⁻⁴, and S is too uncertain.
  public static let fewestSamples = 100.0

  /// Tests `columns[k][i] / divisor`, component k of sample i, against `expected[k]`.
  ///
  /// - Parameters:
  ///   - expected: the mean under the hypothesis.
  ///   - effectiveCount: n_eff.
  ///   - columns: `columns[k][i]` is component k of sample i.
  ///   - divisor: what the integers are divided by.
  ///   - unseenChange: by how much an event that was not sampled typically changes a component,
  ///     in the unit of the columns; 0 where such events cannot shift the mean.
  /// - Precondition: all columns have the same, positive length.
  public init(
    _ columns: [[Int32]], dividedBy divisor: Double = 1, expected: [Double],
    effectiveCount: Double, unseenChange: Double = 0
  ) {
    self.init(columns, { Double($0) }, divisor, expected, effectiveCount, unseenChange)
  }

  /// Tests `columns[k][i]`, component k of sample i, against `expected[k]`.
  ///
  /// - Precondition: all columns have the same, positive length.
  public init(_ columns: [[Double]], expected: [Double], effectiveCount: Double) {
    self.init(columns, { $0 }, 1, expected, effectiveCount, 0)
  }

  private init<Value>(
    _ columns: [[Value]], _ number: (Value) -> Double, _ divisor: Double, _ expected: [Double],
    _ effectiveCount: Double, _ unseenChange: Double
  ) {
    precondition(columns.count == expected.count && !columns.isEmpty)
    let count = columns[0].count
    precondition(count > 0 && columns.allSatisfy { $0.count == count })
    let centre = columns.map { $0.reduce(into: 0.0) { $0 += number($1) } / Double(count) }
    var covariance = Self.covariance(columns, number, centre)
    mean = centre.map { $0 / divisor }
    variance = covariance.indices.map { covariance[$0][$0] / (divisor * divisor) }
    self.effectiveCount = effectiveCount

    for k in covariance.indices where covariance[k][k] > 0 {
      covariance[k][k] += 9 * unseenChange * unseenChange / effectiveCount
    }
    // Scaled to unit variance, so that units and magnitudes of the components do not matter.
    let scales = covariance.indices.map {
      covariance[$0][$0] > 0 ? 1 / covariance[$0][$0].squareRoot() : 0
    }
    let eigen = SymmetricEigenSystem(
      covariance.indices.map { i in
        covariance.indices.map { covariance[i][$0] * scales[i] * scales[$0] }
      })
    let deviation = centre.indices.map { (centre[$0] - expected[$0] * divisor) * scales[$0] }
    var statistic = 0.0
    var rank = 0
    var skewed = 0
    for (value, vector) in zip(eigen.values, eigen.vectors) where value > 1e-10 * eigen.values[0] {
      let skewness = Self.skewness(
        columns, number, centre, along: zip(vector, scales).map(*), variance: value)
      guard abs(skewness) <= Self.largestSkewnessRatio * effectiveCount.squareRoot() else {
        skewed += 1
        continue
      }
      let projection = zip(vector, deviation).reduce(0) { $0 + $1.0 * $1.1 }
      statistic += effectiveCount * projection * projection / value
      rank += 1
    }
    self.rank = rank
    skewedDirections = skewed
    let k = Double(rank)
    guard rank > 0, effectiveCount >= Self.fewestSamples + 3 * k else {
      self.statistic = nil
      pValue = nil
      return
    }
    self.statistic = statistic
    pValue = fUpperTail(
      (effectiveCount - k) * statistic / (k * (effectiveCount - 1)),
      numeratorDegreesOfFreedom: k, denominatorDegreesOfFreedom: effectiveCount - k)
  }

  private static func covariance<Value>(
    _ columns: [[Value]], _ number: (Value) -> Double, _ centre: [Double]
  ) -> [[Double]] {
    let dimension = columns.count
    let count = columns[0].count
    var result = [[Double]](
      repeating: [Double](repeating: 0, count: dimension), count: dimension)
    guard count > 1 else { return result }
    for row in 0..<dimension {
      for column in 0...row {
        var sum = 0.0
        for index in 0..<count {
          sum +=
            (number(columns[row][index]) - centre[row])
            * (number(columns[column][index]) - centre[column])
        }
        result[row][column] = sum / Double(count - 1)
        result[column][row] = result[row][column]
      }
    }
    return result
  }

  /// Skewness of the projection on `vector`, from at most about 50,000 evenly spaced samples.
  private static func skewness<Value>(
    _ columns: [[Value]], _ number: (Value) -> Double, _ centre: [Double], along vector: [Double],
    variance: Double
  ) -> Double {
    let count = columns[0].count
    let stride = max(1, count / 50_000)
    var cubes = 0.0
    var used = 0
    for index in Swift.stride(from: 0, to: count, by: stride) {
      var projection = 0.0
      for component in columns.indices {
        projection += vector[component] * (number(columns[component][index]) - centre[component])
      }
      cubes += projection * projection * projection
      used += 1
    }
    return cubes / Double(used) / (variance * variance.squareRoot())
  }
}
