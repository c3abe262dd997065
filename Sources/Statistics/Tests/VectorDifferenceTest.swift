/// Have two samples of vectors the same mean? Hotelling's two-sample T² with guards.
///
/// T² = n₁n₂/(n₁ + n₂) · (m̄₁ - m̄₂)ᵀ S⁻¹ (m̄₁ - m̄₂) with the pooled covariance S, and
/// (n₁ + n₂ - k - 1) T² / (k (n₁ + n₂ - 2)) ~ F(k, n₁ + n₂ - k - 1), k being the rank (Hotelling 1931).
/// Both samples come from one distribution where the hypothesis holds, so one covariance is right. As in
/// `VectorMeanTest`, directions of no variance are left out, and those in which rare events are all the
/// fluctuation there is, in either sample.
public struct VectorDifferenceTest: Sendable {
  /// Mean of each component in both samples.
  public let means: (first: [Double], second: [Double])
  /// The squared standard errors s₁²/n₁ and s₂²/n₂ of each component's two means.
  public let squaredErrors: [(Double, Double)]
  /// T², or nil where no direction is left to test.
  public let statistic: Double?
  /// The number k of directions that were tested.
  public let rank: Int
  /// The number of directions left out for skewness.
  public let skewedDirections: Int
  /// The p-value; nil where there are too few samples for one.
  public let pValue: Double?

  /// Tests `columns[k][i] / divisor`, component k of sample i, of two samples.
  ///
  /// - Parameters:
  ///   - first: components of the first sample, `[k][i]`.
  ///   - second: components of the second sample, `[k][i]`.
  ///   - divisor: what the integers are divided by.
  ///   - n: n_eff of the first sample.
  ///   - m: n_eff of the second sample.
  ///   - unseenChange: as in `VectorMeanTest`, for either sample.
  /// - Precondition: as many columns in both; the columns of a sample have the same, positive length.
  public init(
    _ first: [[Int32]], effectiveCount n: Double, _ second: [[Int32]], effectiveCount m: Double,
    dividedBy divisor: Double = 1, unseenChange: Double = 0
  ) {
    precondition(first.count == second.count && !first.isEmpty)
    let dimension = first.count
    let (a, b) = (Self.accumulate(first), Self.accumulate(second))
    let (covarianceA, covarianceB) = (Self.covariance(a), Self.covariance(b))
    means = (a.mean.map { $0 / divisor }, b.mean.map { $0 / divisor })
    let square = divisor * divisor
    squaredErrors = (0..<dimension).map {
      (covarianceA[$0][$0] / n / square, covarianceB[$0][$0] / m / square)
    }
    let weight = max(0, n - 1) / max(1, n + m - 2)
    let harmonic = n * m / (n + m)
    // (3u/n)² and (3u/m)² more for the square of the difference's error.
    let unseen = 9 * unseenChange * unseenChange * harmonic * (1 / (n * n) + 1 / (m * m))
    var pooled = (0..<dimension).map { i in
      (0..<dimension).map { j in
        weight * covarianceA[i][j] + (1 - weight) * covarianceB[i][j]
      }
    }
    for k in pooled.indices where pooled[k][k] > 0 { pooled[k][k] += unseen }
    let scales = (0..<dimension).map { pooled[$0][$0] > 0 ? 1 / pooled[$0][$0].squareRoot() : 0 }
    let eigen = SymmetricEigenSystem(
      (0..<dimension).map { i in (0..<dimension).map { pooled[i][$0] * scales[i] * scales[$0] } })
    var statistic = 0.0
    var (rank, skewed) = (0, 0)
    for (value, vector) in zip(eigen.values, eigen.vectors)
    where value > 1e-10 * max(eigen.values[0], 1e-300) {
      let direction = zip(vector, scales).map(*)
      let isSkewed = [(first, a.mean, n), (second, b.mean, m)].contains { columns, mean, count in
        abs(Self.skewness(columns, mean, along: direction, variance: value))
          > VectorMeanTest.largestSkewnessRatio * count.squareRoot()
      }
      guard !isSkewed else {
        skewed += 1
        continue
      }
      let projection = (0..<dimension).reduce(0.0) {
        $0 + direction[$1] * (a.mean[$1] - b.mean[$1])
      }
      statistic += harmonic * projection * projection / value
      rank += 1
    }
    self.rank = rank
    skewedDirections = skewed
    let k = Double(rank)
    guard rank > 0, min(n, m) >= VectorMeanTest.fewestSamples + 3 * k else {
      self.statistic = nil
      pValue = nil
      return
    }
    self.statistic = statistic
    pValue = fUpperTail(
      (n + m - k - 1) * statistic / (k * (n + m - 2)), numeratorDegreesOfFreedom: k,
      denominatorDegreesOfFreedom: n + m - k - 1)
  }

  private static func accumulate(_ columns: [[Int32]]) -> MeanAndCovariance {
    precondition(!columns[0].isEmpty && columns.allSatisfy { $0.count == columns[0].count })
    var accumulator = MeanAndCovariance(dimension: columns.count)
    var row = [Double](repeating: 0, count: columns.count)
    for index in columns[0].indices {
      for component in columns.indices { row[component] = Double(columns[component][index]) }
      accumulator.add(row)
    }
    return accumulator
  }

  private static func covariance(_ accumulator: MeanAndCovariance) -> [[Double]] {
    guard accumulator.count >= 2 else {
      let zeros = [Double](repeating: 0, count: accumulator.dimension)
      return zeros.map { _ in zeros }
    }
    return accumulator.covariance
  }

  /// Skewness of the projection on `direction`, from at most about 50,000 evenly spaced samples.
  private static func skewness(
    _ columns: [[Int32]], _ mean: [Double], along direction: [Double], variance: Double
  ) -> Double {
    let count = columns[0].count
    let step = max(1, count / 50_000)
    var (cubes, used) = (0.0, 0.0)
    for index in stride(from: 0, to: count, by: step) {
      var projection = 0.0
      for component in columns.indices {
        projection += direction[component] * (Double(columns[component][index]) - mean[component])
      }
      cubes += projection * projection * projection
      used += 1
    }
    return cubes / used / (variance * variance.squareRoot())
  }
}
