import SpinSystems

/// Whether a protocol's configurations have ΣS = 0 or are free.
enum Magnetization: String, Codable, CaseIterable, Sendable {
  case conserved
  case free

  var title: String {
    switch self {
    case .conserved: "ΣS = 0"
    case .free: "ΣS free"
    }
  }

  /// In names of units.
  var slug: String {
    switch self {
    case .conserved: "S0"
    case .free: "Sfree"
    }
  }

  func ensemble(size: Int, temperature: Double) throws -> Ensemble {
    switch self {
    case .conserved:
      try .fixedMagnetization(size: size, temperature: temperature, totalSpin: 0)
    case .free: try .canonical(size: size, temperature: temperature)
    }
  }
}
