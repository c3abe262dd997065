import Checks
import Comparisons
import Judgement
import Reporting
import SpinSystems
import Statistics

/// Samples that were weighed: the report on them, and what later samples are compared with.
public struct WeighedSamples: Sendable {
  public var report: Report
  /// The samples as a baseline of their own, the first of a series; nil where none was wanted.
  public var baseline: Baseline?
  /// What the checks found, before it was judged.
  public var outcomes: [CheckOutcome]
  /// What the order of the samples says of their correlation.
  public var order: SampleOrder
}

extension Assessment {
  /// Weighs `samples`, which claim to come from the reference's ensemble, and compares them with a baseline.
  ///
  /// - Parameters:
  ///   - samples: the configurations.
  ///   - subject: what is weighed, usually a file's name.
  ///   - earlier: what the samples are compared with, and its name for the reader; nil for nothing.
  ///   - keepsBaseline: whether the samples are wanted as a baseline of their own, which takes as long as some
  ///     of the checks.
  ///   - notes: remarks on how the samples were read.
  ///   - command: the command line that makes the report again, if one does.
  /// - Throws: `WeighingError` where the samples do not fit the ensemble's lattice, `BaselineError` where
  ///   the baseline is of another ensemble, other tolerances or other versions of checks.
  public func weigh(
    _ samples: SampleSet, subject: String, since earlier: (baseline: Baseline, name: String)? = nil,
    keepsBaseline: Bool = true, notes: [String] = [], command: String? = nil
  ) throws -> WeighedSamples {
    let (samples, order) = inOrder(samples)
    let weighing = try Weighing(
      samples, from: reference.ensemble, against: reference, tolerances: tolerances,
      claimsIndependence: claimsIndependence, stating: correlation, training: training,
      logProbabilities: logProbabilities, logWeights: logWeights, likelihoodProbe: likelihoodProbe,
      fittedTemperatureError: fittedTemperatureError, seed: seed)
    var (baseline, comparison): (Baseline?, BaselineComparison?)
    if keepsBaseline || earlier != nil {
      let records = records(of: weighing)
      let own = Baseline(
        records, of: subject, sampleCount: samples.count, on: reference.ensemble,
        tolerances: tolerances.byName.merging(
          toleranceChoices.map { ("of \($0.check)", $0.value) }, uniquingKeysWith: { $1 }))
      baseline = own
      comparison = try earlier.map { earlier in
        try BaselineComparison(
          own, records, since: earlier.baseline, named: earlier.name,
          falseAlarmRate: decisionRule.falseAlarmRate)
      }
    }
    var (report, outcomes) = self.report(
      on: weighing, subject: subject, notes: notes + order, command: command)
    if let comparison {
      report.comparison = comparison
      report.notes.append(comparison.summary)
      report.illustrations.append(.chart(SeriesChart(comparison)))
    }
    return WeighedSamples(
      report: report, baseline: baseline, outcomes: outcomes, order: weighing.order)
  }

  /// What is kept of the samples. A mode that stands in the way of what is even in S does so of everything.
  private func records(of weighing: Weighing) -> [CheckRecord] {
    let obstacle = weighing.remarkOnObstacle(to: .even)
    return checks.compactMap {
      var record = ($0 as? any ComparableCheck<Weighing>)?.record(of: weighing)
      if let obstacle { record?.obstacle = obstacle }
      return record
    }
  }
}
