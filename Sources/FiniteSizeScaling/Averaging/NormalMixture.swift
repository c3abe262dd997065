import Statistics

/// A mixture of normal distributions, or of Student's: what several models say about one number.
struct NormalMixture: Sendable {
  struct Part: Sendable {
    var weight: Double
    var mean: Double
    var variance: Double
  }

  /// Weights add up to 1.
  let parts: [Part]
  /// The degrees of freedom of every part's error; infinite for normal ones.
  var degreesOfFreedom = Double.infinity

  /// - Precondition: at least one part has a positive weight.
  init(_ parts: [Part], degreesOfFreedom: Double = .infinity) {
    let total = parts.reduce(0) { $0 + $1.weight }
    precondition(total > 0)
    self.parts = parts.map {
      Part(weight: $0.weight / total, mean: $0.mean, variance: $0.variance)
    }
    self.degreesOfFreedom = degreesOfFreedom
  }

  var mean: Double { parts.reduce(0) { $0 + $1.weight * $1.mean } }
  /// The mean variance of a part.
  var varianceWithin: Double { parts.reduce(0) { $0 + $1.weight * $1.variance } }
  /// The variance of the means.
  var varianceBetween: Double {
    let mean = mean
    return parts.reduce(0) { $0 + $1.weight * ($1.mean - mean) * ($1.mean - mean) }
  }

  /// P(less than `value`).
  func cumulative(_ value: Double) -> Double {
    parts.reduce(0) { sum, part in
      let z = (part.mean - value) / part.variance.squareRoot()
      let tail =
        degreesOfFreedom < 1e6
        ? studentTUpperTail(z, degreesOfFreedom: degreesOfFreedom) : normalUpperTail(z)
      return sum + part.weight * tail
    }
  }

  /// The value below which a part of the probability lies.
  func quantile(_ probability: Double) -> Double {
    var low = parts.map { $0.mean - 12 * $0.variance.squareRoot() }.min()!
    var high = parts.map { $0.mean + 12 * $0.variance.squareRoot() }.max()!
    for _ in 0..<200 where high - low > 1e-15 * max(abs(low), abs(high)) {
      let middle = (low + high) / 2
      if cumulative(middle) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The interval that holds `confidence` of the probability, as much outside on either side.
  func interval(_ confidence: Double) -> ClosedRange<Double> {
    let low = quantile((1 - confidence) / 2)
    return low...max(low, quantile((1 + confidence) / 2))
  }
}
