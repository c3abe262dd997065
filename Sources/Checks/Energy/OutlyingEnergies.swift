import Comparisons
import Judgement
import Statistics

/// Is any sample's energy one that not even so many draws would bring?
///
/// With P(H) known, the probability that any of n samples has an energy as far out as h is at most
/// 2 n min(P(H ≤ h), P(H ≥ h)), whatever the correlations between them (Boole's inequality). So this holds for
/// chains that are too short for every other check, and names samples of another temperature or of a start that
/// was not burnt in.
public struct OutlyingEnergies: Check {
  public let identifier = "outlying-energies"
  public let title = "Outlying energies"
  public let summary =
    "No sample has an energy that so many draws would not bring, whatever their correlations."
  public let explanation = Explanation(
    equation: "p = 2 n min over samples of min(P(H ≤ h), P(H ≥ h))",
    sees: "A single sample from elsewhere: of another temperature, of the burn-in; in chains of"
      + " any correlation.",
    blindTo: "Whatever has energies that so many draws may bring.",
    fault: "independent-sites")

  /// The check, which has no settings.
  public init() {}

  /// A sample that has at most this probability to be anywhere in the set is an outlier.
  private static let bound = 1e-4

  public func examine(_ weighing: Weighing) throws -> Examination {
    guard case .exact(let distribution) = weighing.reference.energy else {
      return .notApplicable("Against a sampled reference the tails of P(H) are not known.")
    }
    let count = Double(weighing.count)
    let tails = Tails(of: distribution)
    let histogram = weighing.energyLevels.histogram
    let probabilities = histogram.levels.map { min(1, 2 * count * tails.probability(beyond: $0)) }
    let outliers = zip(probabilities, histogram.counts).reduce(0) {
      $0 + ($1.0 <= Self.bound ? $1.1 : 0)
    }
    let least = probabilities.indices.min { probabilities[$0] < probabilities[$1] }!
    let level = histogram.levels[least]
    let first = weighing.energies.firstIndex { Int($0) == level }!
    let share = Double(outliers) / count
    let size = weighing.energyLevels.effectiveCount
    var evidence = Evidence(
      statistic: .init("least tail", tails.probability(beyond: level)),
      pValue: probabilities[least], hasDiscreteLaw: true,
      effect: Effect(
        name: "share of outlying samples", value: share,
        interval: clopperPearson(fraction: share, effectiveCount: size),
        tolerance: weighing.tolerances.totalVariation, unit: "", convergence: .linear),
      effectiveSampleCount: size,
      detail: "The most outlying is sample \(first) with H = \(level)"
        + (outliers > 0
          ? "; \(outliers) of \(weighing.count) are outliers."
          : ", as \(weighing.count) draws may bring."))
    if let obstacle = weighing.mixing.obstacle(to: .even) {
      // What was found holds; that nothing was found may be because the chain has seen little.
      evidence.effect = nil
      evidence.detail += " " + weighing.mixing.remark(on: obstacle)
    }
    return .evidence(evidence)
  }
}

/// P(H ≤ h) and P(H ≥ h), summed from the ends so that the smallest keep their digits.
private struct Tails {
  private let levels: [Int]
  private let below: [Double]
  private let above: [Double]

  init(of distribution: DiscreteDistribution) {
    let order = distribution.levels.indices.sorted {
      distribution.levels[$0] < distribution.levels[$1]
    }
    levels = order.map { distribution.levels[$0] }
    let probabilities = order.map { distribution.probabilities[$0] }
    func sums(_ values: [Double]) -> [Double] {
      values.reduce(into: [0]) { $0.append($0.last! + $1) }
    }
    below = sums(probabilities)
    above = Array(sums(probabilities.reversed()).reversed())
  }

  /// The smaller of P(H ≤ `level`) and P(H ≥ `level`).
  func probability(beyond level: Int) -> Double {
    let notBelow = levels.firstIndex { $0 >= level } ?? levels.count
    let isLevel = notBelow < levels.count && levels[notBelow] == level
    return min(below[notBelow + (isLevel ? 1 : 0)], above[notBelow], 1)
  }
}

extension Check where Self == OutlyingEnergies {
  /// Is any sample's energy one that not even so many draws would bring?
  public static var outlyingEnergies: OutlyingEnergies { OutlyingEnergies() }
}
