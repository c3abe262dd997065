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
/// Each observable has its own effective number n_k of samples. The covariance of the means is taken as
/// S_kl / √(n_k n_l), which is positive semidefinite and has the right diagonal. Of a chain n_k is an
/// estimate: the p-value is corrected by Student's law with the fewest degrees of freedom of any n_k, and is
/// at least that of the means of batches, the smallest of the observables' by Bonferroni.
public struct VanishingMeansTest: Sendable {
  /// The means m_k.
  public let means: [Double]
  /// The sample variances s_k².
  public let variances: [Double]
  /// What the samples are worth for each observable, n_k of them.
  public let sizes: [EffectiveSize]
  /// z_k; 0 for an observable that vanishes in every sample.
  public let zScores: [Double]
  /// T.
  public let statistic: Double
  /// Nil where the samples are too few autocorrelation times of an observable to have one.
  public let pValue: Double?

  /// What the samples are worth for the slowest of the observables.
  public var slowest: EffectiveSize { sizes.dropFirst().reduce(sizes[0], EffectiveSize.least) }
  /// The observable with the largest |z|.
  public var furthest: Int { zScores.indices.max { abs(zScores[$0]) < abs(zScores[$1]) }! }

  /// Draws from the joint law: p-values from 1/50 on are known to a tenth, and smaller ones bounded.
  private static let replicates = SequentialMonteCarlo(
    maximumReplicates: 4_999, exceedanceGoal: 100)

  /// - Parameters:
  ///   - columns: `columns[k][i]` is observable k of sample i, in the order of the samples.
  ///   - order: what the order of the samples says of their correlation.
  ///   - weights: λ_k, positive.
  /// - Precondition: all columns have the same length, two at least, and there is a weight for each.
  public init(
    _ columns: [[Double]], inOrder order: SampleOrder = .independent, weights: [Double],
    using generator: inout some RandomNumberGenerator
  ) {
    precondition(!columns.isEmpty && columns.count == weights.count)
    let count = columns[0].count
    precondition(count >= 2 && columns.allSatisfy { $0.count == count })
    let sizes = columns.map { order.size(of: $0) }
    let effective = sizes.map(\.count)
    var moments = MeanAndCovariance(dimension: columns.count)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: columns.count) { row in
      for index in 0..<count {
        for k in columns.indices { row[k] = columns[k][index] }
        moments.add(UnsafeBufferPointer(row))
      }
    }
    means = moments.mean
    variances = moments.variances
    self.sizes = sizes
    zScores = zip(means, zip(variances, effective)).map { mean, scatter in
      mean == 0 ? 0 : mean / (scatter.0 / scatter.1).squareRoot()
    }

    // In units of y_k = √(λ_k n) m_k, T is the square of y.
    let n = Double(count)
    let covariance = moments.covariance
    let scaled = columns.indices.map { i in
      columns.indices.map { j in
        covariance[i][j] * (weights[i] * weights[j]).squareRoot()
          * n / (effective[i] * effective[j]).squareRoot()
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
    guard sizes.allSatisfy(\.isKnown) else {
      pValue = nil
      return
    }
    let freedom = sizes.min { $0.degreesOfFreedom < $1.degreesOfFreedom }!
    pValue = max(freedom.studentized(normalPValue), Self.batchPValue(columns, inOrder: order))
  }

  /// The lower guard of a chain; 0 where the samples are none.
  private static func batchPValue(_ columns: [[Double]], inOrder order: SampleOrder) -> Double {
    guard order == .correlated else { return 0 }
    let pValues = columns.compactMap { BatchMeans($0)?.pValue(against: 0) }
    return min(1, (pValues.min() ?? 0) * Double(pValues.count))
  }
}
