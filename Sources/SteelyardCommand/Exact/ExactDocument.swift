import ExactIsing
import Reporting
import SpinSystems

/// What `steelyard exact` prints.
struct ExactDocument: Encodable {
  struct Level: Encodable {
    let energy: Int
    let probability: Double
  }

  let size: Int
  let temperature: Double
  @OrNull var totalSpin: Int?
  let energyDensity: Double
  let specificHeat: Double
  let logPartitionFunction: Double
  /// Nil where only g(E) is known.
  @OrNull var absoluteMagnetization: Double?
  /// Nil where not even g(E) is known.
  @OrNull var energyDistribution: [Level]?
  /// Nil where only g(E) is known.
  @OrNull var correlation: [Double]?
  /// Nil where it was not asked for.
  let spectrum: [SpectrumCount]?

  /// - Throws: `ExactError` where there is no exact solution.
  init(of ensemble: Ensemble, withSpectrum: Bool) throws(ExactError) {
    let size = ensemble.lattice.size
    if ensemble.totalSpin != nil || ExactSpectrum.sizes.contains(size) {
      self.init(
        try ExactSolution(ensemble),
        spectrum: withSpectrum ? try SpectrumCount.counts(of: ensemble) : nil)
    } else {
      let hasLevels = EnergySpectrum.sizes.contains(size)
      self.init(
        try KaufmanSolution(ensemble), try hasLevels ? EnergySpectrum(size: size) : nil,
        spectrum: withSpectrum ? try SpectrumCount.counts(of: ensemble) : nil)
    }
  }

  private init(_ solution: ExactSolution, spectrum: [SpectrumCount]?) {
    size = solution.ensemble.lattice.size
    temperature = solution.ensemble.temperature
    energyDensity = solution.energyDensity
    specificHeat = solution.specificHeat
    logPartitionFunction = solution.logPartitionFunction
    self.spectrum = spectrum
    totalSpin = solution.ensemble.totalSpin
    absoluteMagnetization = solution.absoluteMagnetization
    energyDistribution = solution.energyLevels.map(Level.init)
    correlation = solution.correlation
  }

  private init(
    _ solution: KaufmanSolution, _ levels: EnergySpectrum?, spectrum: [SpectrumCount]?
  ) {
    size = solution.ensemble.lattice.size
    temperature = solution.ensemble.temperature
    energyDensity = solution.energyDensity
    specificHeat = solution.specificHeat
    logPartitionFunction = solution.logPartitionFunction
    self.spectrum = spectrum
    energyDistribution = levels?.distribution(temperature: temperature).map(Level.init)
  }
}

extension ExactDocument.Level {
  init(_ level: EnergyLevel) {
    self.init(energy: level.energy, probability: level.probability)
  }
}
