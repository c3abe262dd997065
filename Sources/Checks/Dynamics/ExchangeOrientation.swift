import Foundation
import Statistics
import Validation

/// Given all other spins, is every pair of opposite neighbours oriented as its energies demand?
///
/// Exchanging a pair of opposite neighbours keeps ΣS and changes H by ΔE. Given the rest, the pair is
/// in the state with the higher energy with probability σ(-|ΔE|/T), σ(x) = 1/(1 + e⁻ˣ), for any L, any
/// ΣS and also where ΣS is free. No reference is needed. Per class d = |ΔE| ∈ {4, 8, 12} the score
/// u = (pairs in the dearer state) - (pairs)·σ(-d/T) has mean zero. Pairs of one configuration are not
/// independent, so scores are summed per configuration before anything else is done with them.
///
/// The slope of the logistic is an inverse temperature: β̂ solves Σ d·u_d(β) = 0 and has the sandwich
/// error √Σu² / I over configurations (Besag 1975, pseudo-likelihood).
struct ExchangeOrientation: Check {
  let identifier = "exchange-orientation"
  let title = "Orientation of opposite neighbours"
  let summary = "Given the rest, a pair's orientation is logistic in ΔE/T; implies β (no reference)."

  /// A class enters the p-value once this many of its pairs are expected in the dearer state; below,
  /// their number is a small Poisson count to which normal theory does not apply.
  static let smallestExpectedCount = 100.0

  func examine(_ weighing: Weighing) throws -> Examination {
    guard weighing.ensemble.lattice.size >= 3 else {
      return .notApplicable("At L = 2 both neighbours along an axis are the same site.")
    }
    let beta = weighing.ensemble.inverseTemperature
    let classes = ExchangeClasses(weighing.samples)
    guard classes.total > 0 else {
      return .notApplicable("No configuration has opposite neighbours whose exchange costs energy.")
    }
    let scores = classes.scores(at: beta)
    let all = scores.pooled
    let autocorrelation = integratedAutocorrelationTime(all)
    let effectiveCount = autocorrelation.effectiveSampleCount
    let count = Double(weighing.count)

    // Effect: fraction of pairs in the dearer state less the expected one, a ratio of two means.
    let pairsPerSample = Double(classes.total) / count
    let value = all.reduce(0, +) / Double(classes.total)
    let variance = all.reduce(0) { $0 + $1 * $1 } / count / (pairsPerSample * pairsPerSample)
    let interval = MeanInterval(variance: variance, range: 1, effectiveCount: effectiveCount)

    let tested = scores.testable(expecting: Self.smallestExpectedCount * count / effectiveCount)
    let test =
      tested.isEmpty
      ? nil
      : VectorMeanTest(
        tested, expected: tested.map { _ in 0 }, effectiveCount: effectiveCount)
    let estimate = classes.inverseTemperature(inflation: count / effectiveCount)
    var measures: [Evidence.Measure] = []
    var implied = "The temperature cannot be inferred: no pair is in its dearer state."
    if let estimate {
      measures.append(
        .init("inverse temperature", estimate.value, interval: estimate.interval, unit: "1/J"))
      implied =
        "Implied β = \(decimal(estimate.value, 4)) ± \(decimal(estimate.standardError, 4)), "
        + "claimed \(decimal(beta, 4))."
    }
    return .evidence(
      Evidence(
        statistic: test.flatMap { test in
          test.statistic.map { .init("T²", $0, degreesOfFreedom: Double(test.rank)) }
        },
        pValue: test?.pValue,
        effect: Effect(
          name: "fraction of pairs in the dearer orientation, observed - expected", value: value,
          interval: interval.around(value), tolerance: Tolerances.orientation, unit: ""),
        effectiveSampleCount: effectiveCount, detectable: interval.detectable,
        measures: measures, detail: implied + " \(classes.total) pairs."))
  }
}
