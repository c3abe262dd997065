import NeuralModels
import SpinSystems
import Statistics

/// A model with a phase transition that the low-pass protocol can be turned on.
protocol ScalingModel: Sendable {
  /// The first part of names of units.
  var name: String { get }
  /// What the model is called in a sentence.
  var title: String { get }
  /// The temperatures of the first pass, ascending. They span the transition and say nothing else.
  var coarseTemperatures: [Double] { get }
  /// Half the width of the temperature grid of size L, over T₀/L.
  var gridHalfWidth: Double { get }
  /// Configurations in equilibrium and what the protocol looks at in them.
  func draw(size: Int, temperature: Double, count: Int, seed: UInt64) throws -> ScalingSamples
  /// What the literature knows, for the verdict only.
  var truth: (criticalTemperature: Double, nu: Double) { get }
}

/// What the low-pass protocol and its controls look at in the configurations of one size and temperature.
struct ScalingSamples: Sendable {
  var maps: LowPassMaps
  /// H/N of each configuration.
  var energyDensities: [Double]
  /// S(k_min) of each configuration, averaged over both axes.
  var structureFactors: [Double]
  var lanes: Lanes
  /// What whoever drew them warns of.
  var warnings: [String] = []
}
