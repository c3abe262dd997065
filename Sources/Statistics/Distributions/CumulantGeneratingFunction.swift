import Glibc

/// K(θ) = ln Σ p exp(θ v) of a discrete variable of mean 0, with two derivatives.
struct CumulantGeneratingFunction {
  let values: [Double]
  let probabilities: [Double]

  struct Point {
    var value: Double
    var first: Double
    var second: Double
  }

  /// K, K′ and K″ at θ. For small θ, K = log1p(Σ p (exp(y) - 1 - y)) with y = θ v keeps its relative
  /// precision although K itself is of second order.
  func callAsFunction(_ theta: Double) -> Point {
    var largest = -Double.infinity
    for value in values { largest = max(largest, theta * value) }
    var (sum, sum1, sum2, excess) = (0.0, 0.0, 0.0, 0.0)
    for (value, probability) in zip(values, probabilities) {
      let y = theta * value
      let weight = probability * exp(y - largest)
      sum += weight
      sum1 += weight * value
      sum2 += weight * value * value
      if largest < 1 { excess += probability * Self.exponentialExcess(y) }
    }
    let mean = sum1 / sum
    var variance = 0.0
    for (value, probability) in zip(values, probabilities) {
      let deviation = value - mean
      variance += probability * exp(theta * value - largest) * deviation * deviation
    }
    return Point(
      value: largest < 1 ? log1p(excess) : largest + log(sum), first: mean,
      second: variance / sum)
  }

  /// exp(y) - 1 - y without cancellation.
  private static func exponentialExcess(_ y: Double) -> Double {
    guard abs(y) < 0.3 else { return expm1(y) - y }
    var term = y * y / 2
    var sum = term
    var k = 3.0
    while abs(term) > 1e-18 * sum {
      term *= y / k
      sum += term
      k += 1
    }
    return sum
  }

  /// The θ with K′(θ) = `slope`, by Newton's method inside a bracket.
  ///
  /// - Precondition: `slope` lies strictly between the smallest and the largest value.
  func theta(slope: Double) -> Double {
    guard slope != 0 else { return 0 }
    let step = (slope > 0 ? 1 : -1) / self(0).second.squareRoot()
    var near = 0.0
    var far = step
    while abs(self(far).first) < abs(slope), abs(far) < 1e12 * abs(step) {
      near = far
      far *= 2
    }
    var theta = (near + far) / 2
    for _ in 0..<200 {
      let point = self(theta)
      if abs(point.first) < abs(slope) { near = theta } else { far = theta }
      let newton = theta - (point.first - slope) / point.second
      let next = newton > min(near, far) && newton < max(near, far) ? newton : (near + far) / 2
      if abs(next - theta) <= 1e-14 * abs(next) { return next }
      theta = next
    }
    return theta
  }
}
