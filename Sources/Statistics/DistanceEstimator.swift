import Glibc

/// Inverts tests along a `ResamplingPath`, for all distances at once.
struct DistanceEstimator {
  private var resampler: DistanceResampler
  private let path: ResamplingPath
  private let plugIn: Distances

  /// Numbers of replicates: at the reference; at the centres of the total variation interval; at each
  /// point of the survey of the path; at each limit.
  private static let (atReference, atCentre, atSurveyPoint, atLimit) = (400, 250, 48, 200)
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
  }

  /// The estimates in the order of `Distance.allCases`.
  mutating func estimates() -> [DistanceEstimate] {
    let null = resampler.draws(from: path.reference, replicates: Self.atReference)
    let survey = survey(null: null)
    return Distance.allCases.map { estimate($0, null: null, survey: survey) }
  }

  private mutating func estimate(
    _ distance: Distance, null: DistanceSamples, survey: [SurveyPoint]
  ) -> DistanceEstimate {
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
    var value = 0.0
    if observed > median {
      value = trueDistance(distance, putting: observed, atQuantile: 0.5, survey: survey)
    }
    let interval: ClosedRange<Double>
    if distance == .totalVariation {
      interval = totalVariationInterval(
        observed: observed, notLucky: notLucky, noiseFloor: noiseFloor)
    } else {
      let exceeding = perfect.count { $0 >= observed * (1 - 1e-12) }
      var lower = 0.0
      if Double(exceeding) < Self.tail * Double(perfect.count) {
        lower = trueDistance(
          distance, putting: observed, atQuantile: 1 - Self.tail, survey: survey)
      }
      let upper = trueDistance(
        distance, putting: notLucky, atQuantile: Self.tail, survey: survey)
      interval = min(lower, upper)...upper
    }
    return DistanceEstimate(
      distance: distance, plugIn: observed,
      value: min(max(value, interval.lowerBound), interval.upperBound), interval: interval,
      noiseFloor: noiseFloor)
  }

  // MARK: - Test inversion

  /// Mean and standard deviation of the distances at one position of the path.
  private struct SurveyPoint {
    var position: Double
    var moments: [Distance: (mean: Double, deviation: Double)]
  }

  /// Follows the path until all distances lie far beyond the observed ones.
  private mutating func survey(null: DistanceSamples) -> [SurveyPoint] {
    let finite = Distance.allCases.filter { plugIn[$0] < .infinity }
    var points: [SurveyPoint] = []
    var position = path.start
    while true {
      let samples =
        position == path.start
        ? null
        : resampler.draws(
          from: path.probabilities(at: position), replicates: Self.atSurveyPoint)
      points.append(
        SurveyPoint(
          position: position,
          moments: Dictionary(uniqueKeysWithValues: finite.map { ($0, moments(samples[$0])) })))
      let isBeyond = finite.allSatisfy { distance in
        let (mean, deviation) = points.last!.moments[distance]!
        let target = max(plugIn[distance], points[0].moments[distance]!.mean)
        return mean - 3 * deviation > target
      }
      if position >= 2, isBeyond || position > 1e6 { return points }
      position = position < 2 ? position + 0.25 : 2 + max(0.25, 1.6 * (position - 2))
    }
  }

  /// The distance at the position of the path where `observed` is the given quantile of the plug-in
  /// value: interpolated in the survey, then corrected once by fresh replicates.
  private mutating func trueDistance(
    _ distance: Distance, putting observed: Double, atQuantile probability: Double,
    survey: [SurveyPoint]
  ) -> Double {
    let z = normalQuantile(probability)
    func score(_ point: SurveyPoint) -> Double {
      let (mean, deviation) = point.moments[distance]!
      return (observed - mean) / max(deviation, .leastNormalMagnitude)
    }
    guard let right = survey.indices.dropFirst().first(where: { score(survey[$0]) < z }) else {
      return resampler.meter.distances(
        of: path.probabilities(at: survey.last!.position))[distance]
    }
    let (before, after) = (survey[right - 1], survey[right])
    let (scoreBefore, scoreAfter) = (score(before), score(after))
    let fraction = min(1, max(0, (scoreBefore - z) / (scoreBefore - scoreAfter)))
    let width = after.position - before.position
    let guess = before.position + fraction * width
    let samples = resampler.draws(
      from: path.probabilities(at: guess), replicates: Self.atLimit)
    let offset = observed - quantile(samples[distance], at: probability)
    let slope = (after.moments[distance]!.mean - before.moments[distance]!.mean) / width
    let step = slope > 0 ? min(width, max(-width, offset / slope)) : 0
    return resampler.meter.distances(
      of: path.probabilities(at: max(path.start, guess + step)))[distance]
  }

  private func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / (count - 1)).squareRoot())
  }

  // MARK: - Total variation

  /// The interval of the total variation distance, valid in whatever direction the truth lies.
  ///
  /// With many bins the noise of Σ |p̂ - q| is a large constant with a small spread, and how much of it
  /// is left on top of a true distance D depends on the direction: all of it if D lies in few bins,
  /// the less the more evenly D is spread over the noise.
  /// - Lower limit: the noise is that around p_T, which keeps significant bins only, so at least as
  ///   much as there is.
  /// - Upper limit: D is spread in proportion to the noise σ of each bin, which hides it best, because
  ///   E |δ + σ Z| - |δ| is convex and falls with |δ|/σ. With c = |δ|/σ the expected plug-in value is
  ///   s E|c + Z| where s is D/c; at c = 0 it is the noise floor, so s = noise floor · √(π/2).
  private mutating func totalVariationInterval(
    observed: Double, notLucky: Double, noiseFloor: Double
  ) -> ClosedRange<Double> {
    let thresholded = path.probabilities(at: 1)
    let around = resampler.draws(from: thresholded, replicates: Self.atCentre)[.totalVariation]
    let centre = resampler.meter.distances(of: thresholded).totalVariation
    let lower = observed - (quantile(around, at: 1 - Self.tail) - centre)

    let atObserved = resampler.draws(
      from: path.probabilities(at: 2), replicates: Self.atCentre)[.totalVariation]
    let fluctuation = moments(atObserved).mean - quantile(atObserved, at: Self.tail)
    let scale = noiseFloor * (Double.pi / 2).squareRoot()
    let upper = min(1, scale * foldedNormalLocation(mean: (notLucky + fluctuation) / scale))
    return min(max(0, lower), upper)...upper
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
