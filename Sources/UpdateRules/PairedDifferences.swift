import Statistics

/// Observables after an update less those before, by configuration, in units of their standard deviation before.
///
/// In the mean they vanish if the rule leaves the ensemble invariant. Differences of the same configuration
/// have less noise than two separate sets: only what the rule changed is noise.
struct PairedDifferences {
  /// Of the observables that a normal law can be trusted for.
  let names: [String]
  /// [observable][configuration].
  let columns: [[Double]]
  /// The number of configurations in which any of the observables changed, kept or not.
  let changedCount: Int

  /// With fewer differences, counted by (Σ d²)²/Σ d⁴, a mean is not normal enough for tails of 10⁻⁵.
  static let fewest = 200.0

  init(_ names: [String], before: [[Double]], after: [[Double]]) {
    var hasChanged = [Bool](repeating: false, count: before.first?.count ?? 0)
    var kept: (names: [String], columns: [[Double]]) = ([], [])
    for (k, name) in names.enumerated() {
      let differences = zip(after[k], before[k]).map(-)
      for (index, difference) in differences.enumerated() where difference != 0 {
        hasChanged[index] = true
      }
      let squares = differences.reduce(0) { $0 + $1 * $1 }
      let fourths = differences.reduce(0) { $0 + $1 * $1 * $1 * $1 }
      guard fourths > 0, squares * squares >= Self.fewest * fourths else { continue }
      let spread = Moments(of: before[k]).variance.squareRoot()
      let unit = spread > 0 ? spread : (squares / Double(differences.count)).squareRoot()
      kept.names.append(name)
      kept.columns.append(differences.map { $0 / unit })
    }
    (self.names, columns) = kept
    changedCount = hasChanged.count { $0 }
  }

  /// The joint test of all, each weighed by the inverse of its variance.
  func test(using generator: inout some RandomNumberGenerator) -> VanishingMeansTest {
    let weights = columns.map { 1 / Moments(of: $0).variance }
    return VanishingMeansTest(columns, weights: weights, using: &generator)
  }
}
