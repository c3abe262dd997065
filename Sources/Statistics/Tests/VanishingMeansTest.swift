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
/// their variances enters through Student's t in place of the normal law. Long stretches of the same series
/// are a lower guard against slow modes that the blocks do not see: the larger p-value counts.
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
  public private(set) var pValue: Double

  /// The observable with the largest |z|.
  public var furthest: Int { zScores.indices.max { abs(zScores[$0]) < abs(zScores[$1]) }! }

  /// Draws from the joint law: p-values from 1/50 on are known to a tenth, and smaller ones bounded.
  private static let replicates = SequentialMonteCarlo(
    maximumReplicates: 4_999, exceedanceGoal: 100)

  /// Tests vectors along a series.
  ///
  /// - Parameters:
  ///   - generator: of the random numbers.
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
    precondition(blocks.columns.count == weights.count)
    let own = Self.moments(of: blocks.columns)
    self.init(
      means: own.mean, covariance: own.covariance, effectiveCount: blocks.effectiveCount,
      weights: weights,
      freedom: blocks.length == 1 ? nil : Double(blocks.columns[0].count - 1), using: &generator)
    guard let coarse = blocks.coarse else { return }
    let stretches = Self.moments(of: coarse)
    let guarding = VanishingMeansTest(
      means: stretches.mean, covariance: stretches.covariance,
      effectiveCount: Double(stretches.count), weights: weights,
      freedom: Double(stretches.count - 1), using: &generator)
    pValue = max(pValue, guarding.pValue)
  }

  /// Tests whether two sets of vectors have the same mean: the differences of their means are what should
  /// vanish, and n is the harmonic number n₁n₂/(n₁ + n₂). Each component is weighed by the inverse of its
  /// variance, so that T is the sum of all z_k².
  ///
  /// - Precondition: both have the same components, and two blocks at least.
  public init(
    _ first: IndependentBlocks, against second: IndependentBlocks,
    using generator: inout some RandomNumberGenerator
  ) {
    precondition(first.columns.count == second.columns.count)
    let correlated = [first, second].filter { $0.length > 1 }
    self.init(
      Self.moments(of: first.columns), worth: first.effectiveCount,
      Self.moments(of: second.columns), worth: second.effectiveCount,
      freedom: correlated.map { Double($0.columns[0].count - 1) }.min(), using: &generator)
    let stretches = [first, second].compactMap(\.coarse)
    guard let freedom = stretches.map({ Double($0[0].count - 1) }).min() else { return }
    let (a, b) = (
      Self.moments(of: first.coarse ?? first.columns),
      Self.moments(of: second.coarse ?? second.columns)
    )
    let guarding = VanishingMeansTest(
      a, worth: first.coarse == nil ? first.effectiveCount : Double(a.count),
      b, worth: second.coarse == nil ? second.effectiveCount : Double(b.count),
      freedom: freedom, using: &generator)
    pValue = max(pValue, guarding.pValue)
  }

  /// - Parameters:
  ///   - n: how many independent vectors `a` is worth.
  ///   - m: how many independent vectors `b` is worth.
  private init(
    _ a: MeanAndCovariance, worth n: Double, _ b: MeanAndCovariance, worth m: Double,
    freedom: Double?, using generator: inout some RandomNumberGenerator
  ) {
    let harmonic = n * m / (n + m)
    let (own, theirs) = (a.covariance, b.covariance)
    let covariance = own.indices.map { i in
      own.indices.map { j in harmonic * (own[i][j] / n + theirs[i][j] / m) }
    }
    self.init(
      means: zip(a.mean, b.mean).map { $0 - $1 }, covariance: covariance, effectiveCount: harmonic,
      weights: covariance.indices.map { covariance[$0][$0] > 0 ? 1 / covariance[$0][$0] : 0 },
      freedom: freedom, using: &generator)
  }

  private static func moments(of columns: [[Double]]) -> MeanAndCovariance {
    precondition(!columns.isEmpty)
    let count = columns[0].count
    precondition(count >= 2 && columns.allSatisfy { $0.count == count })
    var moments = MeanAndCovariance(dimension: columns.count)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: columns.count) { row in
      for index in 0..<count {
        for k in columns.indices { row[k] = columns[k][index] }
        moments.add(UnsafeBufferPointer(row))
      }
    }
    return moments
  }

  /// - Parameters:
  ///   - covariance: of one vector.
  ///   - freedom: degrees of freedom of the covariance, where that has an error to speak of.
  private init(
    means: [Double], covariance: [[Double]], effectiveCount n: Double, weights: [Double],
    freedom: Double?, using generator: inout some RandomNumberGenerator
  ) {
    self.means = means
    variances = covariance.indices.map { covariance[$0][$0] }
    effectiveCount = n
    let zScores = zip(means, variances).map { mean, variance in
      mean == 0 ? 0 : mean / (variance / n).squareRoot()
    }
    self.zScores = zScores

    // In units of y_k = √(λ_k n) m_k, T is the square of y.
    let roots = weights.map { $0.squareRoot() }
    let scaled = covariance.indices.map { i in
      covariance.indices.map { j in covariance[i][j] * roots[i] * roots[j] }
    }
    let extremity = JointExtremity(covariance: scaled)
    // Where a variance is an estimate, z is replaced by the normal deviate of the same p-value.
    let shrinkage = zScores.map { z in freedom.map { normalDeviate(ofStudent: z, $0) / z } ?? 1 }
    let y = means.indices.map { k in
      zScores[k] == 0 ? 0 : n.squareRoot() * roots[k] * means[k] * shrinkage[k]
    }
    statistic = y.reduce(0) { $0 + $1 * $1 }
    let smallest = extremity.smallestPValue(of: y)
    let normal = NormalVector(covariance: scaled)
    var draw = y
    let outcome = Self.replicates.pValue(of: -smallest) {
      normal.draw(into: &draw, using: &generator)
      return -extremity.smallestPValue(of: draw)
    }
    pValue = min(outcome.pValue, 2 * smallest)
  }
}
