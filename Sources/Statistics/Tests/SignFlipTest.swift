/// Do the differences within pairs, whose members could have been exchanged, vanish in the mean?
///
/// Under the hypothesis that each pair is exchangeable and the pairs are independent, every choice of signs of
/// the vectors d_i of differences is as probable as the one observed, whatever their distribution. The
/// statistics are those of `VanishingMeansTest`, Σ_k z_k² and the largest |z_k| with
/// z_k = Σ_i d_ki / √(Σ_i d_ki²), which no choice of signs changes in its denominator. The p-value is exact
/// by random signs (R. A. Fisher, *The Design of Experiments*, 1935, section 21); where none of them is as
/// extreme as the observation, the normal law of the same sums reaches below 1 / (number of choices).
public struct SignFlipTest: Sendable {
  /// z_k; 0 where all differences are.
  public let zScores: [Double]
  /// Σ_k z_k².
  public let statistic: Double
  public let pValue: Double

  /// The observable with the largest |z|.
  public var furthest: Int { zScores.indices.max { abs(zScores[$0]) < abs(zScores[$1]) }! }

  private static let replicates = SequentialMonteCarlo(maximumReplicates: 999, exceedanceGoal: 50)

  /// - Parameters:
  ///   - generator: of the random numbers.
  ///   - columns: `columns[k][i]` is d_ki.
  ///   - isNormal: whether enough pairs differ for the normal law to hold in the far tail.
  /// - Precondition: all columns have the same, positive length.
  public init(
    _ columns: [[Double]], isNormal: Bool, using generator: inout some RandomNumberGenerator
  ) {
    precondition(!columns.isEmpty && !columns[0].isEmpty)
    let count = columns[0].count
    precondition(columns.allSatisfy { $0.count == count })
    let norms = columns.map { column in
      let squares = column.reduce(0) { $0 + $1 * $1 }
      return squares > 0 ? 1 / squares.squareRoot() : 0
    }
    zScores = zip(columns, norms).map { $0.reduce(0, +) * $1 }
    statistic = zScores.reduce(0) { $0 + $1 * $1 }
    let extremity = JointExtremity(
      covariance: columns.indices.map { i in
        columns.indices.map { j in
          zip(columns[i], columns[j]).reduce(0) { $0 + $1.0 * $1.1 } * norms[i] * norms[j]
        }
      })
    // Pair by pair, so that a random sign is drawn once for all observables.
    let dimension = columns.count
    let pairs = (0..<count).flatMap { index in
      columns.indices.map { columns[$0][index] * norms[$0] }
    }
    let smallest = extremity.smallestPValue(of: zScores)
    var sums = zScores
    let outcome = Self.replicates.pValue(of: -smallest) {
      for k in 0..<dimension { sums[k] = 0 }
      var bits: UInt64 = 0
      for index in 0..<count {
        if index & 63 == 0 { bits = generator.next() }
        let sign = bits & 1 == 0 ? 1.0 : -1
        bits >>= 1
        for k in 0..<dimension { sums[k] += sign * pairs[index * dimension + k] }
      }
      return -extremity.smallestPValue(of: sums)
    }
    pValue =
      isNormal && outcome.exceedances == 0 ? min(outcome.pValue, 2 * smallest) : outcome.pValue
  }
}
