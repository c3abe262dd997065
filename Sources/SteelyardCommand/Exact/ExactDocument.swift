import ExactIsing
import SpinSystems

/// What `steelyard exact` prints.
struct ExactDocument: Encodable {
  struct Level: Encodable {
    let energy: Int
    let probability: Double
  }

  let size: Int
  let temperature: Double
  let totalSpin: Int?
  let energyDensity: Double
  let specificHeat: Double
  let logPartitionFunction: Double
  /// Nil where only g(E) is known.
  let absoluteMagnetization: Double?
  /// Nil where not even g(E) is known.
  let energyDistribution: [Level]?
  /// Nil where only g(E) is known.
  let correlation: [Double]?
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
    totalSpin = solution.ensemble.totalSpin
    energyDensity = solution.energyDensity
    specificHeat = solution.specificHeat
    logPartitionFunction = solution.logPartitionFunction
    absoluteMagnetization = solution.absoluteMagnetization
    energyDistribution = solution.energyLevels.map(Level.init)
    correlation = solution.correlation
    self.spectrum = spectrum
  }

  private init(
    _ solution: KaufmanSolution, _ levels: EnergySpectrum?, spectrum: [SpectrumCount]?
  ) {
    size = solution.ensemble.lattice.size
    temperature = solution.ensemble.temperature
    totalSpin = nil
    energyDensity = solution.energyDensity
    specificHeat = solution.specificHeat
    logPartitionFunction = solution.logPartitionFunction
    absoluteMagnetization = nil
    energyDistribution = levels?.distribution(temperature: temperature).map(Level.init)
    correlation = nil
    self.spectrum = spectrum
  }

  private enum CodingKeys: CodingKey {
    case size, temperature, totalSpin, energyDensity, specificHeat, logPartitionFunction
    case absoluteMagnetization, energyDistribution, correlation, spectrum
  }

  /// Encodes what is free or unknown as null rather than leaving the key out.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(size, forKey: .size)
    try container.encode(temperature, forKey: .temperature)
    try container.encode(totalSpin, forKey: .totalSpin)
    try container.encode(energyDensity, forKey: .energyDensity)
    try container.encode(specificHeat, forKey: .specificHeat)
    try container.encode(logPartitionFunction, forKey: .logPartitionFunction)
    try container.encode(absoluteMagnetization, forKey: .absoluteMagnetization)
    try container.encode(energyDistribution, forKey: .energyDistribution)
    try container.encode(correlation, forKey: .correlation)
    try container.encodeIfPresent(spectrum, forKey: .spectrum)
  }
}

extension ExactDocument.Level {
  init(_ level: EnergyLevel) {
    self.init(energy: level.energy, probability: level.probability)
  }
}
