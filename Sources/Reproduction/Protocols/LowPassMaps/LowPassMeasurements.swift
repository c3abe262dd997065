import FiniteSizeScaling
import Statistics

/// What one repetition of the low-pass protocol measured.
struct LowPassMeasurements: Codable, Sendable {
  /// The mean logit of a network on configurations of one size and temperature, and the mean probability
  /// of the ordered phase.
  struct Reading: Codable, Sendable {
    var logit: Estimate
    var probability: Estimate
  }

  /// What was measured at one size and temperature.
  struct Point: Codable, Sendable {
    var size: Int
    var temperature: Double
    var count: Int
    var energyDensity: Estimate
    /// ⟨S²⟩/⟨S⟩² of S(k_min).
    var structureRatio: Estimate
    /// By recipe.
    var readings: [String: Reading]
    /// What the sampler warns of.
    var warnings: [String]
  }

  /// A network and its training.
  struct Training: Codable, Sendable {
    var recipe: MapNetwork.Recipe
    /// Where labels changed.
    var label: Double
    var accuracy: Double?
  }

  /// The first pass, over all temperatures and then near the crossing: the network whose labels change in
  /// the middle of the temperatures, under the name of `coarseReading`.
  var coarsePoints: [Point]
  /// T₀, from the first pass alone.
  var coarseCriticalTemperature: Double
  var trainings: [Training]
  /// The second pass.
  var points: [Point]

  static let coarseReading = "coarse"

  /// The mean logits of a recipe's network.
  func logits(_ recipe: MapNetwork.Recipe) throws -> ScalingTable {
    try Self.table(points) { $0.readings[recipe.rawValue]!.logit }
  }

  /// A table of what `value` takes from each point.
  static func table(_ points: [Point], _ value: (Point) -> Estimate) throws -> ScalingTable {
    try ScalingTable(
      points.map {
        let estimate = value($0)
        return ScalingPoint(
          size: Double($0.size), control: $0.temperature, value: estimate.value,
          error: estimate.standardError)
      })
  }
}
