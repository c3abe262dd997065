/// A support vector machine with soft margin (C. Cortes and V. Vapnik, Machine Learning 20, 273, 1995).
///
/// Its decision function is
///
///     d(x) = Σ_i y_i α_i K(x_i, x) + b
///
/// over the training examples x_i with y_i = 1 (ordered) or -1, positive where x is taken for ordered. The α
/// maximize Σ α_i - ½ Σ y_i y_j α_i α_j K(x_i, x_j) under Σ y_i α_i = 0 and 0 ≤ α_i ≤ C. Examples with
/// 0 < α_i < C have d = ±1, those with α_i = 0 lie beyond; the rest violate the margin.
///
/// Examples are known by their inner products alone, so that anything which has them can be classified: spins
/// (`TrainingOverlaps`), or a few features. The problem is solved by libsvm (C.-C. Chang and C.-J. Lin 2011),
/// which draws no random numbers on this way: the same examples in the same order give the same machine.
public struct SupportVectorMachine: Sendable {
  /// What is taken of inner products.
  public let kernel: PolynomialKernel
  /// y_i α_i, one for each training example; 0 for those that are no support vectors.
  public let coefficients: [Double]
  /// b.
  public let offset: Double

  /// How far d may be from ±1 at a support vector that is not at its bound.
  public static let standardTolerance = 1e-6

  /// Trains a machine.
  ///
  /// The matrix of K is held whole, 20 bytes for each pair of examples: 100 MB for 2300 of them.
  ///
  /// - Parameters:
  ///   - isOrdered: the label of each example.
  ///   - kernel: what is taken of inner products.
  ///   - penalty: C, the price of a violated margin.
  ///   - tolerance: where the search for the α stops.
  ///   - product: the inner product of two training examples; it is asked once for each pair.
  /// - Precondition: examples of both classes, finite products, a positive penalty and tolerance.
  public init(
    isOrdered: [Bool], kernel: PolynomialKernel, penalty: Double = 1,
    tolerance: Double = standardTolerance, product: (Int, Int) -> Double
  ) {
    precondition(Set(isOrdered).count == 2, "examples of one class have no margin")
    precondition(penalty > 0 && tolerance > 0)
    let solution = MarginProblem(isOrdered: isOrdered) { kernel(product($0, $1)) }
      .solution(penalty: penalty, tolerance: tolerance)
    self.kernel = kernel
    coefficients = solution.coefficients
    offset = solution.offset
  }

  /// The number of training examples that d depends on.
  public var supportCount: Int { coefficients.count { $0 != 0 } }

  /// d of an example.
  ///
  /// - Parameter products: its inner product with each training example.
  public func decision(_ products: [Double]) -> Double {
    precondition(products.count == coefficients.count)
    var sum = offset
    for index in coefficients.indices where coefficients[index] != 0 {
      sum += coefficients[index] * kernel(products[index])
    }
    return sum
  }
}
