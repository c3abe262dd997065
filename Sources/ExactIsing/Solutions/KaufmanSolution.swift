import Foundation
import SpinSystems

/// Exact thermodynamics of the canonical ensemble at any size, in closed form (Kaufman 1949).
///
/// With K = 1/T, cosh γ_l = cosh 2K coth 2K - cos(πl/L), and γ_0 = 2K + ln tanh K, which changes sign
/// at T_c,
///
///     Z = ½ (2 sinh 2K)^(N/2) [Π 2 cosh(Lγ_l/2) + Π 2 sinh(Lγ_l/2)]   l odd, 0 < l < 2L
///       + the same for l even, 0 ≤ l < 2L
///
/// Each factor is taken apart into exp(Lγ/2) (1 ± exp(-Lγ)); the first goes together with sinh 2K
/// into a number that is smooth at every temperature, and everything is divided by powers of cosh 2K.
/// So nothing overflows, nothing diverges at T_c, and derivatives by K come without differences
/// (`Jet`). Absolute errors of ln Z/N, energy density and specific heat are of order 10^-14; what is
/// smaller than that, such as the specific heat below T = 0.2, has lost its digits.
public struct KaufmanSolution: Sendable {
  /// The canonical ensemble that is solved.
  public let ensemble: Ensemble
  /// ln Z.
  public let logPartitionFunction: Double
  /// ε = ⟨H⟩/N = -(d ln Z/dK)/N.
  public let energyDensity: Double
  /// Var H = d² ln Z/dK².
  public let energyVariance: Double

  /// Var H / (N T²), the heat capacity per site.
  public var specificHeat: Double {
    // In this order a variance of 0 stays 0 however small the temperature.
    let coupling = Self.coupling(ensemble)
    return energyVariance * coupling * coupling / Double(ensemble.lattice.siteCount)
  }

  /// K, of which 1e300 is as good as infinite.
  private static func coupling(_ ensemble: Ensemble) -> Double {
    min(ensemble.inverseTemperature, 1e300)
  }

  /// - Throws: `ExactError.notCanonical` where ΣS is fixed.
  public init(_ ensemble: Ensemble) throws(ExactError) {
    guard ensemble.totalSpin == nil else { throw .notCanonical(ensemble) }
    self.ensemble = ensemble
    let modes = KaufmanModes(size: ensemble.lattice.size, coupling: Self.coupling(ensemble))
    let odd = modes.family(stride(from: 1, to: 2 * ensemble.lattice.size, by: 2))
    let even = modes.family(stride(from: 0, to: 2 * ensemble.lattice.size, by: 2))
    // ln(e^a A + e^b B) with the larger exponential taken out.
    let oddFirst = odd.exponent.value >= even.exponent.value
    let (larger, smaller) = oddFirst ? (odd, even) : (even, odd)
    let ratio = (smaller.exponent - larger.exponent).exponential
    let sum = larger.factor + ratio * smaller.factor
    let logZ = larger.exponent + (0.5 * sum).logarithm
    logPartitionFunction = logZ.value
    energyDensity = -logZ.first / Double(ensemble.lattice.siteCount)
    // Far below T_c rounding may leave a zero of either sign.
    energyVariance = max(0, logZ.second)
  }
}

/// What the factors of Kaufman's products have in common.
private struct KaufmanModes {
  let size: Int
  private let coupling: Double
  /// tanh 2K and 1/cosh 2K.
  private let tanh: Jet
  private let sech: Jet
  /// ln cosh 2K.
  private let logCosh: Jet

  init(size: Int, coupling: Double) {
    self.size = size
    self.coupling = coupling
    let t = Foundation.tanh(2 * coupling)
    // cosh may overflow, where its inverse is 0 as it should be.
    let s = 1 / cosh(2 * coupling)
    tanh = Jet(t, 2 * s * s, -8 * s * s * t)
    sech = Jet(s, -2 * s * t, 4 * s * (t * t - s * s))
    logCosh = Jet(
      2 * coupling + log1p(exp(-4 * coupling)) - log(2), 2 * t, 4 * s * s)
  }

  /// exponent and factor with exp(exponent) · factor = (2 sinh 2K)^(N/2) [Π 2cosh + Π 2sinh] over one
  /// family of modes.
  func family(_ modes: some Sequence<Int>) -> (exponent: Jet, factor: Jet) {
    var exponent = Jet(0)
    var (logPlus, logMinus) = (Jet(0), Jet(0))
    var vanishing = Jet(1)
    for mode in modes {
      // X = cosh² 2K - sinh 2K cos θ and Y = √(X² - sinh² 2K), both divided by cosh² 2K. Then
      // sinh 2K · e^(±γ) = X ± Y.
      let half = sin(.pi * Double(mode) / Double(2 * size))
      let product = tanh * sech
      let spread = (2 * half * half) * product
      let (x, y): (Jet, Jet)
      if mode == 0 {
        x = 1 + (-1.0) * product
        // |γ_0|: cosh is even, and the sign goes with the sinh.
        y = (tanh.value >= sech.value ? 1 : -1) * (tanh - sech)
      } else {
        x = 1 + (spread - product)
        y = (((sech - tanh) * (sech - tanh) + spread) * (1 + spread)).squareRoot
      }
      exponent = exponent + Double(size) / 2 * (2 * logCosh + (2 * (x + y)).logarithm)
      let decay = (product / (x + y)).power(size)
      logPlus = logPlus + decay.logarithmOfOnePlus
      if mode == 0 {
        vanishing = (tanh.value >= sech.value ? 1 : -1) * (1 + (-1.0) * decay)
      } else {
        logMinus = logMinus + ((-1.0) * decay).logarithmOfOnePlus
      }
    }
    return (exponent, logPlus.exponential + vanishing * logMinus.exponential)
  }
}
