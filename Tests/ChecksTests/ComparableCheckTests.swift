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

  /// What two correct local chains look like below T_c, neither of which has changed its sign.
  @Test func `decides nothing by a sign that neither set has changed`() throws {
    let ensemble = try Ensemble.canonical(size: 8, temperature: 1.8)
    var generator = RandomStreams(seed: 96).stream("stuck", for: ensemble)
    let up = try FrozenSign().samples(of: ensemble, count: 3000, amount: 1, using: &generator)
    let down = try FrozenSign().samples(of: ensemble, count: 3000, amount: 1, using: &generator)
      .flipped()
    let assessment = Assessment(against: try .exact(ensemble))
    let both = try perfectSamples(of: ensemble, count: 3000, using: &generator)
    for (then, now) in [(up, down), (both, down), (down, both)] {
      let baseline = try #require(assessment.weigh(then, subject: "then").baseline)
      let weighed = try assessment.weigh(now, subject: "now", since: (baseline, "b.json"))
      let rows = try #require(weighed.report.comparison).rows
      let undecided = rows.filter { $0.outcome != .same }
      #expect(undecided.map(\.check) == ["magnetization-distribution", "spin-flip-symmetry"])
      #expect(undecided.allSatisfy { $0.outcome == .undecided && !$0.isJudged })
    }
  }

  /// With the claim that draws are independent a sign that never changes is a fault.
  @Test func `sees a sign that never changes in draws that are claimed to be independent`() throws {
    let ensemble = try Ensemble.canonical(size: 8, temperature: 1.8)
    var generator = RandomStreams(seed: 97).stream("stuck", for: ensemble)
    let both = try perfectSamples(of: ensemble, count: 3000, using: &generator)
    let up = try FrozenSign().samples(of: ensemble, count: 3000, amount: 1, using: &generator)
    var assessment = Assessment(against: try .exact(ensemble))
    assessment.claimsIndependence = true
    let baseline = try #require(assessment.weigh(both, subject: "then").baseline)
    let weighed = try assessment.weigh(up, subject: "now", since: (baseline, "b.json"))
    #expect(try #require(weighed.report.comparison).verdict == .fail)
  }

  @Test func `is the same as others, and decides nothing by three draws`() throws {
    let same = try outcomes(of: .wrongTemperature, amount: 0)
    #expect(same.count == 12)
    #expect(same.values.allSatisfy { $0 == .same })
    let few = try outcomes(of: .wrongTemperature, amount: 0, stating: 3)
    #expect(few.values.allSatisfy { $0 == .undecided })
  }
}

extension SampleSet {
  /// Every spin turned.
  fileprivate func flipped() -> SampleSet {
    var turned = SampleSet(lattice: lattice, capacity: count)
    for index in 0..<count { turned.append(spins: spins(of: index).map { -$0 }) }
    return turned
  }
}
