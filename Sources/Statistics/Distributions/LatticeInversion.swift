import Glibc

/// Values that are whole multiples of a span, counted from the smallest.
struct Lattice {
  let origin: Double
  let span: Double
  /// (value - origin) / span for each value.
  let steps: [Int]

  /// The lattice of `values`, which ascend; nil if there is none with at most 10⁵ steps.
  init?(_ values: [Double]) {
    guard let first = values.first, let last = values.last, last > first else { return nil }
    let tolerance = 1e-9 * (last - first)
    var divisor = 0.0
    for value in values {
      var (a, b) = (value - first, divisor)
      while b > tolerance { (a, b) = (b, abs(a - b * (a / b).rounded())) }
      divisor = a
    }
    guard divisor > 1e-5 * (last - first) else { return nil }
    // Refine the span by the number of steps that the whole range must have.
    let span = (last - first) / ((last - first) / divisor).rounded()
    let exact = values.map { ($0 - first) / span }
    guard exact.allSatisfy({ abs($0 - $0.rounded()) < 1e-6 }) else { return nil }
    origin = first
    self.span = span
    steps = exact.map { Int($0.rounded()) }
  }
}

/// Exact tail probabilities of the sum of n draws from a lattice, by inversion of the characteristic
/// function.
///
/// With the probabilities tilted by exp(θ v), θ > 0, and k the least number of steps that suffices,
/// P(S ≥ s) = M(θ)ⁿ e^(-θ s) (1/2π) ∫ φ_θ(ω)ⁿ e^(-iωk) / (1 - e^(-θh-iω)) dω over one period.
/// The trapezoidal rule converges exponentially for this periodic integrand (L. N. Trefethen and J. A.
/// C. Weideman, SIAM Rev. 56, 385, 2014), and the tilt keeps the relative precision of small tails.
struct LatticeInversion {
  let lattice: Lattice
  let probabilities: [Double]

  /// P(S ≥ total), where S is the sum of `count` draws of the lattice's values.
  func upperTail(total: Double, count: Double) -> Double {
    let least = (total - count * lattice.origin) / lattice.span
    let k = (least - 1e-6).rounded(.up)
    let steps = lattice.steps.map(Double.init)
    let mean = zip(steps, probabilities).reduce(0) { $0 + $1.0 * $1.1 }
    let centred = CumulantGeneratingFunction(
      values: steps.map { $0 - mean }, probabilities: probabilities)
    if k <= count * mean {
      // 1 - P(S ≤ s - h), the small tail of the reflected lattice.
      let reflected = LatticeInversion(
        lattice: lattice.reflected, probabilities: probabilities.reversed())
      return 1
        - reflected.tiltedTail(
          k: count * Double(lattice.steps.last!) - (k - 1), count: count,
          cumulants: CumulantGeneratingFunction(
            values: centred.values.reversed().map { -$0 }, probabilities: probabilities.reversed()))
    }
    return tiltedTail(k: k, count: count, cumulants: centred)
  }

  /// P(at least k steps), k above the mean.
  private func tiltedTail(
    k: Double, count: Double, cumulants: CumulantGeneratingFunction
  ) -> Double {
    let largest = Double(lattice.steps.last!)
    guard k <= count * largest else { return 0 }
    let mean = -cumulants.values[0]
    let excess = k / count - mean
    // Some tilt is needed to stay away from the pole at θ = 0. More than one standard deviation of the
    // sum, or much more than a step, would move the weight away from k.
    let least = min(0.5, 1 / (count * cumulants(0).second).squareRoot())
    let theta =
      excess >= cumulants.values.last! * (1 - 1e-12)
      ? 40 / count.squareRoot() : max(least, cumulants.theta(slope: excess))
    let point = cumulants(theta)
    let tilted = zip(cumulants.values, probabilities).map { $1 * exp(theta * $0 - point.value) }
    let prefactor = exp(count * (point.value - theta * excess))

    let integrand = Integrand(
      values: cumulants.values, tilted: tilted, theta: theta, excess: excess, count: count)
    // The integrand is even: [0, π] is enough. Double the number of points until nothing changes.
    var points = 32
    let tiltedDeviation = (count * point.second).squareRoot()
    while Double(points) < max(6 * tiltedDeviation, 8 / theta), points < 1 << 20 { points *= 2 }
    let step = Double.pi / Double(points)
    var sum = (integrand.value(at: 0) + integrand.value(at: .pi)) / 2
    sum += integrand.sum(from: step, step: step, points: points - 1)
    while points < 1 << 20 {
      let step = Double.pi / Double(points)
      let refinement = integrand.sum(from: step / 2, step: step, points: points)
      let isConverged = abs(refinement - sum) <= 1e-9 * abs(sum + refinement)
      sum += refinement
      points *= 2
      if isConverged { break }
    }
    return min(1, max(0, prefactor * sum / Double(points)))
  }
}

/// The real part of φ_θ(ω)ⁿ e^(-iωk) / (1 - e^(-θ-iω)) in steps of the lattice, centred at the mean of
/// the untilted distribution so that the phase of φⁿ stays moderate.
private struct Integrand {
  let values: [Double]
  /// The tilted probabilities.
  let tilted: [Double]
  let theta: Double
  /// k/n less the mean.
  let excess: Double
  let count: Double

  func value(at omega: Double) -> Double { sum(from: omega, step: 0, points: 1) }

  /// The sum over equidistant points. The phase factors of all values turn by a constant angle from
  /// point to point, so each point costs one complex product a value.
  func sum(from first: Double, step: Double, points: Int) -> Double {
    var cosines = values.map { cos(first * $0) }
    var sines = values.map { sin(first * $0) }
    let turnCosines = values.map { cos(step * $0) }
    let turnSines = values.map { sin(step * $0) }
    let q = exp(-theta)
    var sum = 0.0
    for j in 0..<points {
      var (real, imaginary) = (0.0, 0.0)
      for v in values.indices {
        let (c, s) = (cosines[v], sines[v])
        real += tilted[v] * c
        imaginary += tilted[v] * s
        cosines[v] = c * turnCosines[v] - s * turnSines[v]
        sines[v] = s * turnCosines[v] + c * turnSines[v]
      }
      let omega = first + step * Double(j)
      let magnitude = exp(count / 2 * log(real * real + imaginary * imaginary))
      let phase = count * (atan2(imaginary, real) - omega * excess)
      // 1 / (1 - q exp(-iω)) by its conjugate.
      let (a, b) = (1 - q * cos(omega), q * sin(omega))
      sum += magnitude * (cos(phase) * a + sin(phase) * b) / (a * a + b * b)
    }
    return sum
  }
}

extension Lattice {
  /// The lattice of the negated values.
  fileprivate var reflected: Lattice {
    Lattice(
      origin: -(origin + span * Double(steps.last!)), span: span,
      steps: steps.reversed().map { steps.last! - $0 })
  }

  private init(origin: Double, span: Double, steps: [Int]) {
    self.origin = origin
    self.span = span
    self.steps = steps
  }
}
