import ExactIsing
import Reporting
import SpinSystems

extension ExactDocument {
  /// All that is known exactly of `ensemble`.
  ///
  /// - Parameters:
  ///   - ensemble: the ensemble that is meant.
  ///   - withSpectrum: whether the number of configurations of every level is part of it.
  /// - Throws: `ExactError` where there is no exact solution.
  public init(of ensemble: Ensemble, withSpectrum: Bool) throws(ExactError) {
    let size = ensemble.lattice.size
    let spectrum = withSpectrum ? try SpectrumCount.counts(of: ensemble) : nil
    if ensemble.totalSpin != nil || ExactSpectrum.sizes.contains(size) {
      self.init(try ExactSolution(ensemble), spectrum: spectrum)
    } else {
      let hasLevels = EnergySpectrum.sizes.contains(size)
      self.init(
        try KaufmanSolution(ensemble), try hasLevels ? EnergySpectrum(size: size) : nil,
        spectrum: spectrum)
    }
  }
}

extension SpectrumCount {
  /// All numbers that `ensemble` has: g(E, ΣS) up to L = 12, beyond g(E).
  fileprivate static func counts(of ensemble: Ensemble) throws(ExactError) -> [SpectrumCount] {
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
