import Synchronization
import SteelyardTesting
import Testing

/// What we publish for the tests of others must itself be seen to fail.
@Suite struct `The testing kit` {
  private let ensemble = try! Ensemble.fixedMagnetization(size: 6, temperature: 2, totalSpin: 0)

  /// Draws faulty samples, or perfect ones where the amount is 0.
  private struct FaultyModel: GenerativeModel {
    var fault: any Fault = .flippedSpins
    var amount = 0.0
    var name: String { "a model with \(fault.identifier)" }

    func samples(
      of ensemble: Ensemble, count: Int, using generator: inout Xoshiro256PlusPlus
    ) throws -> SampleSet {
      try fault.samples(of: ensemble, count: count, amount: amount, using: &generator)
    }
  }

  /// Fails everything, or nothing.
  private struct ConstantCheck: Check {
    let identifier = "constant"
    let title = "Constant"
    let summary = "The same answer whatever the samples."
    var law: Evidence.Law

    func examine(_ weighing: Weighing) -> Examination {
      .evidence(Evidence(law: law, effectiveSampleCount: 1, detail: "No look was taken."))
    }
  }

  /// The issues that `body` records, none of which counts.
  private func issues(_ body: () throws -> Void) throws -> [Issue] {
    let recorded = Mutex<[Issue]>([])
    try withKnownIssue(isIntermittent: true) {
      try body()
    } matching: { issue in
      recorded.withLock { $0.append(issue) }
      return true
    }
    return recorded.withLock { $0 }
  }

  @Test func `says nothing of a model that is right`() throws {
    let report = try expectBoltzmann(FaultyModel(), from: ensemble, inconclusive: .failure)
    #expect(report.verdict == .pass)
    #expect(report.subject == "a model with flipped-spins")
  }

  @Test func `names check, p-value and effect of each failure of a model that is not`() throws {
    var report: Report?
    let issues = try issues {
      report = try expectBoltzmann(
        FaultyModel(fault: .wrongTemperature, amount: 0.1), from: ensemble)
    }
    let failed = try #require(report).findings.filter { $0.verdict == .fail }
    #expect(issues.count { $0.severity == .error } == failed.count)
    let text = try #require(issues.first { "\($0)".contains("(mean-energy)") }.map { "\($0)" })
    #expect(text.contains("Mean energy"))
    #expect(text.contains("proved different? yes,\u{A0}p"))
    #expect(text.contains("tolerance 0.03 J per site"))
  }

  @Test(arguments: [InconclusiveTreatment.warning, .failure])
  func `warns of samples that are too few, or fails them where that is asked`(
    treatment: InconclusiveTreatment
  ) throws {
    let severities = Set(
      try issues {
        try expectBoltzmann(FaultyModel(), from: ensemble, count: 20, inconclusive: treatment)
      }.map(\.severity))
    #expect(severities == [treatment == .warning ? .warning : .error])
  }

  @Test func `finds a check that sees nothing, and one that fails everything`() throws {
    let faults: [(fault: any Fault, amount: Double)] = [
      (.wrongTemperature, 0.1), (.independentSites, 0.5),
    ]
    try expectFindsFaults(.meanEnergy, faults, in: ensemble)
    let blind = try issues {
      try expectFindsFaults(ConstantCheck(law: .held), faults, in: ensemble, count: 10)
    }
    #expect(blind.count == 2)
    #expect("\(blind[0])".contains("does not see wrong-temperature of amount 0.1"))
    let harsh = try issues {
      try expectFindsFaults(ConstantCheck(law: .broken), faults, in: ensemble, count: 10)
    }
    #expect(harsh.count == 1)
    #expect("\(harsh[0])".contains("fails perfect samples"))
  }

  @Test func `finds a chain that drifts, and one that stands still`() throws {
    /// Of one temperature, while it claims another.
    struct MislabelledChain: MarkovSampler {
      var chain: any MarkovSampler
      let ensemble: Ensemble
      let isFrozen: Bool
      var configurations: SampleSet { chain.configurations }
      var replicaCount: Int { chain.replicaCount }
      mutating func sweep(_ count: Int) { if !isFrozen { chain.sweep(count) } }
      mutating func setConfigurations(_ samples: SampleSet) { chain.setConfigurations(samples) }
    }
    func chain(_ temperature: Double, isFrozen: Bool = false) throws -> MislabelledChain {
      let own = try Ensemble.fixedMagnetization(size: 6, temperature: temperature, totalSpin: 0)
      let chain = TextbookKawasaki(
        own, start: .stripe, stream: RandomStreams(seed: 3).stream("mislabelled"))
      return MislabelledChain(chain: chain, ensemble: ensemble, isFrozen: isFrozen)
    }
    try expectStationary(chain(2))
    let drifting = try chain(2.5)
    #expect(
      try issues { try expectStationary(drifting) }.contains { "\($0)".contains("E drifts by") })
    let frozen = try chain(2, isFrozen: true)
    let still = try issues { try expectStationary(frozen) }
    #expect(still.count == 1)
    #expect("\(still[0])".contains("changed 0.0 of the configurations"))
  }
}
