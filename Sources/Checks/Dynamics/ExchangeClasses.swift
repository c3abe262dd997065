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

  /// The opposite ones among `chosen` in the configurations of `range`.
  init(_ samples: SampleSet, _ chosen: ExchangePairs, range: Range<Int>) {
    let n = range.count
    let rows = samples.exchangeClassCounts(chosen, range: range)
    // Row 3 + j holds pairs whose exchange costs 4j, row 3 - j those whose exchange gains it.
    dearer = (1...3).map { Array(rows[(3 - $0) * n..<(4 - $0) * n]) }
    pairs = (1...3).map { j in
      (0..<n).map { rows[(3 - j) * n + $0] + rows[(3 + j) * n + $0] }
    }
    count = n
  }

  /// The number of pairs in each class, and of those in the dearer state.
  var totals: (pairs: [Double], dearer: [Double]) {
    (
      pairs.map { $0.reduce(0) { $0 + Double($1) } },
      dearer.map { $0.reduce(0) { $0 + Double($1) } }
    )
  }

  /// σ(-d β), the probability of the dearer of two states that differ by d.
  static func dearerProbability(_ cost: Double, _ beta: Double) -> Double {
    1 / (1 + exp(cost * beta))
  }

  /// The scores u = dearer - pairs·σ(-d β) of each class and configuration, [3][n].
  func scores(at beta: Double) -> [[Double]] {
    Self.costs.indices.map { k in
      let probability = Self.dearerProbability(Self.costs[k], beta)
      return zip(dearer[k], pairs[k]).map { Double($0) - Double($1) * probability }
    }
  }

  /// The scores of each configuration over all classes, [n].
  func pooledScores(at beta: Double) -> [Double] {
    let scores = scores(at: beta)
    return (0..<count).map { index in scores.reduce(0) { $0 + $1[index] } }
  }
}

/// The inverse temperature at which the orientations of all pairs are most likely.
struct ImpliedInverseTemperature {
  let estimate: Estimate

  /// β̂, the root of Σ d·(dearer - pairs·σ(-d β)), with the sandwich error √Σu² / I over configurations
  /// (maximum pseudo-likelihood, Besag 1975). Nil where every pair is in the same one of its two states.
  ///
  /// - Parameter inflation: n / n_eff, by which correlated samples inflate the variance.
  init?(_ classes: ExchangeClasses, inflation: Double) {
    let costs = ExchangeClasses.costs
    let (pairs, dearer) = classes.totals
    guard dearer.contains(where: { $0 > 0 }), zip(dearer, pairs).contains(where: { $0 < $1 }) else {
      return nil
    }
    func score(_ beta: Double) -> Double {
      costs.indices.reduce(0) {
        $0 + costs[$1]
          * (dearer[$1] - pairs[$1] * ExchangeClasses.dearerProbability(costs[$1], beta))
      }
    }
    // The score increases with β: bisection.
    var (low, high) = (-20.0, 20.0)
    guard score(low) < 0, score(high) > 0 else { return nil }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if score(middle) < 0 { low = middle } else { high = middle }
    }
    let beta = (low + high) / 2
    let scores = classes.scores(at: beta)
    var squares = 0.0
    for index in 0..<classes.count {
      var sum = 0.0
      for k in costs.indices { sum += costs[k] * scores[k][index] }
      squares += sum * sum
    }
    let information = costs.indices.reduce(0.0) {
      let p = ExchangeClasses.dearerProbability(costs[$1], beta)
      return $0 + costs[$1] * costs[$1] * pairs[$1] * p * (1 - p)
    }
    estimate = Estimate(
      value: beta, standardError: (squares * inflation).squareRoot() / information)
  }
}
