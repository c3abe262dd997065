import ExactIsing
import Reporting
import SpinSystems

/// The exact number of configurations of one energy and total spin, for `exact --spectrum`.
struct SpectrumCount: Encodable {
  let energy: Int
  /// Nil where configurations of every total spin are counted together.
  @OrNull var totalSpin: Int?
  /// A decimal string: the number is exact and may have more digits than a Double.
  let count: String

  /// All numbers that `ensemble` has: g(E, ΣS) up to L = 12, beyond g(E).
  static func counts(of ensemble: Ensemble) throws(ExactError) -> [SpectrumCount] {
    let size = ensemble.lattice.size
    guard ensemble.totalSpin != nil || ExactSpectrum.sizes.contains(size) else {
      return try EnergySpectrum(size: size).map {
        SpectrumCount(energy: $0.energy, totalSpin: nil, count: "\($0.count)")
      }
    }
    return try ExactSpectrum(size: size)
      .filter { ensemble.totalSpin == nil || $0.totalSpin == ensemble.totalSpin }
      .map { SpectrumCount(energy: $0.energy, totalSpin: $0.totalSpin, count: "\($0.count)") }
  }
}
