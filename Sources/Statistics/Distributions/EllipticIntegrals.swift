@preconcurrency import CGSL
import Foundation

/// The complete elliptic integrals of one modulus k, by GSL.
///
///     K = ∫ dφ / √(1 - k² sin²φ),    E = ∫ √(1 - k² sin²φ) dφ,    0 ≤ φ ≤ π/2
///
/// They are taken in Carlson's symmetric forms from the complementary modulus k' = √(1 - k²), which
/// keeps all digits where k approaches 1 and K diverges (Carlson 1979):
/// K = R_F(0, k'², 1) and K - E = (k²/3) R_D(0, k'², 1).
public struct CompleteEllipticIntegrals: Sendable {
  /// K(k), the integral of the first kind; infinite for k' = 0.
  public let first: Double
  /// K(k) - E(k), without the loss of digits that a subtraction brings for small k.
  public let firstMinusSecond: Double
  /// E(k), the integral of the second kind.
  public var second: Double { first.isFinite ? first - firstMinusSecond : 1 }

  /// - Precondition: 0 ≤ `complementaryModulus` ≤ 1.
  public init(complementaryModulus: Double) {
    precondition((0...1).contains(complementaryModulus))
    let square = complementaryModulus * complementaryModulus
    // Below that K differs from ln(4/k') by nothing, but R_F refuses the square.
    guard square > 1e-300 else {
      first = complementaryModulus > 0 ? log(4 / complementaryModulus) : .infinity
      firstMinusSecond = first - 1
      return
    }
    GSL.prepare()
    let mode = gsl_mode_t(GSL_PREC_DOUBLE)
    first = gsl_sf_ellint_RF(0, square, 1, mode)
    let modulusSquare = (1 - complementaryModulus) * (1 + complementaryModulus)
    firstMinusSecond = modulusSquare / 3 * gsl_sf_ellint_RD(0, square, 1, mode)
  }
}
