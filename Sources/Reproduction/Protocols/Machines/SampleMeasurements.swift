import SpinSystems
import Statistics

/// What is kept of a set of configurations: exact counts and sums, from which every comparison with the
/// exact solution can be made later.
struct SampleMeasurements: Codable, Equatable {
  /// Number of configurations.
  var count: Int
  /// How often each H occurred.
  var energies: LevelCounts
  /// How often each ΣS occurred.
  var totalSpins: LevelCounts
  /// How often low energies occurred together with a ΣS, as [H, ΣS, count]: up to 24 J above the ground
  /// states H = -2N, where a conserved ΣS forbids most.
  var lowEnergies: [[Int]]
  /// The mean of C(r), r = 1 … L/2.
  var correlation: [Double]
  /// The covariance matrix of C(r) in one configuration, row by row.
  var correlationCovariance: [Double]

  /// The standard error of the mean of C(r), r = 1 … L/2, of independent configurations.
  var correlationErrors: [Double] {
    let size = correlation.count
    return (0..<size).map {
      (correlationCovariance[$0 * size + $0] / Double(count)).squareRoot()
    }
  }
}

extension SampleMeasurements {
  /// Measures `samples`, of which there is at least one.
  init(_ samples: SampleSet) {
    let observables = Observables(samples)
    let sites = samples.lattice.siteCount
    count = samples.count
    energies = LevelCounts(observables.energies)
    totalSpins = LevelCounts(observables.totalSpins)
    let ceiling = -2 * sites + 24
    let low = zip(observables.energies, observables.totalSpins)
      .filter { Int($0.0) <= ceiling }.map { [Int($0.0), Int($0.1)] }
    lowEnergies = Dictionary(low.map { ($0, 1) }, uniquingKeysWith: +)
      .map { $0.key + [$0.value] }.sorted { $0.lexicographicallyPrecedes($1) }
    let norm = Double(2 * sites)
    let columns = (1...observables.largestDistance).map { distance in
      observables.correlationSums(at: distance).map { Double($0) / norm }
    }
    let means = columns.map { $0.reduce(0, +) / Double(max(samples.count, 1)) }
    correlation = means
    let divisor = Double(max(samples.count - 1, 1))
    correlationCovariance = columns.indices.flatMap { a in
      columns.indices.map { b in
        zip(columns[a], columns[b]).reduce(0) {
          $0 + ($1.0 - means[a]) * ($1.1 - means[b])
        } / divisor
      }
    }
  }
}

/// Counts of the integer levels that occurred.
struct LevelCounts: Codable, Equatable {
  /// Ascending.
  var levels: [Int]
  var counts: [Int]

  init(_ values: [Int32]) {
    let histogram = Histogram(values)
    levels = histogram.levels
    counts = histogram.counts
  }

  var total: Int { counts.reduce(0, +) }

  /// The mean of a function of the level and the standard error of that mean, for independent values.
  func mean(of function: (Int) -> Double = { Double($0) }) -> Estimate {
    let total = Double(total)
    let values = levels.map(function)
    let mean = zip(values, counts).reduce(0) { $0 + $1.0 * Double($1.1) } / total
    let squares = zip(values, counts).reduce(0) {
      $0 + ($1.0 - mean) * ($1.0 - mean) * Double($1.1)
    }
    return Estimate(
      value: mean, standardError: (squares / max(total - 1, 1) / total).squareRoot())
  }

  /// The variance, and its standard error for independent values: ((μ₄ - σ⁴)/n)^½.
  var variance: Estimate {
    let (count, mean) = (Double(total), mean().value)
    func moment(_ order: Int) -> Double {
      zip(levels, counts).reduce(0) { sum, level in
        let deviation = Double(level.0) - mean
        return sum + (0..<order).reduce(1) { power, _ in power * deviation } * Double(level.1)
      } / count
    }
    let variance = moment(2)
    return Estimate(
      value: variance * count / max(count - 1, 1),
      standardError: (max(moment(4) - variance * variance, 0) / count).squareRoot())
  }

  /// How many values lie at levels for which `condition` holds.
  func count(where condition: (Int) -> Bool) -> Int {
    zip(levels, counts).reduce(0) { $0 + (condition($1.0) ? $1.1 : 0) }
  }
}
