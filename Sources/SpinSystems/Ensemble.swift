import Randomness
import Storage

/// The probability distribution that samples are meant to have.
///
/// `canonical` weighs all 2^N configurations with exp(-H/T); `fixedMagnetization` only those with a
/// given ΣS. At finite L these are different distributions, so the ensemble is part of the type of
/// every reference and a comparison across ensembles is refused (see `requireEqual(to:)`).
public struct Ensemble: Hashable, Sendable {
  /// The lattice that the spins live on.
  public let lattice: SquareLattice
  /// Temperature T in units of J / k_B; positive and finite.
  public let temperature: Double
  /// The conserved ΣS, or nil where the magnetization is free.
  public let totalSpin: Int?

  /// All configurations at temperature T.
  public static func canonical(size: Int, temperature: Double) throws(EnsembleError) -> Ensemble {
    try Ensemble(size: size, temperature: temperature, totalSpin: nil)
  }

  /// The configurations with Σ S = `totalSpin` at temperature T.
  public static func fixedMagnetization(
    size: Int, temperature: Double, totalSpin: Int
  ) throws(EnsembleError) -> Ensemble {
    try Ensemble(size: size, temperature: temperature, totalSpin: totalSpin)
  }

  /// The ensemble with that ΣS, or with a free one where it is nil.
  public init(size: Int, temperature: Double, totalSpin: Int?) throws(EnsembleError) {
    guard SquareLattice.sizes.contains(size) else { throw .size(size) }
    guard temperature > 0, temperature.isFinite else { throw .temperature(temperature) }
    let lattice = SquareLattice(size: size)
    if let totalSpin {
      guard totalSpin.magnitude <= lattice.siteCount.magnitude else {
        throw .totalSpinTooLarge(totalSpin, siteCount: lattice.siteCount)
      }
      guard (totalSpin - lattice.siteCount).isMultiple(of: 2) else {
        throw .totalSpinParity(totalSpin, siteCount: lattice.siteCount)
      }
    }
    self.lattice = lattice
    self.temperature = temperature
    self.totalSpin = totalSpin
  }

  /// β = 1/T.
  /// So small a temperature that its inverse overflows, or that products with it do, is as good as 10⁻³⁰⁰.
  public var inverseTemperature: Double { min(1 / temperature, 1e300) }

  /// Whether S → -S maps the ensemble onto itself: always where ΣS is free, else only for ΣS = 0.
  public var isSpinFlipSymmetric: Bool { totalSpin == nil || totalSpin == 0 }

  /// The critical temperature of the infinite lattice, T_c = 2 / ln(1 + √2) (Onsager 1944).
  public static let criticalTemperature = 2.269185314213022

  /// Throws unless `other` is the same ensemble.
  public func requireEqual(to other: Ensemble) throws(EnsembleError) {
    guard self == other else { throw .mismatch(self, other) }
  }
}

extension Ensemble: StreamKey {
  /// L, T and ΣS.
  public var streamWords: [UInt64] {
    [
      UInt64(lattice.size), temperature.bitPattern,
      totalSpin.map { UInt64(bitPattern: Int64($0)) } ?? .max / 2,
    ]
  }
}

extension Ensemble: CustomStringConvertible {
  public var description: String {
    let size = lattice.size
    return if let totalSpin {
      "L = \(size), T = \(temperature), ΣS = \(totalSpin) fixed"
    } else {
      "L = \(size), T = \(temperature), ΣS free"
    }
  }
}

/// Why an ensemble cannot be formed or compared.
public enum EnsembleError: InputError, Equatable {
  case size(Int)
  case temperature(Double)
  case totalSpinTooLarge(Int, siteCount: Int)
  case totalSpinParity(Int, siteCount: Int)
  case mismatch(Ensemble, Ensemble)

  public var description: String {
    switch self {
    case .size(let size):
      let sizes = SquareLattice.sizes
      return "lattice size \(size) is not supported; "
        + "wanted a whole number from \(sizes.lowerBound) to \(sizes.upperBound)"
    case .temperature(let temperature):
      return "temperature \(temperature) is not possible; wanted a finite number above 0"
    case .totalSpinTooLarge(let totalSpin, let siteCount):
      return "total spin \(totalSpin) is not possible with \(siteCount) spins; "
        + "wanted a value from -\(siteCount) to \(siteCount)"
    case .totalSpinParity(let totalSpin, let siteCount):
      let parity = siteCount.isMultiple(of: 2) ? "even" : "odd"
      return "total spin \(totalSpin) is not possible with \(siteCount) spins; "
        + "wanted an \(parity) value"
    case .mismatch(let found, let wanted):
      return "samples of one ensemble (\(found)) cannot be held against another (\(wanted))"
    }
  }
}
