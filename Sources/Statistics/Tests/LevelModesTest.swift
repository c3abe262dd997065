/// Have the levels of a correlated series their known probabilities? By orthonormal polynomials of the level.
///
/// φ_j of degree j = 1 … k with ⟨φ_i φ_j⟩ = δ_ij under the law are statistics of mean zero, each with an
/// autocorrelation time of its own; the smallest p-value of their `SeriesMeanTest`s counts after Šidák.
/// φ_1 is the mean and φ_2 the variance; six of them see what changes slowly with the level. Neither a
/// χ² with one n_eff for all bins (which holds its rate, but has little power: in a chain the fine structure
/// is much faster than the mean) nor one with a τ for each bin (rate 0.30 at 0.05 in chains of τ = 20) will
/// do. A polynomial whose skewness under the law exceeds what its n_eff can make normal is left out.
public struct LevelModesTest: Sendable {
  /// The t of the polynomial with the smallest p-value; nil where none was tested.
  public let statistic: Double?
  /// The number of polynomials tested.
  public let count: Int
  /// Nil where none could be tested, or one is too slow for the length of the series.
  public let pValue: Double?

  /// The largest degree.
  public static let largestDegree = 6

  /// Tests the levels of `values`, in the order of the samples.
  ///
  /// Levels to which the law gives no probability are left out.
  public init(_ values: [Int32], distribution: DiscreteDistribution) {
    let polynomials = OrthonormalPolynomials(of: distribution, upTo: Self.largestDegree)
    var tests: [SeriesMeanTest] = []
    for k in 0..<polynomials.count {
      var images: [Int32: Double] = [:]
      var third = 0.0
      for (index, level) in distribution.levels.enumerated()
      where distribution.probabilities[index] > 0 {
        let value = polynomials[k, index]
        images[Int32(level)] = value
        third += distribution.probabilities[index] * value * value * value
      }
      let series = values.compactMap { images[$0] }
      guard !series.isEmpty else { continue }
      let test = SeriesMeanTest(series, expected: 0)
      if abs(third) <= VectorMeanTest.largestSkewnessRatio * test.size.count.squareRoot() {
        tests.append(test)
      }
    }
    count = tests.count
    let worst = tests.min { $0.pValue < $1.pValue }
    statistic = worst?.statistic
    pValue =
      tests.allSatisfy(\.size.isKnown) ? worst.map { sidakCombined($0.pValue, tests.count) } : nil
  }
}

/// Polynomials of the level that are orthonormal under a distribution, by the three-term recursion of
/// T. J. Stieltjes (1884), made orthogonal twice.
struct OrthonormalPolynomials {
  private var values: [[Double]] = []

  /// The number of polynomials of positive degree; fewer than wanted where there are few levels.
  var count: Int { values.count - 1 }

  /// φ of degree `k` + 1 at level number `index`.
  subscript(k: Int, index: Int) -> Double { values[k + 1][index] }

  init(of distribution: DiscreteDistribution, upTo degree: Int) {
    let weights = distribution.probabilities
    let mean = distribution.mean
    let scale = distribution.variance.squareRoot()
    values = [weights.map { _ in 1 }]
    guard scale > 0 else { return }
    let x = distribution.levels.map { (Double($0) - mean) / scale }
    for _ in 0..<degree {
      var next = zip(x, values.last!).map(*)
      let size = Self.product(next, next, weights)
      for _ in 0..<2 {
        for earlier in values {
          let overlap = Self.product(next, earlier, weights)
          for index in next.indices { next[index] -= overlap * earlier[index] }
        }
      }
      let norm = Self.product(next, next, weights)
      // What rounding leaves of a polynomial that has as many zeros as there are levels.
      guard norm > 1e-16 * size else { return }
      values.append(next.map { $0 / norm.squareRoot() })
    }
  }

  private static func product(_ a: [Double], _ b: [Double], _ weights: [Double]) -> Double {
    compensatedSum(weights.indices.map { weights[$0] == 0 ? 0 : weights[$0] * a[$0] * b[$0] })
  }
}
