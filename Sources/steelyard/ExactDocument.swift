import ExactIsing
import Foundation
import SpinSystems

/// What `steelyard exact` prints.
struct ExactDocument: Encodable {
  struct Level: Encodable {
    let energy: Int
    let probability: Double
  }
  struct Cell: Encodable {
    let energy: Int
    let totalSpin: Int
    /// A decimal string: the number is exact and may have more digits than a Double.
    let count: String
  }

  let size: Int
  let temperature: Double
  let totalSpin: Int?
  let energyDensity: Double
  let specificHeat: Double
  let logPartitionFunction: Double
  let absoluteMagnetization: Double
  let energyDistribution: [Level]
  let correlation: [Double]
  let spectrum: [Cell]?

  /// - Parameter counts: the spectrum, where it is to be printed too.
  init(_ solution: ExactSolution, spectrum counts: ExactSpectrum?) {
    size = solution.ensemble.lattice.size
    temperature = solution.ensemble.temperature
    totalSpin = solution.ensemble.totalSpin
    energyDensity = solution.energyDensity
    specificHeat = solution.specificHeat
    logPartitionFunction = solution.logPartitionFunction
    absoluteMagnetization = solution.absoluteMagnetization
    energyDistribution = solution.energyLevels.map {
      Level(energy: $0.energy, probability: $0.probability)
    }
    correlation = solution.correlation
    let fixed = solution.ensemble.totalSpin
    spectrum = counts.map { counts in
      counts.filter { fixed == nil || $0.totalSpin == fixed }.map {
        Cell(energy: $0.energy, totalSpin: $0.totalSpin, count: "\($0.count)")
      }
    }
  }

  private enum CodingKeys: CodingKey {
    case size, temperature, totalSpin, energyDensity, specificHeat, logPartitionFunction
    case absoluteMagnetization, energyDistribution, correlation, spectrum
  }

  /// Encodes a free ΣS as null rather than leaving the key out.
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

extension ExactDocument {
  /// Levels of a lower probability are left out of the text.
  private static let smallestProbability = 1e-12

  /// The same for people.
  var text: String {
    let spins = totalSpin.map { "ΣS = \($0) fixed" } ?? "ΣS free"
    let listed = energyDistribution.filter { $0.probability > Self.smallestProbability }
    let count = energyDistribution.count
    let choice =
      listed.count == count
      ? "all \(count) levels"
      : "levels with P(E) > 1e-12, \(listed.count) of \(count); --json prints them all"
    var lines = [
      "exact, L = \(size), T = \(temperature), \(spins)", "",
      "energy density ε     \(energyDensity) J per site",
      "specific heat c      \(specificHeat) k_B per site",
      "ln Z                 \(logPartitionFunction)",
      "⟨|M|⟩                \(absoluteMagnetization)", "",
    ]
    lines += correlation.enumerated().map { "C(\($0))                 \($1)" }
    lines += ["", choice, "", "       H        ε           P(E)"]
    let siteCount = Double(size * size)
    lines += listed.map { level in
      String(
        format: "%8d %8.4f %14.6e", level.energy, Double(level.energy) / siteCount,
        level.probability)
    }
    if let spectrum {
      lines += ["", "       H       ΣS  g(E, ΣS)"]
      lines += spectrum.map { String(format: "%8d %8d  ", $0.energy, $0.totalSpin) + $0.count }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
