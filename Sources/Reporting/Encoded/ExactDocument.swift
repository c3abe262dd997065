import ExactIsing
import SpinSystems

/// What is printed of an ensemble that is known exactly.
public struct ExactDocument: Encodable, Sendable {
  /// One energy and its probability.
  public struct Level: Encodable, Sendable {
    public let energy: Int
    public let probability: Double

    init(_ level: EnergyLevel) {
      energy = level.energy
      probability = level.probability
    }
  }

  public let size: Int
  public let temperature: Double
  @OrNull public private(set) var totalSpin: Int?
  public let energyDensity: Double
  public let specificHeat: Double
  public let logPartitionFunction: Double
  /// Nil where only g(E) is known.
  @OrNull public private(set) var absoluteMagnetization: Double?
  /// Nil where not even g(E) is known.
  @OrNull public private(set) var energyDistribution: [Level]?
  /// Nil where only g(E) is known.
  @OrNull public private(set) var correlation: [Double]?
  /// Nil, and left out, where it was not asked for.
  public let spectrum: [SpectrumCount]?

  /// What is known of an ensemble whose g(E, ΣS) is.
  public init(_ solution: ExactSolution, spectrum: [SpectrumCount]?) {
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

  /// What is known of an ensemble that has a closed form, and perhaps g(E), `levels`.
  public init(
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

/// The exact number of configurations of one energy and total spin.
public struct SpectrumCount: Encodable, Sendable {
  public let energy: Int
  /// Nil where configurations of every total spin are counted together.
  @OrNull public private(set) var totalSpin: Int?
  /// A decimal string: the number is exact and may have more digits than a Double.
  public let count: String

  public init(energy: Int, totalSpin: Int?, count: String) {
    self.energy = energy
    self.totalSpin = totalSpin
    self.count = count
  }
}
