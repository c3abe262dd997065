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

  /// Sums of the same numbers in another order differ by less than this, relative to the largest of them.
  private static let rounding = 1e-9

  init(_ names: [String], before: [[Double]], after: [[Double]]) {
    var hasChanged = [Bool](repeating: false, count: before.first?.count ?? 0)
    var kept: (names: [String], columns: [[Double]]) = ([], [])
    for (k, name) in names.enumerated() {
      let smallest = Self.rounding * (before[k].map { abs($0) }.max() ?? 0)
      let differences = zip(after[k], before[k]).map { new, old in
        abs(new - old) <= smallest ? 0 : new - old
      }
      for (index, difference) in differences.enumerated() where difference != 0 {
        hasChanged[index] = true
      }
      guard Participation(of: differences).isNormal else { continue }
      let spread = Moments(of: before[k]).variance.squareRoot()
      let unit = spread > 0 ? spread : Self.meanSquare(differences).squareRoot()
      kept.names.append(name)
      kept.columns.append(differences.map { $0 / unit })
    }
    (self.names, columns) = kept
    changedCount = hasChanged.count { $0 }
  }

  /// The joint test of all, each weighed by the inverse of its mean square, which is its variance if its mean
  /// vanishes, and is not zero where all configurations changed alike.
  func test(using generator: inout some RandomNumberGenerator) -> VanishingMeansTest {
    let weights = columns.map { 1 / Self.meanSquare($0) }
    return VanishingMeansTest(columns, weights: weights, using: &generator)
  }

  private static func meanSquare(_ values: [Double]) -> Double {
    values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
  }
}
