import Glibc

/// The distribution of the sum of n independent draws from a known discrete distribution.
///
/// Tail probabilities come from
/// - `PowerSeriesLaw`, exactly, where the smallest value is common and the others are rare;
/// - `LatticePower`, to 10⁻¹⁰, where single values are far out and the sum is short;
/// - the point masses, for n ≤ 2 and at the ends of the support;
/// - `LatticeInversion`, exactly, where the values lie on a lattice that the sum does not blur;
/// - a decomposition by the number of draws off the most probable value, where few are;
/// - the saddlepoint formula otherwise (R. Lugannani and S. O. Rice, Adv. Appl. Probab. 12, 475,
///   1980), with the lattice correction of H. E. Daniels (Int. Stat. Rev. 55, 37, 1987):
///   P(S ≥ s) = Q(w) + φ(w) (1/u - 1/w), w = sgn(θ) (2 (θ s - n K(θ)))^½, K′(θ) = s/n,
///   u = θ (n K″)^½, or (1 - exp(-θ h))/h (n K″)^½ on a lattice of span h.
struct SumOfDraws {
  /// The expectation of one draw.
  let mean: Double
  /// The variance of one draw.
  let variance: Double
  /// The distinct values less the mean, ascending, with positive probabilities.
  private let deviations: [Double]
  private let probabilities: [Double]
  private let lattice: Lattice?

  /// Up to this many expected draws off the most probable value are counted one by one.
  private static let fewExcitations = 30.0
  /// Up to this standard deviation of the sum, in lattice spans and under the tilt that makes the
  /// observation its mean, the lattice is not blurred.
  private static let sharpLattice = 40.0
  /// A value so many standard deviations of one draw above the mean can mislead the saddlepoint.
  private static let farValue = 30.0

  init(values: [Double], probabilities: [Double]) {
    let support = zip(values, probabilities).filter { $1 > 0 }.sorted { $0.0 < $1.0 }
    precondition(!support.isEmpty && support.allSatisfy { $0.0.isFinite })
    let sum = compensatedSum(support.map(\.1))
    let range = support.last!.0 - support.first!.0
    let mean =
      range == 0 ? support[0].0 : compensatedSum(support.map { $0.0 * $0.1 }) / sum
    var distinct: [(value: Double, probability: Double)] = []
    for (value, probability) in support {
      let deviation = value - mean
      if let last = distinct.last, deviation - last.value <= 1e-12 * range {
        distinct[distinct.count - 1].probability += probability / sum
      } else {
        distinct.append((deviation, probability / sum))
      }
    }
    self.mean = mean
    deviations = distinct.map(\.value)
    self.probabilities = distinct.map(\.probability)
    variance = compensatedSum(distinct.map { $0.value * $0.value * $0.probability })
    lattice = Lattice(deviations)
  }

  private init(reflecting other: SumOfDraws) {
    mean = -other.mean
    variance = other.variance
    deviations = other.deviations.reversed().map { -$0 }
    probabilities = other.probabilities.reversed()
    lattice = Lattice(deviations)
  }

  /// P(mean of n draws ≥ x) and P(mean ≤ x).
  func tails(ofMean x: Double, count: Double) -> (upper: Double, lower: Double) {
    let excess = x - mean
    let draws = max(1, count.rounded())
    if let tails = powerSeriesTails(excess: excess, count: draws) { return tails }
    let exact =
      deviations.last! > Self.farValue * variance.squareRoot()
      ? latticePowerTails(excess: excess, count: draws) : nil
    // Below its floor the transform resolves nothing, but the floor bounds what another formula says.
    func tail(_ exact: Double?, otherwise other: () -> Double) -> Double {
      guard let exact else { return other() }
      return exact > LatticePower.floor ? exact : min(LatticePower.floor, other())
    }
    return (
      tail(exact?.upper) { upperTail(excess: excess, count: count, depth: 0) },
      tail(exact?.lower) {
        SumOfDraws(reflecting: self).upperTail(excess: -excess, count: count, depth: 0)
      }
    )
  }

  /// The exact tails where the smallest value is the common one and the others are rare.
  private func powerSeriesTails(
    excess: Double, count: Double
  ) -> (upper: Double, lower: Double)? {
    guard let lattice,
      let law = PowerSeriesLaw(
        steps: lattice.steps, probabilities: probabilities, count: count)
    else { return nil }
    return law.tails(of: count * (excess - lattice.origin) / lattice.span)
  }

  /// The tails where the sum is short enough for a transform.
  private func latticePowerTails(
    excess: Double, count: Double
  ) -> (upper: Double, lower: Double)? {
    guard let lattice else { return nil }
    let total = count * (excess - lattice.origin) / lattice.span
    guard total > -1,
      let law = LatticePower(
        steps: lattice.steps, probabilities: probabilities, count: count, observed: total)
    else { return nil }
    return law.tails(of: total)
  }

  /// P(S - n mean ≥ n · excess). At most two decompositions are nested.
  private func upperTail(excess: Double, count: Double, depth: Int) -> Double {
    let (low, high) = (deviations.first!, deviations.last!)
    let tolerance = 1e-10 * max(high - low, abs(mean))
    if excess <= low + tolerance { return 1 }
    if excess > high + tolerance { return 0 }
    if excess >= high - tolerance { return pow(probabilities.last!, count) }

    let draws = max(1, count.rounded())
    let total = draws * excess - draws * tolerance
    if draws == 1 { return upperMass(of: total) }
    if draws == 2 { return upperMassOfPairs(of: total) }
    let cumulants = CumulantGeneratingFunction(values: deviations, probabilities: probabilities)
    let theta = cumulants.theta(slope: excess)
    let point = cumulants(theta)
    if let lattice, (draws * point.second).squareRoot() <= Self.sharpLattice * lattice.span {
      return LatticeInversion(lattice: lattice, probabilities: probabilities)
        .upperTail(total: total, count: draws)
    }
    let common = probabilities.indices.max { probabilities[$0] < probabilities[$1] }!
    if depth < 2, draws * (1 - probabilities[common]) <= Self.fewExcitations {
      return upperTailByExcitations(
        total: total, count: draws, common: common, depth: depth)
    }
    return saddlepointUpperTail(
      excess: excess, theta: theta, point: point, count: count,
      span: count == draws ? lattice?.span : nil)
  }

  private func upperMass(of total: Double) -> Double {
    zip(deviations, probabilities).reduce(0) { $0 + ($1.0 >= total ? $1.1 : 0) }
  }

  private func upperMassOfPairs(of total: Double) -> Double {
    // As the first value rises, the least second value that suffices falls.
    var sum = 0.0
    var partnerMass = 0.0
    var partner = deviations.count
    for (first, probability) in zip(deviations, probabilities) {
      while partner > 0, first + deviations[partner - 1] >= total {
        partner -= 1
        partnerMass += probabilities[partner]
      }
      sum += probability * partnerMass
    }
    return sum
  }

  /// Σ_m Bin(m; n, ε) P(the m draws off the most probable value bring enough).
  private func upperTailByExcitations(
    total: Double, count: Double, common: Int, depth: Int
  ) -> Double {
    let others = deviations.indices.filter { $0 != common }
    let excitation = others.reduce(0) { $0 + probabilities[$1] }
    let excited = SumOfDraws(
      values: others.map { deviations[$0] - deviations[common] },
      probabilities: others.map { probabilities[$0] })
    let needed = total - count * deviations[common]
    let expected = count * excitation
    var weight = exp(count * log1p(-excitation))
    var sum = needed <= 0 ? weight : 0
    var m = 1.0
    while m <= count {
      weight *= (count - m + 1) / m * excitation / (1 - excitation)
      let tail = excited.upperTail(
        excess: needed / m - excited.mean, count: m, depth: depth + 1)
      sum += weight * tail
      if m > 2 * expected + 2, weight <= 1e-13 * sum || weight < 1e-300 { break }
      m += 1
    }
    return min(1, sum)
  }

  private func saddlepointUpperTail(
    excess: Double, theta: Double, point: CumulantGeneratingFunction.Point, count: Double,
    span: Double?
  ) -> Double {
    let deviation = (count * point.second).squareRoot()
    let w = (theta < 0 ? -1 : 1) * (2 * count * max(0, theta * excess - point.value)).squareRoot()
    var correction: Double
    if abs(w) > 1e-3 {
      correction = 1 / (theta * deviation) - 1 / w
    } else {
      // The limit at the mean, -γ/6 with γ the skewness of the sum.
      let third = zip(deviations, probabilities).reduce(0) { $0 + $1.0 * $1.0 * $1.0 * $1.1 }
      correction = -third / (6 * variance * (count * variance).squareRoot())
    }
    if let span {
      // 1/(1 - exp(-x)) - 1/x, with the limit ½ + x/12 at 0.
      let x = theta * span
      let latticeTerm = abs(x) < 1e-4 ? 0.5 + x / 12 : -1 / expm1(-x) - 1 / x
      correction += span / deviation * latticeTerm
    }
    let density = exp(-w * w / 2) / (2 * Double.pi).squareRoot()
    return min(1, max(0, normalUpperTail(w) + density * correction))
  }
}
