import Foundation
import SpinSystems
import Statistics

/// Pairs of opposite neighbours by |ΔE| and by which of their two states they are in.
struct ExchangeClasses {
  /// |ΔE| of the classes.
  static let costs = [4.0, 8.0, 12.0]

  /// Number of configurations.
  let count: Int
  /// Pairs in the state of higher energy, [3][n].
  let dearer: [[Int32]]
  /// Pairs in either state, [3][n].
  let pairs: [[Int32]]
  /// All pairs of all classes and configurations.
  let total: Int

  init(_ samples: SampleSet) {
    let n = samples.count
    let rows = samples.exchangeClassCounts()
    // Row 3 + j holds pairs whose exchange costs 4j, row 3 - j those whose exchange gains it.
    dearer = (1...3).map { Array(rows[(3 - $0) * n..<(4 - $0) * n]) }
    pairs = (1...3).map { j in
      (0..<n).map { rows[(3 - j) * n + $0] + rows[(3 + j) * n + $0] }
    }
    count = n
    total = pairs.reduce(0) { $0 + $1.reduce(0) { $0 + Int($1) } }
  }

  /// σ(-d β), the probability of the dearer of two states that differ by d.
  static func dearerProbability(_ cost: Double, _ beta: Double) -> Double {
    1 / (1 + exp(cost * beta))
  }

  /// The scores of each class at inverse temperature `beta`.
  func scores(at beta: Double) -> ExchangeScores {
    let probabilities = Self.costs.map { Self.dearerProbability($0, beta) }
    let columns = probabilities.indices.map { k in
      zip(dearer[k], pairs[k]).map { Double($0) - Double($1) * probabilities[k] }
    }
    let expected = probabilities.indices.map { k in
      probabilities[k] * pairs[k].reduce(0.0) { $0 + Double($1) }
    }
    return ExchangeScores(columns: columns, expectedDearer: expected)
  }

  /// The inverse temperature at which the pairs' orientations are most likely.
  struct Estimate {
    let value: Double
    let standardError: Double
    var interval: ClosedRange<Double> {
      value - 1.96 * standardError...value + 1.96 * standardError
    }
  }

  /// β̂ with its sandwich error, or nil where every pair is in the same one of its two states.
  ///
  /// - Parameter inflation: n / n_eff, by which correlated samples inflate the variance.
  func inverseTemperature(inflation: Double) -> Estimate? {
    let totals = pairs.map { $0.reduce(0.0) { $0 + Double($1) } }
    let high = dearer.map { $0.reduce(0.0) { $0 + Double($1) } }
    guard high.contains(where: { $0 > 0 }), zip(high, totals).contains(where: { $0 < $1 }) else {
      return nil
    }
    // Σ d (dearer - pairs σ(-dβ)) increases with β: bisection.
    func score(_ beta: Double) -> Double {
      Self.costs.indices.reduce(0) {
        $0 + Self.costs[$1]
          * (high[$1] - totals[$1] * Self.dearerProbability(Self.costs[$1], beta))
      }
    }
    var (low, up) = (-20.0, 20.0)
    guard score(low) < 0, score(up) > 0 else { return nil }
    for _ in 0..<60 {
      let middle = (low + up) / 2
      if score(middle) < 0 { low = middle } else { up = middle }
    }
    let beta = (low + up) / 2
    let scores = scores(at: beta).columns
    var squares = 0.0
    for index in 0..<count {
      var sum = 0.0
      for k in scores.indices { sum += Self.costs[k] * scores[k][index] }
      squares += sum * sum
    }
    let information = Self.costs.indices.reduce(0.0) {
      let p = Self.dearerProbability(Self.costs[$1], beta)
      return $0 + Self.costs[$1] * Self.costs[$1] * totals[$1] * p * (1 - p)
    }
    return Estimate(
      value: beta, standardError: (squares * inflation).squareRoot() / information)
  }
}

/// Scores u = dearer - pairs·σ(-d/T) of each class and configuration.
struct ExchangeScores {
  /// [3][n].
  let columns: [[Double]]
  /// The expected number of dearer pairs of each class.
  let expectedDearer: [Double]

  /// The scores summed over classes, per configuration.
  var pooled: [Double] {
    columns[0].indices.map { index in columns.reduce(0) { $0 + $1[index] } }
  }

  /// Columns whose expected number of dearer pairs is at least `least`; rarer classes are pooled with
  /// each other and, if still too rare, with the last column that is not. Empty where all are rare.
  func testable(expecting least: Double) -> [[Double]] {
    var tested: [[Double]] = []
    var rare: [Double]?
    var rareExpected = 0.0
    for (column, expected) in zip(columns, expectedDearer) {
      if expected >= least {
        tested.append(column)
      } else {
        rare = rare.map { zip($0, column).map(+) } ?? column
        rareExpected += expected
      }
    }
    guard let rare else { return tested }
    if rareExpected >= least {
      tested.append(rare)
    } else if let last = tested.popLast() {
      tested.append(zip(last, rare).map(+))
    }
    return tested
  }
}
