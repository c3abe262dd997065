import Checks
import Faults
import Judgement
import Randomness
import SpinSystems
import Statistics
import Studies
import Testing

@Suite struct `A baseline of perfect samples` {
  private static let ensemble = try! Ensemble.canonical(size: 8, temperature: 2.5)

  /// What became of `fault` in that amount since perfect samples, by check.
  private func outcomes(
    of fault: any Fault, amount: Double, stating correlation: Double? = nil
  ) throws -> [String: BaselineComparison.Outcome] {
    let ensemble = Self.ensemble
    var generator = RandomStreams(seed: 95).stream("baseline", for: ensemble)
    let perfect = try perfectSamples(of: ensemble, count: 5000, using: &generator)
    let faulty = try fault.samples(
      of: ensemble, count: 5000, amount: amount, using: &generator)
    var assessment = Assessment(against: try .exact(ensemble))
    let baseline = try #require(assessment.weigh(perfect, subject: "perfect").baseline)
    if let correlation { assessment.correlation = .effectiveCount(correlation) }
    let weighed = try assessment.weigh(faulty, subject: "faulty", since: (baseline, "b.json"))
    let rows = try #require(weighed.report.comparison).rows
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.check, $0.outcome) })
  }

  @Test func `sees faults at equal energies`() throws {
    let plaquettes = try outcomes(of: .plaquetteBias, amount: 1)
    #expect(plaquettes["stein-discrepancy"] == .worse)
    #expect(plaquettes["mean-energy"] == .same)
    let clusters = try outcomes(of: .clusterBias, amount: 1)
    #expect(clusters["hub-and-spokes"] == .worse)
    let hotter = try outcomes(of: .wrongTemperature, amount: 0.05)
    #expect(hotter["structure-factor"] == .worse)
  }

  @Test func `is the same as others, and decides nothing by three draws`() throws {
    let same = try outcomes(of: .wrongTemperature, amount: 0)
    #expect(same.count == 12)
    #expect(same.values.allSatisfy { $0 == .same })
    let few = try outcomes(of: .wrongTemperature, amount: 0, stating: 3)
    #expect(few.values.allSatisfy { $0 == .undecided })
  }
}
