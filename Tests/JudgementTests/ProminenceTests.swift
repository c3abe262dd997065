import Testing

@testable import Judgement

@Suite("What says most")
struct ProminenceTests {
  private func finding(_ name: String, _ verdict: Verdict, _ value: Double?) -> Finding {
    Finding(
      check: name, title: name, verdict: verdict,
      evidence: Evidence(
        effect: value.map {
          Effect(name: "Δ", value: $0, interval: $0...$0, tolerance: 0.1, unit: "")
        }, effectiveSampleCount: 1, detail: ""),
      detail: "")
  }

  @Test("is a worse verdict, whatever its size, and then the largest effect for its tolerance")
  func rank() {
    let findings = [
      finding("law", .fail, nil), finding("small", .fail, -0.2), finding("large", .fail, -0.7),
      finding("passing", .pass, 9), finding("other", .notApplicable, 99),
    ]
    #expect(findings.sayingMost?.check == "large")
    #expect(findings.reversed().sayingMost?.check == "large")
    #expect(findings.dropFirst(3).sayingMost?.check == "passing")
    #expect(findings.suffix(1).sayingMost == nil)
  }

  @Test(
    "is no effect without bound, and none that is not a number",
    arguments: [
      Double.infinity, -.infinity, .nan,
    ])
  func unbounded(value: Double) {
    #expect(Prominence(.fail, effect: value, tolerance: 1).effectShare == nil)
    #expect(
      Prominence(.fail, effect: value, tolerance: 1) < Prominence(.fail, effect: 1, tolerance: 1))
  }

  @Test("is last where a verdict is of another version")
  func unknown() {
    #expect(Prominence(nil, effect: 9, tolerance: 1) < Prominence(.pass, effect: 0.1, tolerance: 1))
  }
}
