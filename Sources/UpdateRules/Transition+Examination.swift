import Comparisons
import Judgement
import Statistics

extension Transition {
  /// The examination of differences that vanish in the mean under an invariant rule.
  func examination(
    of differences: PairedDifferences, stream: StaticString, tolerance: Double
  ) -> Examination {
    guard !differences.names.isEmpty else {
      return .evidence(tooLittleChanged(in: differences.changedCount))
    }
    var generator = streams.stream(stream, for: ensemble)
    let test = differences.test(using: &generator)
    let intervals = test.variances.map {
      MeanInterval(
        variance: $0, range: 0, effectiveCount: Double(count),
        simultaneous: differences.names.count)
    }
    let furthest = test.furthest
    let shown = ReportedComponent(
      of: test.means, intervals, furthest: furthest, pValue: test.pValue, tolerance: tolerance)
    let z = test.zScores[furthest]
    let size = z.isFinite ? "by \(decimal(abs(z), 1)) standard errors" : "in all alike"
    return .evidence(
      Evidence(
        statistic: .init("Σz²", test.statistic), pValue: test.pValue,
        effect: Effect(
          name: "\(differences.names[shown.index]), after - before, in standard deviations",
          value: test.means[shown.index], interval: shown.interval.around(test.means[shown.index]),
          tolerance: tolerance, unit: ""),
        effectiveSampleCount: Double(count), detectable: shown.interval.detectable,
        detail: "Of \(differences.names.count) observables \(differences.names[furthest]) "
          + "changed most: a \(z > 0 ? "rise" : "fall") \(size)."
      ))
  }

  /// What is said where hardly any configuration changed in what is looked at: a law cannot change by more
  /// than the share of configurations that do.
  func tooLittleChanged(in changedCount: Int) -> Evidence {
    let (changed, all) = (Double(changedCount), Double(count))
    let share = changed / all
    // Poisson, two-sided at 95 %: from 0 to the mean that would show as few with 2.5 %.
    let upper = min(1, chiSquareQuantile(0.975, degreesOfFreedom: 2 * (changed + 1)) / 2 / all)
    return Evidence(
      effect: Effect(
        name: "share of configurations that changed in what is looked at", value: share,
        interval: 0...upper, tolerance: tolerances.totalVariation, unit: "", convergence: .linear),
      effectiveSampleCount: all,
      detail:
        "\(changedCount) configurations changed in what is looked at, too few for a p-value; its law "
        + "cannot have changed by more than their share.")
  }
}
