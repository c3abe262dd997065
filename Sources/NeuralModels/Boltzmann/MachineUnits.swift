/// The two values that the units of a machine's file are meant to have.
public enum MachineUnits: String, CaseIterable, Sendable {
  /// 0 and 1, as in Azizi and Pleimling's Eq. 6 and in most libraries for machine learning.
  case binary
  /// -1 and +1, as in physics: P(s, t) ∝ exp(b·s + c·t + s·W·t).
  case spins

  /// "0 and 1" or "-1 and +1".
  public var values: String { self == .binary ? "0 and 1" : "-1 and +1" }
}

extension RestrictedBoltzmannMachine {
  /// The machine of units 0 and 1 that has the distribution of this one's parameters read for units `units`.
  ///
  /// With s = 2v - 1 and t = 2h - 1, s·W·t + b·s + c·t is v·4W·h + v·(2b - 2W·1) + (2c - 2Wᵀ·1)·h but for a
  /// constant.
  ///
  /// - Throws: `BoltzmannMachineError` where a parameter is too large for a `Float`.
  public func read(as units: MachineUnits) throws(BoltzmannMachineError)
    -> RestrictedBoltzmannMachine
  {
    guard units == .spins else { return self }
    var rows = [Double](repeating: 0, count: visibleCount)
    var columns = [Double](repeating: 0, count: hiddenCount)
    for i in 0..<visibleCount {
      for j in 0..<hiddenCount {
        rows[i] += Double(weights[i * hiddenCount + j])
        columns[j] += Double(weights[i * hiddenCount + j])
      }
    }
    return try RestrictedBoltzmannMachine(
      weights: weights.map { 4 * $0 },
      visibleBias: zip(visibleBias, rows).map { Float(2 * (Double($0) - $1)) },
      hiddenBias: zip(hiddenBias, columns).map { Float(2 * (Double($0) - $1)) })
  }
}
