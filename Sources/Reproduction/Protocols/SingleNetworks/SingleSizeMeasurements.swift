import NeuralModels
import Statistics

/// What a network that was trained at one size, or a thermometer beside it, was seen to do.
struct SingleSizeMeasurements: Codable, Sendable {
  /// What was measured on configurations of one temperature that no training has seen.
  struct Point: Codable, Sendable {
    var temperature: Double
    var count: Int
    /// The mean of the probability of the ordered phase.
    var output: Estimate
    /// The mean of its logit.
    var logit: Estimate
    var energyDensity: Estimate
    /// The mean output of logistic regression on the energy, for each labelling.
    var thermometers: [String: Estimate]
    /// ⟨|p₁|⟩/L of the leading principal component.
    var component: Estimate
    /// What the sampler warns of.
    var warnings: [String]
  }

  var epochs: [ClassifierEpoch]
  /// The epoch whose weights were kept.
  var bestEpoch: Int
  /// The test set: a fifth of the configurations at each of the temperatures of the training.
  var testPoints: [Point]
  /// Configurations at temperatures about the label.
  var densePoints: [Point]
  /// Configurations about the false labels, for the thermometers; empty for a control network, and
  /// where ΣS is free.
  var densePointsOfFalseLabels: [String: [Point]]
}
