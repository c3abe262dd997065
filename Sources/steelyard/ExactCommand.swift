import ArgumentParser
import ExactIsing
import Foundation
import SpinSystems

/// `steelyard exact --size L --temperature T [--total-spin S]`
struct ExactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exact",
    abstract: "Exact energy, specific heat, P(E) and C(r) of an ensemble.")

  @Option(help: "Linear size L of the lattice.")
  var size: Int

  @OptionGroup var ensemble: EnsembleOptions

  @Flag(help: "Also print the exact number of configurations g(E, ΣS) of every level.")
  var spectrum = false

  @Flag(help: "Print one JSON document.")
  var json = false

  func run() async throws {
    try await reportingErrors {
      let solution = try ExactSolution(try ensemble.ensemble(size: size))
      let counts = spectrum ? try ExactSpectrum(size: size) : nil
      let document = ExactDocument(solution, spectrum: counts)
      print(json ? try JSONDocument.encode(document) : document.text)
    }
  }
}

/// What `steelyard exact` prints.
private struct ExactDocument: Encodable {
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

  /// The same for people.
  var text: String {
    let spins = totalSpin.map { "ΣS = \($0) fixed" } ?? "ΣS free"
    var lines = [
      "exact, L = \(size), T = \(temperature), \(spins)", "",
      "energy density ε     \(energyDensity) J per site",
      "specific heat c      \(specificHeat) k_B per site",
      "ln Z                 \(logPartitionFunction)",
      "⟨|M|⟩                \(absoluteMagnetization)", "",
    ]
    for (distance, value) in correlation.enumerated() { lines.append("C(\(distance))  \(value)") }
    lines += ["", "       H        ε           P(E)"]
    for level in energyDistribution where level.probability > 1e-12 {
      lines.append(
        String(
          format: "%8d %8.4f %14.6e", level.energy, Double(level.energy) / Double(size * size),
          level.probability))
    }
    if let spectrum {
      lines += ["", "       H       ΣS  g(E, ΣS)"]
      for cell in spectrum {
        lines.append(String(format: "%8d %8d  ", cell.energy, cell.totalSpin) + cell.count)
      }
    }
    return lines.joined(separator: "\n")
  }
}
