/// Is the mean of a vector-valued observable of a correlated series the expected one? Mode by mode.
///
/// The vector is projected on the eigenvectors of its covariance, and each projection is tested with its
/// own autocorrelation time (`SeriesMeanTest`), so that a slow mode neither hides a fast one nor lends it
/// its errors. So are the components themselves: eigenvectors mix what has one variance, slow and fast alike,
/// and would lose a fast component in the errors of a slow one. The smallest p-value of k modes counts as 1 - (1 - p)ᵏ (Z. Šidák, J. Am. Stat. Assoc. 62,
/// 626, 1967), which is exact for independent ones and an upper bound for others.
///
/// Directions that do not fluctuate and those in which rare events are all the fluctuation there is are
/// left out, by the rules of `VectorMeanTest`, with the mode's own n_eff.
public struct ModeMeansTest: Sendable {
  /// Mean of each component.
  public let mean: [Double]
  /// Variance of each component.
  public let variance: [Double]
  /// What each component is worth.
  public let sizes: [EffectiveSize]
  /// The t of the mode with the smallest p-value; nil where no mode was tested.
  public let statistic: Double?
  /// The number of modes that were tested.
  public let rank: Int
  /// The number of directions left out for skewness.
  public let skewedDirections: Int
  /// Nil where no mode could be tested, or one of them is too slow for the length of the series.
  public let pValue: Double?
  /// The worth of the slowest mode.
  public let slowest: EffectiveSize

  /// Tests component k of sample i, `columns[k][i] / divisor`, against `expected[k]`.
  ///
  /// - Parameters:
  ///   - columns: `columns[k][i]` is component k of sample i.
  ///   - expected: the mean under the hypothesis.
  ///   - divisor: what the integers are divided by.
  ///   - unseenChange: see `VectorMeanTest`.
  /// - Precondition: all columns have the same, positive length.
  public init(
    _ columns: [[Double]], dividedBy divisor: Double = 1, expected: [Double],
    unseenChange: Double = 0
  ) {
    self.init(columns, divisor, unseenChange) { direction, centre in
      let target = direction.indices.reduce(0.0) {
        $0 + direction[$1] * (expected[$1] * divisor - centre[$1])
      }
      return (target, 0)
    }
  }

  /// Tests whether the means are those of other samples, `reference`, which come in an order of their own.
  ///
  /// - Precondition: as many columns in both.
  public init(
    _ columns: [[Double]], dividedBy divisor: Double = 1, reference: [[Double]],
    inOrder order: SampleOrder, unseenChange: Double = 0
  ) {
    precondition(reference.count == columns.count)
    self.init(columns, divisor, unseenChange) { direction, centre in
      var projection = [Double](repeating: 0, count: reference[0].count)
      for component in direction.indices where direction[component] != 0 {
        for index in projection.indices {
          projection[index] +=
            direction[component] * (reference[component][index] - centre[component])
        }
      }
      let mean = projection.reduce(0, +) / Double(projection.count)
      let squares = projection.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let variance = squares / Double(max(1, projection.count - 1))
      return (mean, (variance / order.size(of: projection).count).squareRoot())
    }
  }

  /// - Parameter target: the expected mean of a projection less the samples', and its standard error.
  private init(
    _ columns: [[Double]], _ divisor: Double, _ unseenChange: Double,
    target: (_ direction: [Double], _ centre: [Double]) -> (value: Double, error: Double)
  ) {
    precondition(!columns.isEmpty && !columns[0].isEmpty)
    let count = columns[0].count
    precondition(columns.allSatisfy { $0.count == count })
    var accumulator = MeanAndCovariance(dimension: columns.count)
    var row = [Double](repeating: 0, count: columns.count)
    for index in 0..<count {
      for component in columns.indices { row[component] = columns[component][index] }
      accumulator.add(row)
    }
    let covariance =
      count > 1 ? accumulator.covariance : columns.map { _ in columns.map { _ in 0 } }
    let centre = accumulator.mean
    mean = centre.map { $0 / divisor }
    variance = covariance.indices.map { covariance[$0][$0] / (divisor * divisor) }
    sizes = columns.map { EffectiveSize(of: integratedAutocorrelationTime($0)) }

    let scales = covariance.indices.map {
      covariance[$0][$0] > 0 ? 1 / covariance[$0][$0].squareRoot() : 0
    }
    let eigen = SymmetricEigenSystem(
      covariance.indices.map { i in
        covariance.indices.map { covariance[i][$0] * scales[i] * scales[$0] }
      })
    /// The test along a direction whose variance is `value`; nil where it is skewed.
    func test(along direction: [Double], variance value: Double) -> SeriesMeanTest? {
      var projection = [Double](repeating: 0, count: count)
      var unseen = 0.0
      for component in columns.indices where direction[component] != 0 {
        let weight = direction[component]
        for index in 0..<count {
          projection[index] += weight * (columns[component][index] - centre[component])
        }
        unseen += abs(weight) * unseenChange
      }
      let wanted = target(direction, centre)
      let test = SeriesMeanTest(
        projection, expected: wanted.value, expectedError: wanted.error)
      let cubes = projection.reduce(0) { $0 + $1 * $1 * $1 } / Double(count)
      let skewness = abs(cubes) / (value * value.squareRoot())
      let isRare = 3 * unseen / test.size.count > 0.3 * test.standardError
      let isSkewed =
        skewness > VectorMeanTest.largestSkewnessRatio * test.size.count.squareRoot()
      return isRare || isSkewed ? nil : test
    }
    var tests: [SeriesMeanTest] = []
    var skewed = 0
    for (value, vector) in zip(eigen.values, eigen.vectors)
    where value > 1e-10 * max(eigen.values[0], 1e-300) {
      if let test = test(along: zip(vector, scales).map(*), variance: value) {
        tests.append(test)
      } else {
        skewed += 1
      }
    }
    rank = tests.count
    skewedDirections = skewed
    slowest =
      (tests.map(\.size) + sizes).reduce(EffectiveSize.independent(count)) { .least($0, $1) }
    if tests.count > 1 {
      tests += scales.indices.filter { scales[$0] > 0 }.compactMap { component in
        test(
          along: scales.indices.map { $0 == component ? scales[component] : 0 }, variance: 1)
      }
    }
    let worst = tests.min { $0.pValue < $1.pValue }
    statistic = worst?.statistic
    pValue =
      tests.allSatisfy(\.size.isKnown)
      ? worst.map { sidakCombined($0.pValue, tests.count) } : nil
  }
}
