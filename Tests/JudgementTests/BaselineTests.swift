import Foundation
import Judgement
import SpinSystems
import Statistics
import Testing

@Suite struct `A baseline` {
  private let ensemble = try! Ensemble.canonical(size: 8, temperature: 2)

  /// A mean with an error of 0.01 that should be 0.
  private func mean(_ value: Double, version: Int = 1) -> CheckRecord {
    CheckRecord(
      check: "a", title: "A", version: version,
      statistics: .mean(MeanSummary(mean: value, variance: 1, effectiveCount: 10_000)),
      expectation: .mean(0, error: 0))
  }

  private func law(_ broken: Int) -> CheckRecord {
    CheckRecord(
      check: "law", title: "Law",
      statistics: .occurrences(OccurrenceSummary(occurrences: broken, trials: 5000)),
      expectation: .never)
  }

  private func baseline(
    _ records: [CheckRecord], on ensemble: Ensemble? = nil, tolerance: Double = 0.1
  ) -> Baseline {
    Baseline(
      records, of: "s", sampleCount: 10_000, on: ensemble ?? self.ensemble,
      tolerances: ["x": tolerance])
  }

  private func outcome(_ now: CheckRecord, since then: CheckRecord) throws -> BaselineComparison {
    try BaselineComparison(baseline([now]), [now], since: baseline([then]), named: "b.json")
  }

  @Test func `calls worse what is different and further off, and only that`() throws {
    // Seven standard errors of the difference.
    #expect(try outcome(mean(0.2), since: mean(0.1)).rows[0].outcome == .worse)
    #expect(try outcome(mean(0.1), since: mean(0.2)).rows[0].outcome == .better)
    #expect(try outcome(mean(-0.1), since: mean(0.1)).rows[0].outcome == .changed)
    #expect(try outcome(mean(0.11), since: mean(0.1)).rows[0].outcome == .same)
  }

  /// A chain below T_c that kept its sign, as either of the two.
  @Test func `says nothing of what depends on a mode that one of the sets has not moved`() throws {
    var stuck = mean(0.9)
    stuck.obstacle = "It has hardly moved a slow mode."
    for (now, then) in [(stuck, mean(0.1)), (mean(0.9), stuck), (mean(0.1), stuck)] {
      let comparison = try outcome(now, since: then)
      #expect(comparison.rows[0].outcome == .undecided && !comparison.rows[0].isJudged)
      #expect(comparison.verdict == .inconclusive)
      #expect(comparison.summary.contains("hardly moved a slow mode"))
    }
    #expect(try outcome(mean(0.9), since: mean(0.1)).rows[0].outcome == .worse)
  }

  @Test func `keeps which modes were not moved`() throws {
    var stuck = mean(0.9)
    stuck.obstacle = "Stuck."
    let data = try JSONEncoder().encode(baseline([stuck]))
    let read = try JSONDecoder().decode(Baseline.self, from: data)
    #expect(read.current.checks[0].unexplored == true)
    let explored = try JSONEncoder().encode(baseline([mean(0.9)]))
    #expect(!String(decoding: explored, as: UTF8.self).contains("unexplored"))
  }

  @Test(arguments: [
    ("\"counts\":[5,5]", "\"counts\":[5,9223372036854775807]"),
    ("\"counts\":[5,5]", "\"counts\":[5,0]"),
    ("\"levels\":[-8,0]", "\"levels\":[-9223372036854775808,0]"),
    ("\"effectiveCount\":10", "\"effectiveCount\":1e300"),
    ("\"trials\":5000", "\"trials\":9223372036854775807"),
  ])
  func `is refused where its numbers cannot be`(written: String, edited: String) throws {
    let levels = CheckRecord(
      check: "levels", title: "Levels",
      statistics: .levels(
        LevelSummary(
          Histogram([Int32](repeating: -8, count: 5) + [0, 0, 0, 0, 0]), effectiveCount: 10)),
      expectation: .never)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let data = try encoder.encode(baseline([levels, law(0)]))
    _ = try JSONDecoder().decode(Baseline.self, from: data)
    let text = String(decoding: data, as: UTF8.self)
    try #require(text.contains(written))
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(
        Baseline.self,
        from: Data(text.replacingOccurrences(of: written, with: edited).utf8))
    }
  }

  @Test func `decides by what is worse alone`() throws {
    #expect(try outcome(mean(0.2), since: mean(0.1)).verdict == .fail)
    for (now, then) in [(0.1, 0.2), (-0.1, 0.1), (0.1, 0.1), (5, 5)] {
      #expect(try outcome(mean(now), since: mean(then)).verdict == .pass)
    }
  }

  @Test func `of kept laws leaves a few violations undecided and fails many`() throws {
    #expect(try outcome(law(3), since: law(0)).verdict == .inconclusive)
    #expect(try outcome(law(40), since: law(0)).verdict == .fail)
    #expect(try outcome(law(0), since: law(40)).rows[0].outcome == .better)
    #expect(try outcome(law(1000), since: law(1000)).verdict == .pass)
  }

  @Test func `says nothing of a chain that is too short, but of laws`() throws {
    func tooShort(_ records: [CheckRecord]) -> [CheckRecord] {
      records.map {
        var record = $0
        record.obstacle = "Too short."
        return record
      }
    }
    let records = tooShort([mean(0.2), law(0)])
    let short = try BaselineComparison(
      baseline(records), records, since: baseline([mean(0.1), law(0)]), named: "b")
    #expect(short.verdict == .inconclusive)
    #expect(short.summary.contains("Too short."))
    let broken = tooShort([mean(0.2), law(400)])
    let comparison = try BaselineComparison(
      baseline(broken), broken, since: baseline([mean(0.1), law(0)]), named: "b")
    #expect(comparison.rows.map(\.outcome) == [.undecided, .worse])
  }

  @Test func `keeps the first of a series as an anchor, against which slow drift shows`() throws {
    // Three standard errors of the difference at each step are not proved, nine in all are.
    var current = baseline([mean(0.10)])
    for step in 1...3 {
      let now = mean(0.10 + 0.04 * Double(step))
      let comparison = try BaselineComparison(
        baseline([now]), [now], since: current, named: "b")
      let last = comparison.rows.first { !$0.isAgainstAnchor }!
      #expect(last.outcome == .same)
      if step == 3 {
        #expect(comparison.rows.first(where: \.isAgainstAnchor)?.outcome == .worse)
        #expect(comparison.verdict == .fail)
      }
      current = try current.replaced(by: baseline([now]), because: "step \(step)")
    }
    #expect(current.reasons == ["step 1", "step 2", "step 3"])
    #expect(current.anchor?.checks[0].statistics == mean(0.10).statistics)
  }

  @Test func `is refused for another ensemble, tolerance or version of a check`() throws {
    let now = baseline([mean(0)])
    let other = try Ensemble.fixedMagnetization(size: 8, temperature: 2, totalSpin: 0)
    for (unlike, word) in [
      (baseline([mean(0)], on: other), "ΣS = 0 fixed"),
      (baseline([mean(0)], tolerance: 0.2), "tolerance x = 0.2"),
      (baseline([mean(0, version: 2)]), "version 2 of the check a"),
      (baseline([mean(0), law(0)]), "version 1 of the check law"),
    ] {
      let error = #expect(throws: BaselineError.self) {
        try BaselineComparison(now, [mean(0)], since: unlike, named: "b")
      }
      #expect(error?.description.contains(word) == true)
      #expect(throws: BaselineError.self) { try unlike.replaced(by: now, because: "r") }
    }
  }

  @Test func `is the same after it was written and read`() throws {
    let vectors = CheckRecord(
      check: "v", title: "V",
      statistics: .vectors([VectorSummary([[1, 2, 4], [0.5, 0.25, 1]], effectiveCount: 3)]),
      expectation: .vectors([[0, 0]]))
    let levels = CheckRecord(
      check: "l", title: "L",
      statistics: .levels(LevelSummary(Histogram([4, 8, 8]), effectiveCount: 2.5)),
      expectation: .levels(DiscreteDistribution(levels: [4, 8], probabilities: [0.5, 0.5])))
    let written = baseline([mean(0.1), law(3), vectors, levels])
    let data = try JSONEncoder().encode(written)
    let read = try JSONDecoder().decode(Baseline.self, from: data)
    #expect(read.current.checks.map(\.statistics) == written.current.checks.map(\.statistics))
    // An edited number that cannot belong to the others is found.
    let text = String(decoding: data, as: UTF8.self)
      .replacing("\"occurrences\":3", with: "\"occurrences\":5001")
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Baseline.self, from: Data(text.utf8))
    }
  }
}
