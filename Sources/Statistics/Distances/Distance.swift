import Glibc

/// A measure of how far one probability distribution is from another.
public enum Distance: String, CaseIterable, Sendable {
  /// KL(p ‖ q) = Σ p ln(p / q) in nats; infinite where p > 0 = q.
  case kullbackLeibler
  /// ½ KL(p ‖ m) + ½ KL(q ‖ m) in nats with m = (p + q) / 2; at most ln 2.
  case jensenShannon
  /// ½ Σ |p - q|, the largest difference of the probability of any event; at most 1.
  case totalVariation
  /// (½ Σ (√p - √q)²)^½; at most 1.
  case hellinger
  /// Σ |F_p - F_q| times the gap to the next level, the mean distance that probability has to be
  /// moved to turn p into q; in the unit of the levels.
  case wasserstein1

  /// The name for people.
  public var name: String {
    switch self {
    case .kullbackLeibler: "Kullback-Leibler divergence"
    case .jensenShannon: "Jensen-Shannon divergence"
    case .totalVariation: "total variation distance"
    case .hellinger: "Hellinger distance"
    case .wasserstein1: "Wasserstein-1 distance"
    }
  }

  /// The unit: "nat", or "level" for the unit of the levels, or empty for a pure number.
  public var unit: String {
    switch self {
    case .kullbackLeibler, .jensenShannon: "nat"
    case .totalVariation, .hellinger: ""
    case .wasserstein1: "level"
    }
  }
}

/// The distance of p from q, two distributions over the same levels.
///
/// - Parameters:
///   - distance: the distance that is meant.
///   - levels: strictly ascending; used by the Wasserstein-1 distance only.
///   - p: the probabilities of the samples, in KL(p ‖ q) the first argument.
///   - q: the probabilities of the reference.
/// - Precondition: three lists of one length, probabilities not negative.
public func distance(
  _ distance: Distance, levels: [Int], _ p: [Double], _ q: [Double]
) -> Double {
  DistanceMeter(levels: levels, reference: q).distances(of: p)[distance]
}

/// One value for each distance.
struct Distances {
  var kullbackLeibler = 0.0
  var jensenShannon = 0.0
  var totalVariation = 0.0
  var hellinger = 0.0
  var wasserstein1 = 0.0

  subscript(_ distance: Distance) -> Double {
    switch distance {
    case .kullbackLeibler: kullbackLeibler
    case .jensenShannon: jensenShannon
    case .totalVariation: totalVariation
    case .hellinger: hellinger
    case .wasserstein1: wasserstein1
    }
  }
}

/// Measures all distances of one distribution after the other from one reference.
struct DistanceMeter {
  private let gaps: [Double]
  private let reference: [Double]
  private let logReference: [Double]
  private let rootReference: [Double]

  init(levels: [Int], reference: [Double]) {
    precondition(levels.count == reference.count && !levels.isEmpty)
    precondition(zip(levels, levels.dropFirst()).allSatisfy(<), "levels must ascend")
    precondition(reference.allSatisfy { $0 >= 0 }, "a probability is negative or not a number")
    gaps = zip(levels, levels.dropFirst()).map { Double($1) - Double($0) } + [0]
    self.reference = reference
    logReference = reference.map { log($0) }
    rootReference = reference.map { $0.squareRoot() }
  }

  /// The distances of `p` from the reference.
  func distances(of p: [Double]) -> Distances {
    precondition(p.count == reference.count)
    var sums = Distances()
    var cumulative = 0.0
    for index in p.indices {
      let (p, q) = (p[index], reference[index])
      let difference = p - q
      sums.totalVariation += abs(difference)
      cumulative += difference
      sums.wasserstein1 += abs(cumulative) * gaps[index]
      let rootDifference = p.squareRoot() - rootReference[index]
      sums.hellinger += rootDifference * rootDifference
      if p > 0 {
        let logP = log(p)
        sums.kullbackLeibler += p * (logP - logReference[index])
        sums.jensenShannon += p * logP
        if q > 0 {
          sums.jensenShannon += q * logReference[index] - (p + q) * log((p + q) / 2)
        } else {
          sums.jensenShannon -= p * (logP - Self.logTwo)
        }
      } else if q > 0 {
        sums.jensenShannon += q * Self.logTwo
      }
    }
    return Distances(
      kullbackLeibler: max(0, sums.kullbackLeibler),
      jensenShannon: min(Self.logTwo, max(0, sums.jensenShannon / 2)),
      totalVariation: sums.totalVariation / 2,
      hellinger: (sums.hellinger / 2).squareRoot(),
      wasserstein1: sums.wasserstein1)
  }

  private static let logTwo = log(2.0)
}
