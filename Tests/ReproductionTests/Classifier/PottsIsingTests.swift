import ExactIsing
import MonteCarlo
import SpinSystems
import Testing

@Suite struct `Potts model with two colours` {
  /// H_Ising = 2 H_Potts + 2N at T_Ising = 2 T_Potts. The standard error is that of 32 chain means, so the
  /// score has Student's t with 31 degrees of freedom, which exceeds 5 once in 50,000; there are five.
  @Test(arguments: [(8, 1.0), (8, 1.1345926571), (8, 1.6), (16, 1.1345926571), (24, 1.3)])
  func `Is the Ising model that Kaufman solved`(size: Int, temperature: Double) throws {
    let drawing = PottsDrawing(
      of: PottsEnsemble(size: size, colourCount: 2, temperature: temperature), seed: 17)
    let siteCount = size * size
    let means = (0..<drawing.chainCount).map { chain in
      let energies = drawing.chain(chain).energies
      return energies.reduce(0.0) { $0 + Double(2 * $1 + 2 * siteCount) }
        / Double(energies.count * siteCount)
    }
    let count = Double(means.count)
    let mean = means.reduce(0, +) / count
    let variance = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let exact = try KaufmanSolution(
      .canonical(size: size, temperature: 2 * temperature)
    ).energyDensity
    let score = (mean - exact) / (variance / count).squareRoot()
    #expect(abs(score) < 5, "\(mean), exact \(exact)")
  }
}
