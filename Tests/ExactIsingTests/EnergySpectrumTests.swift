import ExactIsing
import Foundation
import SpinSystems
import Testing

@Suite struct EnergySpectrumTests {
  @Test func `The lowest levels of L = 32 have Beale's published numbers of states`() throws {
    let spectrum = try EnergySpectrum(size: 32)
    let published = [
      "2", "0", "2048", "4096", "1057792", "4218880", "371621888", "2191790080", "100903637504",
      "768629792768", "22748079183872",
    ]
    for (step, count) in published.enumerated() {
      #expect(spectrum[energy: -2048 + 4 * step].description == count)
    }
  }

  @Test(arguments: 2...12)
  func `Both ways of counting states agree`(size: Int) throws {
    // The one sums g(E, M) of the transfer matrix over M, the other expands Kaufman's formula.
    var counts: [Int: BigInteger] = [:]
    for cell in try ExactSpectrum(size: size) { counts[cell.energy, default: 0] += cell.count }
    let spectrum = try EnergySpectrum(size: size)
    #expect(spectrum.count == counts.count)
    for level in spectrum { #expect(level.count == counts[level.energy]) }
  }

  @Test(arguments: [14, 15, 20, 30, 32])
  func `All states are counted, and the first excitations are single and double flips`(
    size: Int
  ) throws {
    let spectrum = try EnergySpectrum(size: size)
    let total = spectrum.reduce(BigInteger.zero) { $0 + $1.count }
    #expect(total == (0..<size * size).reduce(BigInteger(1)) { sum, _ in sum + sum })
    let siteCount = size * size
    let ground = -2 * siteCount
    let expected = [
      2, 0, 2 * siteCount, 4 * siteCount, siteCount * siteCount + 9 * siteCount,
      4 * siteCount * siteCount + 24 * siteCount,
    ]
    for (step, count) in expected.enumerated() {
      #expect(spectrum[energy: ground + 4 * step] == BigInteger(count))
    }
    if size.isMultiple(of: 2) {
      for level in spectrum { #expect(spectrum[energy: -level.energy] == level.count) }
    }
    #expect(spectrum[energy: ground + 2] == 0 && spectrum[energy: -ground + 4] == 0)
  }

  @Test(arguments: [8, 16, 32], [0.1, 1, Ensemble.criticalTemperature, 1e6])
  func `The energy distribution has Kaufman's mean and variance`(
    size: Int, temperature: Double
  ) throws {
    let levels = try EnergySpectrum(size: size).distribution(temperature: temperature)
    let kaufman = try KaufmanSolution(.canonical(size: size, temperature: temperature))
    let siteCount = Double(size * size)
    #expect(abs(levels.map(\.probability).reduce(0, +) - 1) < 1e-12)
    let mean = levels.reduce(0) { $0 + Double($1.energy) * $1.probability }
    let variance = levels.reduce(0) {
      $0 + (Double($1.energy) - mean) * (Double($1.energy) - mean) * $1.probability
    }
    #expect(abs(mean / siteCount - kaufman.energyDensity) < 1e-12)
    #expect(abs(variance - kaufman.energyVariance) < 1e-11 * siteCount)
  }

  @Test func `A lattice too large for its states to be counted is refused with advice`() {
    #expect(throws: ExactError.noEnergySpectrum(size: 65)) { try EnergySpectrum(size: 65) }
    #expect(ExactError.noEnergySpectrum(size: 65).description.contains("Kaufman"))
  }
}
