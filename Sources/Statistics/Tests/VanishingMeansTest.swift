/// Do several observables, all of mean zero under the hypothesis, vanish in the mean together?
///
/// Two statistics:
///   - T = Σ_k λ_k n m_k² with given weights. Unlike Hotelling's T² it divides by no estimated
///     covariance, so rare events, in which a covariance is known worst, do not inflate it; its law is
///     that of a `WeightedChiSquare`.
///   - the largest |z_k| = |m_k| / (s_k / √n_k), by Bonferroni, which names the culprit.
///
/// The p-value is that of the smaller of their two, from the joint normal law of the means by Monte Carlo,
/// and in the far tail from twice the smaller one, which bounds it.
///
/// Vectors of a correlated series come as the means of independent blocks; where these are few, the error of
/// their covariance enters through Student's t in place of the normal law.
public struct VanishingMeansTest: Sendable {
  /// The means m_k.
  public let means: [Double]
  /// The sample variances s_k².
  public let variances: [Double]
  /// n_eff.
  public let effectiveCount: Double
  /// z_k; 0 for an observable that vanishes in every sample.
  public let zScores: [Double]
  /// T.
  public let statistic: Double
  public let pValue: Double

  /// The observable with the largest |z|.
  public var furthest: Int { zScores.indices.max { abs(zScores[$0]) < abs(zScores[$1]) }! }

  /// Draws from the joint law: p-values from 1/50 on are known to a tenth, and smaller ones bounded.
  private static let replicates = SequentialMonteCarlo(
    maximumReplicates: 4_999, exceedanceGoal: 100)

  /// Tests vectors along a series.
  ///
  /// - Parameters:
  ///   - columns: `columns[k][i]` is observable k of sample i, in the order of the samples.
  ///   - order: what the order of the samples says of their correlation.
  ///   - weights: λ_k, positive.
  /// - Precondition: all columns have the same length, two at least, and there is a weight for each.
  public init(
    _ columns: [[Double]], inOrder order: SampleOrder = .independent, weights: [Double],
    using generator: inout some RandomNumberGenerator
  ) {
    self.init(IndependentBlocks(columns, inOrder: order), weights: weights, using: &generator)
  }

  /// Tests vectors that are independent in blocks; two blocks at least.
  public init(
    _ blocks: IndependentBlocks, weights: [Double],
    using generator: inout some RandomNumberGenerator
  ) {
    let columns = blocks.columns
    precondition(!columns.isEmpty && columns.count == weights.count)
    let count = columns[0].count
    precondition(count >= 2 && columns.allSatisfy { $0.count == count })
    let effective = blocks.effectiveCount
    var moments = MeanAndCovariance(dimension: columns.count)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: columns.count) { row in
      for index in 0..<count {
        for k in columns.indices { row[k] = columns[k][index] }
        moments.add(UnsafeBufferPointer(row))
      }
    }
    means = moments.mean
    variances = moments.variances
    effectiveCount = effective
    zScores = zip(means, variances).map { mean, variance in
      mean == 0 ? 0 : mean / (variance / effective).squareRoot()
    }

    // In units of y_k = √(λ_k n) m_k, T is the square of y.
    let n = effective
    let covariance = moments.covariance
    let scaled = columns.indices.map { i in
      columns.indices.map { j in
        covariance[i][j] * (weights[i] * weights[j]).squareRoot()
      }
    }
    let extremity = JointExtremity(covariance: scaled)
    let y = zip(weights, means).map { ($0 * n).squareRoot() * $1 }
    statistic = y.reduce(0) { $0 + $1 * $1 }
    let smallest = extremity.smallestPValue(of: y)
    let normal = NormalVector(covariance: scaled)
    var draw = y
    let outcome = Self.replicates.pValue(of: -smallest) {
      normal.draw(into: &draw, using: &generator)
      return -extremity.smallestPValue(of: draw)
    }
    let normalPValue = min(outcome.pValue, 2 * smallest)
    pValue =
      blocks.length == 1
      ? normalPValue : studentized(normalPValue, degreesOfFreedom: Double(count - 1))
  }
}
