import Glibc

/// What is kept of a series of vectors: enough to compare its mean with another's.
public struct VectorSummary: Sendable, Equatable, Codable {
  public var mean: [Double]
  /// The lower triangle of the covariance matrix of one vector, row by row.
  public var covariance: [Double]
  /// The number of independent draws that the series is worth.
  public var effectiveCount: Double

  /// - Precondition: at least one column; all have the same length, two at least.
  public init(_ columns: [[Int32]], dividedBy divisor: Double, effectiveCount: Double) {
    self.init(
      columns.map { $0.map { Double($0) / divisor } }, effectiveCount: effectiveCount)
  }

  /// - Precondition: at least one column; all have the same length, two at least.
  public init(_ columns: [[Double]], effectiveCount: Double) {
    var accumulator = MeanAndCovariance(dimension: columns.count)
    var row = [Double](repeating: 0, count: columns.count)
    for index in columns[0].indices {
      for component in columns.indices { row[component] = columns[component][index] }
      accumulator.add(row)
    }
    let full = accumulator.covariance
    mean = accumulator.mean
    covariance = full.indices.flatMap { full[$0][0...$0] }
    self.effectiveCount = effectiveCount
  }

  /// Whether the numbers can belong together: a file may have been edited.
  public var isConsistent: Bool {
    !mean.isEmpty && covariance.count == mean.count * (mean.count + 1) / 2
      && isPossible(effectiveCount: effectiveCount)
      && (mean + covariance).allSatisfy(\.isFinite)
      && mean.indices.allSatisfy { covariance[$0 * ($0 + 3) / 2] >= 0 }
  }

  private subscript(row: Int, column: Int) -> Double {
    let (i, j) = (max(row, column), min(row, column))
    return covariance[i * (i + 1) / 2 + j]
  }

  /// How this series differs from an earlier one, and which of the two is further from `expected`.
  ///
  /// Difference: Hotelling's two-sample T² with the pooled covariance S. Distance: with d = m - μ,
  /// W = S⁻¹ and V = C/n the covariance of a mean, q = d_N′W d_N - tr W V_N - d_B′W d_B + tr W V_B has mean zero
  /// where both are equally far, and Var q = Σ over both of max(4 d′W V W d - 2 tr (W V)², 2 tr (W V)²);
  /// p = P(Z ≥ q/√Var q). Directions in which nothing fluctuates are left out of both.
  ///
  /// - Precondition: as many components in all three.
  public func change(from earlier: VectorSummary, expected: [Double]) -> Change {
    precondition(earlier.mean.count == mean.count && expected.count == mean.count)
    let (n, m) = (effectiveCount, earlier.effectiveCount)
    let weight = max(0, n - 1) / max(1, n + m - 2)
    let indices = mean.indices
    let pooled = indices.map { i in
      indices.map { j in weight * self[i, j] + (1 - weight) * earlier[i, j] }
    }
    let scales = indices.map { pooled[$0][$0] > 0 ? 1 / pooled[$0][$0].squareRoot() : 0 }
    let eigen = SymmetricEigenSystem(
      indices.map { i in indices.map { pooled[i][$0] * scales[i] * scales[$0] } })
    // Each direction scaled to unit pooled variance: W is then the unit matrix.
    let directions = zip(eigen.values, eigen.vectors)
      .filter { $0.0 > 1e-8 * max(eigen.values[0], 1e-300) }
      .map { value, vector in zip(vector, scales).map { $0 * $1 / value.squareRoot() } }
    let rank = Double(directions.count)
    guard rank > 0, n + m - rank - 1 > 0 else { return Change(difference: 1, further: 1, score: 0) }
    func project(_ vector: [Double]) -> [Double] {
      directions.map { zip($0, vector).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    let step = project(zip(mean, earlier.mean).map(-))
    let statistic = n * m / (n + m) * step.reduce(0) { $0 + $1 * $1 }
    let difference = fUpperTail(
      (n + m - rank - 1) * statistic / (rank * (n + m - 2)), numeratorDegreesOfFreedom: rank,
      denominatorDegreesOfFreedom: n + m - rank - 1)

    func distance(_ summary: VectorSummary) -> (square: Double, variance: Double) {
      let d = project(zip(summary.mean, expected).map(-))
      // V along the directions, of which the k-th is `directions[k]`.
      let v = summary.covariance(along: directions)
      var (square, trace, traceOfSquare, quadratic) = (0.0, 0.0, 0.0, 0.0)
      for k in d.indices {
        square += d[k] * d[k]
        trace += v[k][k]
        for l in d.indices {
          traceOfSquare += v[k][l] * v[k][l]
          quadratic += d[k] * v[k][l] * d[l]
        }
      }
      return (
        square - trace, max(4 * quadratic - 2 * traceOfSquare, 2 * traceOfSquare)
      )
    }
    let (ours, theirs) = (distance(self), distance(earlier))
    let variance = ours.variance + theirs.variance
    return Change(
      difference: difference,
      further: variance > 0
        ? normalUpperTail((ours.square - theirs.square) / variance.squareRoot()) : 1,
      score: statistic.squareRoot())
  }

  /// The covariance of the mean along each pair of directions.
  private func covariance(along directions: [[Double]]) -> [[Double]] {
    let images = directions.map { direction in
      mean.indices.map { row in
        mean.indices.reduce(0.0) { $0 + self[row, $1] * direction[$1] } / effectiveCount
      }
    }
    return directions.map { direction in
      images.map { image in zip(direction, image).reduce(0.0) { $0 + $1.0 * $1.1 } }
    }
  }
}
