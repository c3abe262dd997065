import Statistics

/// Integrated autocorrelation times of the slow observables of a chain, in sweeps.
public struct RelaxationTimes: Hashable, Sendable, Codable {
  /// τ_int of H.
  public var energy: Double
  /// τ_int of S(k_min), averaged over both axes: the slowest mode of conserved dynamics.
  public var structureFactor: Double
  /// τ_int of |ΣS|; nil where ΣS is fixed.
  public var absoluteMagnetization: Double?

  /// Times in sweeps; `absoluteMagnetization` is nil where ΣS is fixed.
  public init(energy: Double, structureFactor: Double, absoluteMagnetization: Double?) {
    self.energy = energy
    self.structureFactor = structureFactor
    self.absoluteMagnetization = absoluteMagnetization
  }

  /// The largest of them.
  public var slowest: Double { max(energy, structureFactor, absoluteMagnetization ?? 0) }
}
