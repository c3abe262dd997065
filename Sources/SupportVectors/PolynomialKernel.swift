/// K(x, y) = (x·y + c)^degree, a product of two examples in the space of all products of `degree` features.
///
/// With spins as features and x·y = Σ S S'/N, the linear kernel sees the spins themselves, and the quadratic
/// one with c = 0 sees the products of all pairs of spins. A c above 0 adds products of fewer features.
public struct PolynomialKernel: Sendable, Hashable {
  /// How many features are multiplied.
  public let degree: Int
  /// c.
  public let constant: Double

  /// x·y.
  public static let linear = PolynomialKernel(degree: 1)
  /// (x·y)².
  public static let quadratic = PolynomialKernel(degree: 2)

  /// - Precondition: a positive degree, and a constant that is not negative: else it is no kernel.
  public init(degree: Int, constant: Double = 0) {
    precondition(degree >= 1 && constant >= 0)
    self.degree = degree
    self.constant = constant
  }

  /// K, from the inner product of two examples.
  public func callAsFunction(_ product: Double) -> Double {
    var power = product + constant
    let base = power
    for _ in 1..<degree { power *= base }
    return power
  }
}
