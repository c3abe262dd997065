// The whole way from configurations to verdicts in one call.

/// Weighs configurations: may they stand in for Monte Carlo of `ensemble`?
///
///     let ensemble = try Ensemble.fixedMagnetization(size: 12, temperature: 1, totalSpin: 0)
///     let report = try weigh(samples, from: ensemble)
///     print(report.verdict, report.findings.filter { $0.verdict == .fail }.map(\.title))
///
/// - Parameters:
///   - samples: in the order in which they were drawn.
///   - ensemble: the ensemble that they claim to come from.
///   - reference: what they are held against; nil for the exact distribution, or Monte Carlo chains of
///     our own where none is known exactly, which takes minutes for large lattices.
///   - checks: in the order in which they are run and listed.
///   - tolerances: discrepancies that are of no consequence.
///   - decisionRule: what turns evidence into verdicts.
///   - claimsIndependence: whether successive samples are claimed to be independent.
///   - seed: of the random numbers behind p-values and intervals: equal seeds give equal reports.
///   - subject: what the report calls the samples.
/// - Returns: the report, which a `ReportWriter` writes to files.
/// - Throws: `WeighingError` where the samples do not fit the ensemble's lattice, `EnsembleError.mismatch`
///   where the reference is of another ensemble.
public func weigh(
  _ samples: SampleSet, from ensemble: Ensemble, against reference: Reference? = nil,
  checks: [any Check<Weighing>] = allChecks, tolerances: Tolerances = .standard,
  decisionRule: DecisionRule = DecisionRule(), claimsIndependence: Bool = false,
  seed: UInt64 = Assessment.defaultSeed, subject: String = "samples"
) throws -> Report {
  let reference = try reference ?? .standard(for: ensemble, seed: seed)
  try ensemble.requireEqual(to: reference.ensemble)
  return try Assessment(
    against: reference, decisionRule: decisionRule, tolerances: tolerances,
    claimsIndependence: claimsIndependence, seed: seed, checks: checks
  ).report(on: samples, subject: subject)
}

/// Weighs a model: may what it draws stand in for Monte Carlo of `ensemble`?
///
/// Draws `count` configurations and weighs them as `weigh(_:from:against:)` does; the report is named for
/// the model.
///
/// - Parameters:
///   - model: draws the configurations.
///   - ensemble: the ensemble that the model claims to stand in for.
///   - count: the number n ≥ 1 of configurations. 10,000 perfect ones of L ≤ 12 pass every check.
///   - reference: what they are held against; nil for the exact distribution or Monte Carlo.
///   - checks: in the order in which they are run and listed.
///   - tolerances: discrepancies that are of no consequence.
///   - decisionRule: what turns evidence into verdicts.
///   - claimsIndependence: whether successive configurations are claimed to be independent.
///   - seed: of the model's random numbers, in a stream of their own, and of those behind p-values.
/// - Throws: what the model throws, and what weighing does.
public func weigh(
  _ model: some GenerativeModel, from ensemble: Ensemble, count: Int = 10_000,
  against reference: Reference? = nil, checks: [any Check<Weighing>] = allChecks,
  tolerances: Tolerances = .standard, decisionRule: DecisionRule = DecisionRule(),
  claimsIndependence: Bool = false, seed: UInt64 = Assessment.defaultSeed
) throws -> Report {
  var generator = RandomStreams(seed: seed).stream("model under test", for: ensemble)
  let samples = try model.samples(of: ensemble, count: count, using: &generator)
  return try weigh(
    samples, from: ensemble, against: reference, checks: checks, tolerances: tolerances,
    decisionRule: decisionRule, claimsIndependence: claimsIndependence, seed: seed,
    subject: model.name)
}
