import Glibc

/// Inverts tests along a `ResamplingPath`, for all distances at once.
struct DistanceEstimator {
  private var resampler: DistanceResampler
  private let path: ResamplingPath
  private let plugIn: Distances
  private let unseen: Distances?
  private var replicates = Replicates()

  private static let tail = 0.025

  /// - Precondition: levels ascend; each has a count or a positive reference probability.
  init(
    levels: [Int], counts: [Int], reference: [Double], effectiveCount: Double,
    using generator: inout some RandomNumberGenerator
  ) {
    let total = Double(counts.reduce(0, +))
    let observed = counts.map { Double($0) / total }
    resampler = DistanceResampler(
      levels: levels, reference: reference, count: max(1, Int(effectiveCount.rounded())),
      using: &generator)
    plugIn = resampler.meter.distances(of: observed)
    // Observations that equal the reference give no direction; perfect samples of it give one.
    let direction =
      plugIn.totalVariation > 1e-12 ? observed : resampler.frequencies(from: reference)
    path = ResamplingPath(reference: reference, observed: direction, count: effectiveCount)
    unseen = Self.unseenMass(reference: reference, observed: observed, count: effectiveCount)
      .map(resampler.meter.distances)
  }

  /// The estimates in the order of `Distance.allCases`.
  mutating func estimates() -> [DistanceEstimate] {
    let null = resampler.draws(
      from: path.reference, replicates: Replicates.countAtReference)
    survey(null: null)
    return Distance.allCases.map { estimate($0, null: null) }
  }

  private mutating func estimate(_ distance: Distance, null: DistanceSamples) -> DistanceEstimate {
    let perfect = null[distance].sorted()
    let noiseFloor = perfect.reduce(0, +) / Double(perfect.count)
    let observed = plugIn[distance]
    guard observed < .infinity else {
      return DistanceEstimate(
        distance: distance, plugIn: observed, value: observed, interval: observed...observed,
        noiseFloor: noiseFloor)
    }
    let median = sortedQuantile(perfect, at: 0.5)
    let notLucky = max(observed, median)
    var (lower, value) = (0.0, 0.0)
    if observed > median {
      value = trueDistance(distance, putting: observed, atQuantile: 0.5)
    }
    let exceeding = perfect.count { $0 >= observed * (1 - 1e-12) }
    if Double(exceeding) < Self.tail * Double(perfect.count) {
      lower =
        distance == .totalVariation
        ? concentratedLowerLimit(observed: observed)
        : trueDistance(distance, putting: observed, atQuantile: 1 - Self.tail)
    }
    var upper = trueDistance(distance, putting: notLucky, atQuantile: Self.tail)
    // Far beyond the noise the path says it all.
    if distance == .totalVariation || distance == .wasserstein1, observed < 5 * noiseFloor {
      let spread = spreadUpperLimit(distance, observed: notLucky, noiseFloor: noiseFloor)
      upper = max(upper, spread)
    }
    if let unseen { upper = max(upper, unseen[distance]) }
    lower = min(max(0, lower), upper)
    return DistanceEstimate(
      distance: distance, plugIn: observed, value: min(max(value, lower), upper),
      interval: lower...upper, noiseFloor: noiseFloor)
  }

  // MARK: - Test inversion

  /// Follows the path until all distances lie far beyond the observed ones.
  private mutating func survey(null: DistanceSamples) {
    let finite = Distance.allCases.filter { plugIn[$0] < .infinity }
    var position = path.start
    replicates.append(null, at: position)
    while true {
      let isBeyond = finite.allSatisfy { distance in
        let target = max(plugIn[distance], replicates.survey[0].samples.mean(distance))
        let samples = replicates.survey.last!.samples
        return samples.mean(distance) - 3 * samples.deviation(distance) > target
      }
      if position >= 2, isBeyond || position > 1e6 { return }
      position = position < 2 ? position + 0.25 : 2 + max(0.25, 1.6 * (position - 2))
      replicates.append(
        resampler.draws(
          from: path.probabilities(at: position), replicates: Replicates.countInSurvey),
        at: position)
    }
  }

  /// The distance at the position of the path where `observed` is the given quantile of the plug-in
  /// value: interpolated in the survey, then corrected once by more replicates there.
  private mutating func trueDistance(
    _ distance: Distance, putting observed: Double, atQuantile probability: Double
  ) -> Double {
    guard
      let crossing = replicates.crossing(
        distance, of: observed, score: normalQuantile(probability))
    else {
      return resampler.meter.distances(
        of: path.probabilities(at: replicates.survey.last!.position))[distance]
    }
    let closeness = 0.15 * crossing.deviation / max(crossing.slope, .leastNormalMagnitude)
    let (position, samples) =
      replicates.near(crossing.position, within: closeness)
      ?? draw(at: crossing.position)
    let offset = observed - quantile(samples[distance], at: probability)
    let step = crossing.slope > 0 ? offset / crossing.slope : 0
    let corrected = position + min(crossing.width, max(-crossing.width, step))
    return resampler.meter.distances(
      of: path.probabilities(at: max(path.start, corrected)))[distance]
  }

  private mutating func draw(at position: Double) -> Replicates.Entry {
    let samples = resampler.draws(
      from: path.probabilities(at: position), replicates: Replicates.countAtLimit)
    replicates.keep(samples, at: position)
    return (position, samples)
  }

  // MARK: - Limits that hold in whatever direction the truth lies

  // With many bins the noise of Σ |p̂ - q| is a large constant with a small spread, and how much of it
  // is left on top of a true distance D depends on the direction: all of it if D lies in few bins, the
  // less the more evenly D is spread over the noise. The path knows only one direction.

  /// The lower limit of the total variation distance for a difference in few bins: the noise to be
  /// subtracted is that around p_T, which keeps significant bins only, so at least as much as there is.
  private mutating func concentratedLowerLimit(observed: Double) -> Double {
    let centre = resampler.meter.distances(of: path.thresholded).totalVariation
    let around = resampler.draws(
      from: path.thresholded, replicates: Replicates.countAtLimit)[.totalVariation]
    return observed - (quantile(around, at: 1 - Self.tail) - centre)
  }

  /// The reference with as much more probability at the levels that were not observed as leaves a
  /// chance of 2.5 % to observe none of them, 1 - 0.025^(1/n) together, or about 3.7/n; nil where they
  /// have that much already.
  ///
  /// Without it, samples that all lie in the ground state would give an upper limit of next to nothing.
  private static func unseenMass(
    reference: [Double], observed: [Double], count: Double
  ) -> [Double]? {
    let expected = zip(reference, observed).reduce(0) { $0 + ($1.1 == 0 ? $1.0 : 0) }
    let limit = -expm1(log(tail) / count)
    guard expected > 0, expected < limit, limit < 1 else { return nil }
    return zip(reference, observed).map { q, p in
      p == 0 ? q * limit / expected : q * (1 - limit) / (1 - expected)
    }
  }

  /// The upper limit of a distance Σ w |δ| for the difference that hides best.
  ///
  /// E |δ + σ Z| - |δ| is convex and falls with |δ|/σ. So, for a given Σ w |δ|, the expected plug-in
  /// value is least where |δ| = c σ everywhere, and is then s E|c + Z| with s = Σ w σ. At c = 0 it is
  /// the noise floor, so s = noise floor · √(π/2).
  ///
  /// The total variation distance adds many independent terms and fluctuates below its expectation
  /// much as it does around p̂. The Wasserstein-1 distance has few degrees of freedom and fluctuates
  /// most where its terms have one sign, |F_p - F_q| = c σ_F: that is taken at c = 2.
  private mutating func spreadUpperLimit(
    _ distance: Distance, observed: Double, noiseFloor: Double
  ) -> Double {
    let around =
      distance == .wasserstein1
      ? resampler.draws(from: coherentShift(2), replicates: Replicates.countAtLimit)
      : (replicates.near(2, within: 1e-9) ?? draw(at: 2)).samples
    let fluctuation = around.mean(distance) - quantile(around[distance], at: Self.tail)
    let scale = noiseFloor * (Double.pi / 2).squareRoot()
    let limit = scale * foldedNormalLocation(mean: (observed + fluctuation) / scale)
    return distance == .totalVariation ? min(1, limit) : limit
  }

  /// The reference with its cumulative distribution F moved by c (F (1 - F) / n)^½ to the side to
  /// which the observations lie.
  private func coherentShift(_ c: Double) -> [Double] {
    let amplitude = c / Double(resampler.count).squareRoot()
    var (cumulative, observedCumulative, balance) = (0.0, 0.0, 0.0)
    var moved: [Double] = []
    for (q, p) in zip(path.reference, path.observed) {
      cumulative += q
      observedCumulative += p
      balance += observedCumulative - cumulative
      moved.append(amplitude * max(0, cumulative * (1 - cumulative)).squareRoot())
    }
    moved[moved.count - 1] = 0
    let sign = balance < 0 ? -1.0 : 1.0
    let shifted = path.reference.indices.map { k in
      max(0, path.reference[k] + sign * (moved[k] - (k > 0 ? moved[k - 1] : 0)))
    }
    let sum = shifted.reduce(0, +)
    return shifted.map { $0 / sum }
  }

  /// The c ≥ 0 with E |c + Z| = `mean` for a standard normal Z; 0 if `mean` is below √(2/π).
  private func foldedNormalLocation(mean: Double) -> Double {
    var (low, high) = (0.0, mean)
    for _ in 0..<60 {
      let c = (low + high) / 2
      let expected =
        (2 / Double.pi).squareRoot() * exp(-c * c / 2) + c * (1 - 2 * normalUpperTail(c))
      if expected < mean { low = c } else { high = c }
    }
    return (low + high) / 2
  }
}

/// The distances in replicates drawn at positions of a `ResamplingPath`.
private struct Replicates {
  static let countAtReference = 400
  static let countInSurvey = 48
  static let countAtLimit = 320

  typealias Entry = (position: Double, samples: DistanceSamples)

  /// Few replicates at each of many positions, ascending.
  private(set) var survey: [Entry] = []
  /// Many replicates at some positions.
  private var kept: [Entry] = []

  mutating func append(_ samples: DistanceSamples, at position: Double) {
    survey.append((position, samples))
  }

  mutating func keep(_ samples: DistanceSamples, at position: Double) {
    kept.append((position, samples))
  }

  /// Replicates kept nearby, which one linear step makes as good as new ones.
  func near(_ position: Double, within tolerance: Double) -> Entry? {
    kept.min { abs($0.position - position) < abs($1.position - position) }
      .flatMap { abs($0.position - position) <= tolerance ? $0 : nil }
  }

  /// The first place in the survey where (observed - mean) / deviation falls below `score`.
  func crossing(
    _ distance: Distance, of observed: Double, score: Double
  ) -> (position: Double, width: Double, slope: Double, deviation: Double)? {
    func standardized(_ index: Int) -> Double {
      let samples = survey[index].samples
      return (observed - samples.mean(distance))
        / max(samples.deviation(distance), .leastNormalMagnitude)
    }
    guard let right = survey.indices.dropFirst().first(where: { standardized($0) < score }) else {
      return nil
    }
    let (before, after) = (survey[right - 1], survey[right])
    let (scoreBefore, scoreAfter) = (standardized(right - 1), standardized(right))
    let fraction = min(1, max(0, (scoreBefore - score) / (scoreBefore - scoreAfter)))
    let width = after.position - before.position
    let rise = after.samples.mean(distance) - before.samples.mean(distance)
    return (
      before.position + fraction * width, width, rise / width, after.samples.deviation(distance)
    )
  }
}
