import Comparisons
import Judgement
import References
import SpinSystems
import Statistics

/// Features of the samples beside those of the reference's own configurations, as two sets of vectors.
///
/// Features of one configuration may depend on each other as they will; chains go by blocks of ten τ.
struct FeatureComparison {
  /// What the features are called.
  var names: [String]
  /// In what the effect is measured: "share of windows, samples - reference".
  var effect: String
  /// The width of the interval that a feature can lie in; 0 where it is not bounded in a useful way.
  var range: Double
  /// Whether effects are measured in standard deviations of the feature.
  var inDeviations = false
  var tolerance: Double

  /// With fewer configurations that show it a feature's mean is not normal, and it is left out.
  static let fewestCarriers = 100
  /// The examination of `weighing`.
  ///
  /// - Parameters:
  ///   - stream: names the random numbers of the p-value.
  ///   - features: `[feature][sample]` of a set.
  func examine(
    _ weighing: Weighing, stream: StaticString, features: (SampleSet) -> [[Double]]
  ) throws -> Examination {
    let samples = weighing.compared
    guard samples.count >= 2 else {
      return .notApplicable("One configuration has no scatter to judge by.")
    }
    guard let reference = try weighing.referenceConfigurations() else {
      return .notApplicable("No configurations of the reference's law can be had here.")
    }
    var generator = weighing.streams.stream(stream, for: weighing.ensemble)
    let (all, others) = (features(samples), features(reference.samples))
    let kept = all.indices.filter {
      Self.varies(all[$0]) && Self.varies(others[$0])
    }
    guard !kept.isEmpty else {
      return .notApplicable("Too few configurations show anything but the most common.")
    }
    let own = IndependentBlocks(kept.map { all[$0] }, inOrder: weighing.order)
    let theirs = IndependentBlocks(kept.map { others[$0] }, inOrder: reference.order)
    guard own.suffice, theirs.suffice else {
      return .evidence(
        Evidence(
          effectiveSampleCount: max(1, Double(samples.count) / (2 * own.slowestTime)),
          detail:
            "The chain is too short for the correlations of what is compared: the slowest has τ "
            + "of about \(decimal(max(own.slowestTime, theirs.slowestTime), 1)) samples."))
    }
    let test = VanishingMeansTest(own, against: theirs, using: &generator)
    let intervals = kept.indices.map {
      MeanInterval(
        variance: test.variances[$0], range: range, effectiveCount: test.effectiveCount,
        simultaneous: kept.count)
    }
    let scales = test.variances.map { inDeviations && $0 > 0 ? 1 / $0.squareRoot() : 1 }
    let isKnown = min(own.effectiveCount, theirs.effectiveCount) >= VectorMeanTest.fewestSamples
    let deviations = zip(test.means, scales).map { $0 * $1 }
    let shown = ReportedComponent(
      of: deviations, zip(intervals, scales).map { $0.scaled(by: $1) }, furthest: test.furthest,
      pValue: isKnown ? test.pValue : nil, tolerance: tolerance)
    let furthest = test.furthest
    let direction = test.zScores[furthest] > 0 ? "large" : "small"
    return weighing.examination(
      Evidence(
        statistic: .init("Σz²", test.statistic), pValue: isKnown ? test.pValue : nil,
        effect: Effect(
          name: "\(names[kept[shown.index]]), \(effect)", value: deviations[shown.index],
          interval: shown.interval.around(deviations[shown.index]), tolerance: tolerance, unit: ""),
        effectiveSampleCount: own.effectiveCount, detectable: shown.interval.detectable,
        detail: "Of \(kept.count) looked at \(names[kept[furthest]]) is furthest off: "
          + "too \(direction), by \(decimal(abs(test.zScores[furthest]), 1)) standard errors. "
          + "\(samples.count) configurations held against \(reference.samples.count) of the reference."
      ))
  }

  /// Whether enough configurations have another value than the most common one.
  ///
  /// Only a value that most have leaves so few; the vote of R. S. Boyer and J. S. Moore (1981) finds it.
  private static func varies(_ column: [Double]) -> Bool {
    var (candidate, lead) = (0.0, 0)
    for value in column {
      if lead == 0 { candidate = value }
      lead += value == candidate ? 1 : -1
    }
    return column.count { $0 != candidate } >= fewestCarriers
  }
}
