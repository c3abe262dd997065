import Judgement
import SpinSystems
import Testing

@Suite struct `The decision rule` {
  private func outcome(
    law: Evidence.Law = .none, p: Double? = nil, effect: ClosedRange<Double>? = nil,
    tolerance: Double = 0.1, n: Double = 1000
  ) -> CheckOutcome {
    CheckOutcome(
      check: "a-check", title: "A check",
      result: .evidence(
        Evidence(
          law: law, pValue: p,
          effect: effect.map {
            Effect(
              name: "x", value: ($0.lowerBound + $0.upperBound) / 2, interval: $0,
              tolerance: tolerance, unit: "")
          },
          effectiveSampleCount: n, detail: "")))
  }

  private func verdict(
    _ outcome: CheckOutcome, _ standard: DecisionRule.Standard = .exact
  ) -> Verdict {
    DecisionRule(standard: standard).findings(from: [outcome])[0].verdict
  }

  @Test func `fails a broken law under both standards, without a p-value`() {
    let broken = outcome(law: .broken, effect: 0...0.01)
    #expect(verdict(broken) == .fail)
    #expect(verdict(broken, .practical) == .fail)
  }

  @Test func `passes only what is not rejected and inside the tolerance`() {
    #expect(verdict(outcome(p: 0.5, effect: -0.05...0.05)) == .pass)
    #expect(verdict(outcome(p: 0.5, effect: -0.05...0.15)) == .inconclusive)
    #expect(verdict(outcome(p: 1e-9, effect: -0.05...0.05)) == .fail)
    #expect(verdict(outcome(law: .held, effect: 0...0.05)) == .pass)
    #expect(verdict(outcome(p: 0.5)) == .inconclusive, "no effect, no pass")
  }

  @Test func `tolerates a proved difference inside the tolerance in practice`() {
    #expect(verdict(outcome(p: 1e-9, effect: 0.01...0.05), .practical) == .tolerable)
    #expect(verdict(outcome(p: 1e-9, effect: 0.01...0.15), .practical) == .fail)
    #expect(verdict(outcome(p: 1e-9, effect: 0...(.infinity)), .practical) == .fail)
  }

  @Test func `does not turn a practical verdict only because n grew`() {
    // A true effect of half the tolerance at growing n: undecided, then equivalent, then proved
    // different as well, but never a failure.
    let verdicts = [10.0, 100, 1e4, 1e6, 1e8].map { n in
      let error = 1 / n.squareRoot()
      let interval = 0.05 - 1.96 * error...0.05 + 1.96 * error
      let z = 0.05 / error
      return verdict(outcome(p: z > 4 ? 1e-6 : 0.1, effect: interval, n: n), .practical)
    }
    #expect(verdicts == [.inconclusive, .inconclusive, .tolerable, .tolerable, .tolerable])
  }

  @Test func `corrects for the number of tests, and only for tests`() {
    // 10⁻³ over two p-values: 6e-4 alone would be rejected, beside another one it is not.
    let small = outcome(p: 6e-4, effect: 0...0.05)
    let rule = DecisionRule()
    #expect(rule.findings(from: [small])[0].verdict == .fail)
    let beside = rule.findings(from: [small, outcome(p: 0.5, effect: 0...0.05)])
    #expect(beside[0].verdict == .pass)
    #expect(beside[0].adjustedPValue == 1.2e-3)
    let lawBeside = rule.findings(from: [small, outcome(law: .held, effect: 0...0.05)])
    #expect(lawBeside[0].verdict == .fail)
  }

  @Test func `never makes a pass of an error or of nothing`() {
    let failed = CheckOutcome(check: "a", title: "A", result: .failure("no memory"))
    let absent = CheckOutcome(check: "b", title: "B", result: .notApplicable("ΣS is free."))
    let findings = DecisionRule().findings(from: [failed, absent])
    #expect(findings.map(\.verdict) == [.error, .notApplicable])
    #expect(Verdict.overall([.pass, .error, .fail]) == .error)
    #expect(Verdict.overall([.pass, .fail, .inconclusive]) == .fail)
    #expect(Verdict.overall([.pass, .inconclusive]) == .inconclusive)
    #expect(Verdict.overall([.pass, .tolerable, .notApplicable]) == .pass)
    #expect(Verdict.overall([.notApplicable]) == .inconclusive)
    #expect(Verdict.overall([Verdict]()) == .inconclusive)
  }

  @Test func `says how many more samples an inconclusive check needs`() {
    // Half-width 0.2 at n = 1000, tolerance 0.1: 1000 · (1.5 · 0.2 / 0.1)² = 9000 in all.
    let finding = DecisionRule().findings(from: [outcome(p: 0.5, effect: -0.2...0.2)])[0]
    #expect(finding.verdict == .inconclusive)
    #expect([8000, 8001].contains(finding.furtherSamplesNeeded))
    // A half-width of 0.055 would fit, but an estimate that is off by as much does not: 1000 · (0.11 / 0.1)² in all.
    let edge = DecisionRule().findings(from: [outcome(p: 0.5, effect: 0...0.11)])[0]
    #expect([210, 211].contains(edge.furtherSamplesNeeded))
    // Thirty samples without a violation: 3.7/n must come below 0.001, at n = 3700 or so.
    var held = Evidence(law: .held, effectiveSampleCount: 30, detail: "")
    held.effect = Effect(
      name: "x", value: 0, interval: 0...0.1157, tolerance: 0.001, unit: "", convergence: .linear)
    let more = DecisionRule().findings(from: [
      CheckOutcome(check: "a", title: "A", result: .evidence(held))
    ])[0].furtherSamplesNeeded
    #expect((3600...4000).contains(more ?? 0))
    let hopeless = DecisionRule().findings(from: [outcome(p: 0.5, effect: 0...(.infinity))])[0]
    #expect(hopeless.furtherSamplesNeeded == nil)
  }
}
