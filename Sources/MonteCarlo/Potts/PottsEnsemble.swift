import Foundation
import SpinSystems

/// The canonical ensemble of the q-state Potts model on the periodic square lattice.
///
/// H = -Σ over bonds of δ(σ_i, σ_j), with σ = 0, …, q - 1 and the 2N bonds of `SquareLattice` (Potts
/// 1952); T in units of J / k_B. With q = 2 this is the Ising model: δ = (1 + SS')/2, so that
/// T_Ising = 2 T and H_Ising = 2 H + 2N.
public struct PottsEnsemble: Hashable, Sendable {
  /// The periodic lattice of N = L² sites.
  public let lattice: SquareLattice
  /// The number of colours, q.
  public let colourCount: Int
  /// Temperature T; positive and finite.
  public let temperature: Double

  /// - Precondition: 2 ≤ q ≤ 255, T > 0 and finite.
  public init(size: Int, colourCount: Int, temperature: Double) {
    precondition((2...255).contains(colourCount), "\(colourCount) colours")
    precondition(temperature > 0 && temperature.isFinite, "temperature \(temperature)")
    lattice = SquareLattice(size: size)
    self.colourCount = colourCount
    self.temperature = temperature
  }

  /// T_c = 1 / ln(1 + √q) of the infinite lattice, from its self-duality (Potts 1952).
  public static func criticalTemperature(colourCount: Int) -> Double {
    1 / log1p(Double(colourCount).squareRoot())
  }

  /// ν of the infinite lattice: 1 for q = 2, 5/6 for q = 3 and 2/3 for q = 4 (den Nijs 1979; Nienhuis
  /// 1982).
  ///
  /// 1/ν = 3 - 3/(2 - u), where √q = 2 cos(πu/2) with 0 ≤ u ≤ 1.
  ///
  /// - Precondition: q ≤ 4. With more colours the transition is of first order and has no ν.
  public static func correlationLengthExponent(colourCount: Int) -> Double {
    precondition((2...4).contains(colourCount), "no continuous transition")
    let u = 2 / Double.pi * acos(Double(colourCount).squareRoot() / 2)
    return 1 / (3 - 3 / (2 - u))
  }
}
