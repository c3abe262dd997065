import SpinSystems

/// The configuration a Potts chain starts from.
public enum PottsStart: String, CaseIterable, Sendable {
  /// All sites of colour 0.
  case uniform
  /// Each site of a colour of its own: the ensemble at infinite temperature.
  case random

  func colours(
    of ensemble: PottsEnsemble, using generator: inout some RandomNumberGenerator
  ) -> [UInt8] {
    let siteCount = ensemble.lattice.siteCount
    return switch self {
    case .uniform: [UInt8](repeating: 0, count: siteCount)
    case .random:
      (0..<siteCount).map { _ in
        UInt8(Int.random(in: 0..<ensemble.colourCount, using: &generator))
      }
    }
  }
}
