import Steelyard
import Testing

/// Expects a check to fail samples that have a planted fault, and not to fail perfect ones: a check that
/// nobody has seen fail is worth nothing.
///
///     try expectFindsFaults(
///       EnergySkewness(), [(.wrongTemperature, 0.05), (.independentSites, 0.02)],
///       in: .canonical(size: 8, temperature: 2.5))
///
/// Each set of samples is judged on the evidence of this check alone.
///
/// - Parameters:
///   - check: under test.
///   - faults: faults that it must see, with their amounts from 0 to 1.
///   - ensemble: of a size that perfect samples can be drawn from.
///   - count: the number of configurations of each set.
///   - tolerances: discrepancies that are of no consequence.
///   - decisionRule: what turns evidence into verdicts.
///   - claimsIndependence: whether the samples are claimed to be independent, as those of all faults are
///     but `correlatedDraws`.
///   - seed: of all samples.
///   - sourceLocation: where the issues are shown.
/// - Throws: where the ensemble is not exactly known.
public func expectFindsFaults(
  _ check: any Check<Weighing>, _ faults: [(fault: any Fault, amount: Double)],
  in ensemble: Ensemble, count: Int = 10_000, tolerances: Tolerances = .standard,
  decisionRule: DecisionRule = DecisionRule(), claimsIndependence: Bool = false,
  seed: UInt64 = Assessment.defaultSeed, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let assessment = Assessment(
    against: try .exact(ensemble), decisionRule: decisionRule, tolerances: tolerances,
    claimsIndependence: claimsIndependence, seed: seed, checks: [check])
  func finding(on samples: SampleSet) throws -> Finding {
    try assessment.report(on: samples, subject: check.identifier).findings[0]
  }
  let streams = RandomStreams(seed: seed)
  var generator = streams.stream("perfect samples", for: ensemble)
  let perfect = try finding(
    on: perfectSamples(of: ensemble, count: count, using: &generator))
  if perfect.verdict == .fail || perfect.verdict == .error {
    Issue.record(
      "\(check.identifier) fails perfect samples of \(ensemble). \(perfect.sentence)",
      sourceLocation: sourceLocation)
  }
  for (index, (fault, amount)) in faults.enumerated() {
    var generator = streams.stream("planted faults", for: ensemble, block: index)
    let found = try finding(
      on: fault.samples(of: ensemble, count: count, amount: amount, using: &generator))
    if found.verdict != .fail {
      Issue.record(
        """
        \(check.identifier) does not see \(fault.identifier) of amount \(amount) in \(count) \
        samples of \(ensemble). \(found.sentence)
        """, sourceLocation: sourceLocation)
    }
  }
}
