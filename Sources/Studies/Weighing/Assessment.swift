import Checks
import Comparisons
import Judgement
import References
import Reporting
import SpinSystems
import Statistics
import Storage

/// Weighs samples against a reference by every check of a list and judges the evidence.
public struct Assessment: Sendable {
  /// What samples are held against.
  public var reference: Reference
  /// What turns evidence into verdicts.
  public var decisionRule: DecisionRule
  /// Discrepancies that are of no consequence.
  public var tolerances: Tolerances
  /// Tolerances that take the place of single checks' own.
  public var toleranceChoices: [ToleranceChoice] = []
  /// Whether successive samples are claimed to be independent.
  public var claimsIndependence: Bool
  /// What is known of the samples' correlation, where their order does not show it.
  public var correlation: StatedCorrelation?
  /// What a model was trained on, where that is known.
  public var training: SampleSet?
  /// ln q of each sample, where its model says it.
  public var logProbabilities: [Double]?
  /// ln of exp(-H/T)/q of each sample along its path, where its model says that.
  public var logWeights: [Double]?
  /// Perfect samples with the model's ln q of each.
  public var likelihoodProbe: LikelihoodProbe?
  /// The error of the reference's temperature, where it was fitted to the samples.
  public var fittedTemperatureError: Double?
  /// Of the random numbers behind p-values and intervals.
  public var seed: UInt64
  /// What was found out about the samples apart from the checks, and is judged with them.
  public var furtherOutcomes: [CheckOutcome] = []
  /// What the reader should know about the choice of checks; nil where all of them are run.
  var checkRemark: String?
  /// In the order in which they are run and listed.
  public var checks: [any Check<Weighing>]

  /// The seed used where none is given.
  public static let defaultSeed: UInt64 = 20_210_312

  /// An assessment by the standard checks, unless others are given.
  public init(
    against reference: Reference, decisionRule: DecisionRule = DecisionRule(),
    tolerances: Tolerances = .standard, claimsIndependence: Bool = false,
    stating correlation: StatedCorrelation? = nil, seed: UInt64 = Assessment.defaultSeed,
    checks: [any Check<Weighing>] = allChecks
  ) {
    self.reference = reference
    self.decisionRule = decisionRule
    self.tolerances = tolerances
    self.claimsIndependence = claimsIndependence
    self.correlation = correlation
    self.seed = seed
    self.checks = checks
  }

  /// The report on `samples`, which claim to come from the reference's ensemble.
  ///
  /// - Parameters:
  ///   - samples: the configurations.
  ///   - subject: what is weighed, usually a file's name.
  ///   - notes: remarks on how the samples were read.
  ///   - command: the command line that makes the report again, if one does.
  /// - Throws: `WeighingError` where the samples do not fit the ensemble's lattice.
  public func report(
    on samples: SampleSet, subject: String, notes: [String] = [], command: String? = nil
  ) throws -> Report {
    let (samples, order) = inOrder(samples)
    let weighing = try Weighing(
      samples, from: reference.ensemble, against: reference, tolerances: tolerances,
      claimsIndependence: claimsIndependence, stating: correlation, training: training,
      logProbabilities: logProbabilities, logWeights: logWeights, likelihoodProbe: likelihoodProbe,
      fittedTemperatureError: fittedTemperatureError, seed: seed)
    return report(on: weighing, subject: subject, notes: notes + order, command: command).report
  }

  /// The samples chain by chain where chains take turns in them, and a remark on that. What is stated of their order,
  /// or said of each sample, is about the order that they have.
  func inOrder(_ samples: SampleSet) -> (samples: SampleSet, remarks: [String]) {
    guard correlation == nil, !claimsIndependence, logProbabilities == nil, logWeights == nil,
      samples.lattice == reference.ensemble.lattice
    else { return (samples, []) }
    let (ordered, remark) = samples.chainByChain(in: "the file")
    return (ordered, [remark].compactMap(\.self))
  }

  /// What the reader should know about how the samples were weighed.
  private func remarks(on weighing: Weighing) -> [String] {
    var remarks = reference.notes + [checkRemark, orderRemark(on: weighing)].compactMap(\.self)
    if !toleranceChoices.isEmpty {
      let chosen = toleranceChoices.map(\.description).joined(separator: ", ")
      remarks.append("Tolerances that were chosen: \(chosen).")
    }
    if let error = fittedTemperatureError {
      remarks.append(
        "T was fitted to ⟨H⟩: T = \(decimal(reference.ensemble.temperature, 5)) ± "
          + "\(decimal(error, 5)). The p-values at a fitted T are on the safe side.")
    }
    if weighing.inspected.count < weighing.count {
      remarks.append(
        "Correlations and symmetries were measured on \(weighing.inspected.count) evenly spaced "
          + "configurations; laws and energies on all.")
    }
    let totals = Set(weighing.totalSpins.lazy.prefix(10_000))
    if reference.ensemble.totalSpin == nil, weighing.count >= 10, totals.count == 1 {
      remarks.append(
        "All configurations have ΣS = \(totals.first!), but the ensemble has ΣS free. If it is "
          + "conserved, they are samples of the ensemble with ΣS = \(totals.first!) fixed.")
    }
    return remarks
  }

  /// What was assumed about the correlation of the samples.
  private func orderRemark(on weighing: Weighing) -> String {
    let slowest = weighing.mixing.slowest
    switch weighing.order {
    case .independent:
      return
        "Successive samples show no correlation and are taken as \(weighing.count) independent "
        + "draws. If they come from a chain whose order was lost, as by a shuffle or a split, that is "
        + "too many: state the effective number or τ."
    case .stated(let count):
      return correlation == nil
        ? "Nearly all configurations are one and the same: they are worth one draw."
        : "The samples are taken as \(decimal(count, count.rounded() == count ? 0 : 1)) independent draws, "
          + "\(isCut(weighing.count) ? "since more than there are were stated" : "as stated"); their order was not "
          + "looked at."
    case .correlated:
      return
        "Successive samples are correlated; every statistic is judged by its own τ. The slowest, "
        + "\(slowest.name), has τ = \(decimal(slowest.autocorrelation.integratedTime, 2)) samples, "
        + "n_eff = \(decimal(slowest.size.count, 0))."
    }
  }

  /// Whether more independent draws were stated than there are samples.
  private func isCut(_ count: Int) -> Bool {
    if case .effectiveCount(let stated)? = correlation { stated > Double(count) } else { false }
  }

  /// Whether a fitted temperature is one at all, by the distribution of H.
  private func anyTemperatureRemark(_ findings: [Finding]) -> String? {
    let distribution = findings.first { $0.check == EnergyChiSquare().identifier }
    guard let distribution, let pValue = distribution.evidence?.pValue else { return nil }
    let p = NumberText.pValue(pValue)
    return distribution.isProvedDifferent
      ? "Boltzmann at no temperature: P(H) at the fitted T, \(p)."
      : "P(H) is that of a Boltzmann distribution as far as can be seen: \(p) at the fitted T."
  }

  /// The report, and what the checks found before it was judged.
  package func report(
    on weighing: Weighing, subject: String, notes: [String] = [], command: String? = nil
  ) -> (report: Report, outcomes: [CheckOutcome]) {
    let outcomes =
      furtherOutcomes
      + zip(checks, checks.outcomes(for: weighing)).map { check, outcome in
        let chosen = toleranceChoices.last { $0.check == check.identifier }
        return chosen.map { outcome.tolerating($0.value) } ?? outcome
      }
    let findings = decisionRule.findings(from: outcomes)
    let ofAnyTemperature = fittedTemperatureError == nil ? nil : anyTemperatureRemark(findings)
    var report = Report(
      subject: subject, ensemble: reference.ensemble, sampleCount: weighing.count,
      effectiveSampleCount: weighing.mixing.slowest.size.count, reference: reference.name,
      decisionRule: decisionRule, findings: findings, seed: seed, command: command,
      version: Version.current,
      notes: notes + remarks(on: weighing) + UsualSlips.remarks(on: weighing, findings)
        + (ofAnyTemperature.map { [$0] } ?? []),
      illustrations: Illustration.all(of: weighing))
    if logProbabilities != nil, let weights = weighing.importanceWeights,
      let total = reference.logPartitionFunction
    {
      report.likelihood = .init(
        weights: weights, logPartitionFunction: total,
        forwardDivergence: weighing.probedWeights?.forwardDivergence)
    }
    return (report, outcomes)
  }
}
