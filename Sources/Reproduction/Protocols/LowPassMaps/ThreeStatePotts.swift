import MonteCarlo
import NeuralModels
import Randomness
import SpinSystems
import Statistics

/// The Potts model with three colours: a transition with another ν, 5/6.
///
/// A configuration enters as the field of one of its colours, chosen by a random number, which is up with
/// probability 1/3 in the disordered phase; from that level the uniform mode is measured and kept, for it
/// is the order parameter where colours are not conserved.
///
/// The transition is narrower than the Ising model's, and so is the grid; a pilot run with a seed of its own
/// showed the logit to bend within |t| L of 1.
struct ThreeStatePotts: ScalingModel {
  static let colourCount = 3

  let name = "potts"
  let title = "the Potts model with three colours"
  let coarseTemperatures = (0...24).map { Double(45 + 4 * $0) / 100 }
  let gridHalfWidth = 1.4
  var truth: (criticalTemperature: Double, nu: Double) {
    (
      PottsEnsemble.criticalTemperature(colourCount: Self.colourCount),
      PottsEnsemble.correlationLengthExponent(colourCount: Self.colourCount)
    )
  }

  func draw(
    size: Int, temperature: Double, count: Int, seed: UInt64
  ) throws -> ScalingSamples {
    let ensemble = PottsEnsemble(
      size: size, colourCount: Self.colourCount, temperature: temperature)
    let chainCount = 32
    let perChain = max(1, count / chainCount)
    let configurations = PottsDrawing(
      of: ensemble, chainCount: chainCount, configurationsPerChain: perChain, seed: seed
    ).run()
    var generator = RandomStreams(seed: seed).stream("potts colours")
    let colours = (0..<configurations.count).map { _ in
      UInt8.random(in: 0..<UInt8(Self.colourCount), using: &generator)
    }
    let indicators = configurations.indicator { colours[$0] }
    let siteCount = Double(ensemble.lattice.siteCount)
    return ScalingSamples(
      maps: LowPassMaps(indicators, zeroLevel: 2 / Double(Self.colourCount) - 1),
      energyDensities: configurations.energies.map { Double($0) / siteCount },
      structureFactors: AxisModes(indicators).structureFactor(waveNumber: 1),
      lanes: Lanes((0..<configurations.count).map { $0 / perChain }))
  }
}
