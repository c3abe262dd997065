import NeuralModels
import SpinSystems

/// The Ising model with ΣS = 0.
struct ConservedIsing: ScalingModel {
  let name = "classifier"
  let title = "the Ising model with ΣS = 0"
  /// 1.0 to 3.2 in steps of 0.1, as the paper has them.
  let coarseTemperatures = (10...32).map { Double($0) / 10 }
  let gridHalfWidth = 2.4
  var truth: (criticalTemperature: Double, nu: Double) { (Ensemble.criticalTemperature, 1) }

  func draw(
    size: Int, temperature: Double, count: Int, seed: UInt64
  ) throws -> ScalingSamples {
    let drawn = try ChainSamples(
      size: size, temperature: temperature, count: count, seed: seed)
    return ScalingSamples(
      maps: LowPassMaps(drawn.samples),
      energyDensities: drawn.energyDensities,
      structureFactors: AxisModes(drawn.samples).structureFactor(waveNumber: 1),
      lanes: drawn.lanes, warnings: drawn.warnings)
  }
}
