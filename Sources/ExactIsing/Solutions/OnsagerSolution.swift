import Foundation
import Statistics

/// The infinite lattice (Onsager 1944, Yang 1952).
///
/// With K = 1/T, S = sinh 2K, C = cosh 2K and elliptic integrals of modulus k = 2S/C², whose
/// complementary modulus is k' = |S² - 1|/C². Absolute errors are of order 10^-15 · coth 2K.
public struct OnsagerSolution: Sendable {
  /// T, in units of J / k_B.
  public let temperature: Double
  private let coupling: Double
  private let tanh: Double
  /// 2 tanh² 2K - 1 = (S² - 1)/C²: minus k' above the critical temperature, plus k' below.
  private let signedComplement: Double
  private let integrals: CompleteEllipticIntegrals

  /// - Precondition: `temperature` is positive and finite.
  public init(temperature: Double) {
    precondition(temperature > 0 && temperature.isFinite)
    self.temperature = temperature
    coupling = 1 / temperature
    tanh = Foundation.tanh(2 * coupling)
    // (tanh - sech)(tanh + sech) loses no digits at T_c, where tanh = sech = 1/√2.
    let sech = 1 / cosh(2 * coupling)
    signedComplement = (tanh - sech) * (tanh + sech)
    integrals = CompleteEllipticIntegrals(complementaryModulus: abs(signedComplement))
  }

  /// ε = -coth 2K [1 + (2/π)(2 tanh² 2K - 1) K(k)]; -√2 at T_c.
  public var energyDensity: Double {
    // k' K(k) → 0 for k' → 0.
    let product = signedComplement == 0 ? 0 : signedComplement * integrals.first
    return -(1 + 2 / .pi * product) / tanh
  }

  /// c = (4/π)(K coth 2K)² {K(k) - E(k) - (1 - tanh² 2K)[π/2 + (2 tanh² 2K - 1) K(k)]}; infinite at
  /// T_c.
  public var specificHeat: Double {
    guard signedComplement != 0 else { return .infinity }
    let factor = coupling / tanh
    let sech = 1 / cosh(2 * coupling)
    let bracket = .pi / 2 + signedComplement * integrals.first
    return 4 / .pi * factor * factor * (integrals.firstMinusSecond - sech * sech * bracket)
  }

  /// |⟨S⟩| = (1 - sinh⁻⁴ 2K)^(1/8) below T_c, 0 from there on.
  public var spontaneousMagnetization: Double {
    guard signedComplement > 0 else { return 0 }
    // 1 - S⁻⁴ = (S² - 1)(S² + 1)/S⁴, and S² + 1 = C².
    return pow(signedComplement / (tanh * tanh * tanh * tanh), 0.125)
  }

  /// The length over which the connected correlation decays along an axis (McCoy and Wu 1973):
  /// 1/ξ = -ln tanh K - 2K above T_c and 2(2K + ln tanh K) below, infinite at T_c.
  public var correlationLength: Double {
    // With e^(-2K) for tanh of the dual coupling, ln tanh K = ln(1 - e^(-2K)) - ln(1 + e^(-2K)).
    let bond = exp(-2 * coupling)
    let decay = 2 * coupling + log1p(-bond) - log1p(bond)
    if signedComplement == 0 || decay == 0 { return .infinity }
    return decay > 0 ? 1 / (2 * decay) : -1 / decay
  }
}
