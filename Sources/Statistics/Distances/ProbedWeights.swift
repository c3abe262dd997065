import Foundation

/// What log weights l = ln p - ln q say where they are known on draws from both laws.
///
/// Draws of q alone cannot show what q misses; draws of p can.
public struct ProbedWeights: Sendable {
  /// l of draws from q.
  public let own: ImportanceWeights
  /// l of independent draws from p; +∞ where q has none of one.
  public let probe: [Double]

  /// - Precondition: at least two draws of each.
  public init(_ own: ImportanceWeights, probe: [Double]) {
    precondition(probe.count >= 2)
    self.own = own
    self.probe = probe
  }

  // MARK: What q misses

  /// The number of draws from p that q cannot make at all.
  public var impossibleCount: Int { probe.count { $0 == .infinity } }

  /// KL(p ‖ q) = E_p[l] in nats, infinite where q has none of a draw.
  ///
  /// ⟨l⟩, or ⟨l + e^(-l) - 1⟩ where q/p has a mean that may be 1 and no heavy tail: what it adds has mean zero and
  /// takes most of the noise away.
  public var forwardDivergence: Estimate {
    guard impossibleCount == 0 else { return Estimate(value: .infinity, standardError: 0) }
    let ratios = ImportanceWeights(logWeights: probe.map { -$0 })
    let coversAll =
      abs(ratios.meanWeight.value - 1) <= 4 * ratios.meanWeight.standardError
    return ratios.haveVariance && coversAll
      ? Estimate(meanOf: zip(probe, ratios.weights).map { $0 + $1 - 1 })
      : Estimate(meanOf: probe)
  }

  /// The share of draws that reweighting would be worth by p's own account, 1/E_p[w]; 0 where q misses
  /// something altogether (K. A. Nicoli et al., Phys. Rev. E 101, 023304, 2020).
  public var forwardEffectiveFraction: Double {
    let top = probe.max()!
    guard top < .infinity else { return 0 }
    let mean = probe.reduce(0) { $0 + exp($1 - top) } / Double(probe.count)
    return min(1, exp(-top) / mean)
  }

  /// A configuration that q makes this many times too rarely counts as missed.
  public static let missedFactor = 100.0

  /// Which draws from p are missed.
  public var missed: [Bool] { probe.map { $0 > log(Self.missedFactor) } }

  // MARK: Is ln q true?

  /// E_q[σ(l)] - E_p[σ(-l)], zero if ln q is the law of the draws: both are ∫ p q/(p + q). Terms lie in [0, 1], so
  /// the mean is normal however little p and q overlap.
  public var identity: Estimate { identity(shiftedBy: 0) }

  private func identity(shiftedBy shift: Double) -> Estimate {
    let left = Estimate(
      meanOf: own.logWeights.map { logistic($0 - shift) }, effectiveCount: own.effectiveCount)
    let right = Estimate(meanOf: probe.map { logistic(shift - $0) })
    return Estimate(
      value: left.value - right.value,
      standardError: (left.standardError * left.standardError
        + right.standardError * right.standardError).squareRoot())
  }

  /// The constant that makes the identity hold, the acceptance-ratio estimate of C. H. Bennett (J. Comput. Phys. 22,
  /// 245, 1976): ln q is too small by it. Nil where p and q do not overlap.
  public var offset: Estimate? {
    var (low, high) = (-700.0, 700.0)
    guard identity(shiftedBy: low).value > 0, identity(shiftedBy: high).value < 0 else {
      return nil
    }
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if identity(shiftedBy: middle).value > 0 { low = middle } else { high = middle }
    }
    let shift = (low + high) / 2
    func slope(_ l: Double) -> Double { logistic(l - shift) * logistic(shift - l) }
    let steepness =
      own.logWeights.reduce(0) { $0 + slope($1) } / Double(own.logWeights.count)
      + probe.reduce(0) { $0 + slope($1) } / Double(probe.count)
    guard steepness > 0 else { return nil }
    return Estimate(
      value: shift, standardError: identity(shiftedBy: shift).standardError / steepness)
  }

  // MARK: Can they be told apart?

  /// The test of J. Neyman and E. S. Pearson: no other has more power to tell these p and q apart than one by l.
  /// Rank sums, one-sided, for l is the larger on draws from p. Of correlated draws from q as many are taken, evenly
  /// spaced, as they are worth.
  public var ranks: RankSumTest { RankSumTest(spacedLogWeights, against: probe) }

  /// l of as many draws from q, evenly spaced, as they are worth.
  var spacedLogWeights: [Double] {
    let count = own.logWeights.count
    let step = max(1, Int((Double(count) / own.effectiveCount).rounded(.up)))
    return stride(from: 0, to: count, by: step).map { own.logWeights[$0] }
  }
}
