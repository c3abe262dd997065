import Statistics

/// What machines that were trained at one size, and the principal component beside them, were seen to do.
struct SupportVectorMeasurements: Codable, Sendable {
  /// What was measured on configurations of one temperature that no training has seen.
  struct Point: Codable, Sendable {
    var temperature: Double
    var count: Int
    /// The mean decision function by name of the machine (`MachineKind`).
    var decisions: [String: Estimate]
    /// ⟨|p₁|⟩/L of the leading principal component.
    var component: Estimate
    var energyDensity: Estimate
    /// What the sampler warns of.
    var warnings: [String]
  }

  /// The number of support vectors of each machine.
  var supportCounts: [String: Int]
  /// At the temperatures of the training, all machines.
  var testPoints: [Point]
  /// At temperatures about each label that is looked at, by its name, the machines that were trained with it.
  var densePoints: [String: [Point]]
}
