import Checks
import Faults
import Judgement
import Testing
import UpdateRules

@Suite struct `Every check` {
  private static let checks: [any Check] =
    allChecks + thoroughChecks + likelihoodChecks + allRuleChecks

  @Test func `is explained, with a fault that there is`() {
    #expect(Self.checks.count == 38)
    for check in Self.checks {
      let explanation = check.explanation
      #expect(explanation.equation != check.summary, "\(check.identifier) has no explanation")
      #expect(explanation.sees.count > 20 && explanation.blindTo.count > 20)
      #expect(
        explanation.references.allSatisfy { $0.contains(#/\d{4}|arXiv:|\d\)/#) },
        "\(check.identifier): a reference without a year")
      if let fault = explanation.fault {
        #expect(allFaults.contains { $0.identifier == fault }, "\(fault)")
      }
    }
  }
}
