import ExactIsing
import SpinSystems

/// What is printed of an ensemble that is known exactly.
public struct ExactDocument: Encodable, Sendable {
  /// One energy and its probability.
  public struct Level: Encodable, Sendable {
    /// H.
    public let energy: Int
    /// P(E), of all configurations of this energy together.
    public let probability: Double

    init(_ level: EnergyLevel) {
      energy = level.energy
      probability = level.probability
    }
  }

  /// The linear size L of the lattice.
  public let size: Int
  /// Temperature T, in units of J / k_B.
  public let temperature: Double
  /// ΣS; null where it is free.
  @OrNull public private(set) var totalSpin: Int?
  /// ⟨H⟩/N.
  public let energyDensity: Double
  /// Var H / (N T²), per site.
  public let specificHeat: Double
  /// ln Z.
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
  /// H.
  public let energy: Int
  /// Nil where configurations of every total spin are counted together.
  @OrNull public private(set) var totalSpin: Int?
  /// A decimal string: the number is exact and may have more digits than a Double.
  public let count: String

  /// The number of configurations as a decimal string; `totalSpin` is nil where every one counts.
  public init(energy: Int, totalSpin: Int?, count: String) {
    self.energy = energy
    self.totalSpin = totalSpin
    self.count = count
  }
}
