import Foundation

/// What the log weights l = ln p(s) - ln q(s) of draws s from q say of q and p, both normalized.
///
/// Every figure rests on one condition: that ln q is the law that the draws have.
public struct ImportanceWeights: Sendable {
  /// l of each draw; -∞ where p has none of it.
  public let logWeights: [Double]
  /// w = p/q of each draw.
  public let weights: [Double]
  /// Differences of l below this are rounding: models compute ln q in single precision.
  public let resolution: Double
  /// How many independent draws they are worth.
  public let effectiveCount: Double
  /// The mean of w, 1 where ln q is true and q covers p.
  public let meanWeight: Estimate

  /// - Parameters:
  ///   - logWeights: l of each draw, in the order of drawing; not NaN, not +∞.
  ///   - effectiveCount: how many independent draws they are worth; nil for all.
  ///   - resolution: differences of l below this are rounding.
  /// - Precondition: at least two draws.
  public init(logWeights: [Double], effectiveCount: Double? = nil, resolution: Double = 0) {
    precondition(logWeights.count >= 2)
    self.resolution = resolution
    self.logWeights = logWeights
    self.effectiveCount = effectiveCount ?? Double(logWeights.count)
    weights = logWeights.map { exp($0) }
    meanWeight = Estimate(meanOf: weights, effectiveCount: effectiveCount)
  }

  /// Whether the mean weight may be taken as normally distributed.
  public var haveVariance: Bool {
    paretoShape.map { $0 < Self.largestShape } ?? (effectiveFraction > 0.5)
  }

  /// With a larger Pareto k̂ the weights have no variance to speak of.
  private static let largestShape = 0.5

  /// KL(q ‖ p) in nats; infinite where p has none of a draw.
  ///
  /// -⟨l⟩, and, where the weights have a variance and a mean that may be 1, ⟨w - 1 - l⟩ instead: w - 1 then has
  /// mean zero, and what it adds takes most of the noise away, as no term is negative any more.
  public var reverseDivergence: Estimate {
    guard logWeights.allSatisfy({ $0 > -.infinity }) else {
      return Estimate(value: .infinity, standardError: 0)
    }
    let coversAll = abs(meanWeight.value - 1) <= 4 * meanWeight.standardError
    let terms =
      haveVariance && coversAll
      ? zip(weights, logWeights).map { $0 - 1 - $1 } : logWeights.map { -$0 }
    return Estimate(meanOf: terms, effectiveCount: effectiveCount)
  }

  /// The share of draws that reweighting is worth, (Σw)²/(n Σw²).
  public var effectiveFraction: Double {
    let (sum, squares) = relativeWeights.reduce((0.0, 0.0)) { ($0.0 + $1, $0.1 + $1 * $1) }
    guard squares > 0 else { return 0 }
    return sum * sum / (Double(weights.count) * squares)
  }

  /// ln of the mean weight: what reweighting makes of ln Z, minus ln Z. Its error is that of the delta method.
  public var logMeanWeight: Estimate {
    if meanWeight.value > 0, meanWeight.standardError < .infinity {
      return Estimate(
        value: log(meanWeight.value), standardError: meanWeight.standardError / meanWeight.value)
    }
    // Weights beyond what a number holds, on either side, are taken over the largest.
    let mean = Estimate(meanOf: relativeWeights, effectiveCount: effectiveCount)
    guard mean.value > 0 else { return Estimate(value: -.infinity, standardError: .infinity) }
    return Estimate(
      value: logWeights.max()! + log(mean.value), standardError: mean.standardError / mean.value)
  }

  /// The mean of values under p, Σ w f/Σ w, with the error of the delta method. No constant in ln q matters.
  ///
  /// - Precondition: as many values as draws, one of which has a weight.
  public func reweightedMean(of values: [Double]) -> Estimate {
    precondition(values.count == logWeights.count)
    let relative = relativeWeights
    let total = relative.reduce(0, +)
    let mean = zip(relative, values).reduce(0) { $0 + $1.0 * $1.1 } / total
    let squares = zip(relative, values).reduce(0) {
      let term = $1.0 * ($1.1 - mean)
      return $0 + term * term
    }
    let inflation = (Double(values.count) / effectiveCount).squareRoot()
    return Estimate(value: mean, standardError: squares.squareRoot() / total * inflation)
  }

  /// w over the largest, so that nothing overflows; all zero where no draw has a weight.
  public var relativeWeights: [Double] {
    let top = logWeights.max()!
    return top > -.infinity ? logWeights.map { exp($0 - top) } : logWeights.map { _ in 0 }
  }

  /// Evidence that the mean of w is above 1, which no true ln q allows: a p-value that holds for any tail.
  ///
  /// Whoever bets a fraction λ of what he has on each w, at the odds that a mean of 1 makes fair, holds
  /// Π(1 + λ(w - 1)), of mean 1 at most; so does the average E over λ, and P(E ≥ 1/α) ≤ α by A. Markov.
  public var pValueOfTooMuchMass: Double {
    let fractions = (1...20).map { exp2(-Double($0) / 2) }
    let logWealths = fractions.map { fraction in
      weights.reduce(0) { $0 + log1p(fraction * ($1 - 1)) }
    }
    let top = logWealths.max()!
    guard top < .infinity else { return 0 }
    let logMean =
      top + log(logWealths.reduce(0) { $0 + exp($1 - top) } / Double(logWealths.count))
    return min(1, exp(-logMean))
  }

  /// The total variation distance of q and p, ⟨(1 - w)₊⟩, with an interval that holds it at `confidence` for
  /// any q: the bound of A. Maurer and M. Pontil (COLT 2009, Theorem 4) for means in [0, 1], on either side.
  /// The theorem is on independent draws; correlated ones count for what they are worth, which is an estimate.
  public func totalVariation(confidence: Double = 0.999) -> (
    value: Double, interval: ClosedRange<Double>
  ) {
    let terms = weights.map { max(0, 1 - $0) }
    let count = max(2, effectiveCount)
    let estimate = Estimate(meanOf: terms)
    let variance = estimate.standardError * estimate.standardError * Double(terms.count)
    let logarithm = log(2 * 2 / (1 - confidence))
    let reach = (2 * variance * logarithm / count).squareRoot() + 7 * logarithm / (3 * (count - 1))
    return (
      estimate.value, max(0, estimate.value - reach)...min(1, estimate.value + reach)
    )
  }

  /// Shape k̂ of the generalized Pareto law of the largest weights; below ½ the mean of w has a variance, above
  /// 0.7 it is not to be had from so many draws (A. Vehtari et al., arXiv:1507.02646). Nil where fewer than five
  /// weights are in the tail or they do not differ.
  public var paretoShape: Double? {
    let count = weights.count
    let tail = Int(min(Double(count) / 5, 3 * Double(count).squareRoot()))
    guard tail >= 5 else { return nil }
    let top = logWeights.max()!
    let sorted = logWeights.map { exp($0 - top) }.sorted()
    let threshold = sorted[count - tail - 1]
    // Equal weights, as of equal energies, do not exceed each other.
    return generalizedParetoShape(sorted.suffix(tail).map { $0 - threshold }.filter { $0 > 0 })
  }
}

/// The shape of a generalized Pareto law, from exceedances in rising order: the estimator of J. Zhang and
/// M. A. Stephens (Technometrics 51, 316, 2009), drawn towards ½ by ten pseudo-observations as PSIS does.
///
/// Nil where the exceedances do not differ from zero.
public func generalizedParetoShape(_ exceedances: [Double]) -> Double? {
  let count = exceedances.count
  guard count >= 5, let largest = exceedances.last, largest > 0 else { return nil }
  let quartile = exceedances[max(0, Int(Double(count) / 4 + 0.5) - 1)]
  guard quartile > 0 else { return nil }
  let grid = 30 + Int(Double(count).squareRoot())
  let thetas = (1...grid).map { j in
    1 / largest
      + (1 - (Double(grid) / (Double(j) - 0.5)).squareRoot()) / (3 * quartile)
  }
  func shape(_ theta: Double) -> Double {
    exceedances.reduce(0) { $0 + log1p(-theta * $1) } / Double(count)
  }
  let profile = thetas.map { theta -> Double in
    let k = shape(theta)
    return Double(count) * (log(-theta / k) - k - 1)
  }
  let weights = profile.map { own in 1 / profile.reduce(0) { $0 + exp($1 - own) } }
  let theta = zip(thetas, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
  let k = shape(theta)
  guard k.isFinite else { return nil }
  return (k * Double(count) + 0.5 * 10) / (Double(count) + 10)
}
