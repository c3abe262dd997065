import Statistics
import Testing

@Suite struct NumberTextTests {
  @Test(
    arguments: [
      (0.0043, -0.0004...0.025, "0.004 [0.000, 0.025]"),
      (0.01234, 0.01193...0.01275, "0.01234 ± 0.00041"),
      (-1.5, -1.6 ... -1.4, "-1.50 ± 0.10"),
      (0, 0...0.0003, "0 [0, 0.00030]"),
      (4e-5, 1e-5...7e-5, "(4.0 ± 3.0)e-5"),
      (2e7, 1.9e7...2.1e7, "(2.00 ± 0.10)e7"),
      (123.4, 113.4...133.4, "123 ± 10"),
      (.infinity, 0.5 ... .infinity, "∞ [0.5, ∞]"),
      (0.47, 0.158...1e6, "0.47 [0.16, 1.0e6]"),
      (1, 1...1, "1"),
      (0, 0...0, "0"),
    ] as [(Double, ClosedRange<Double>, String)])
  func `An estimate shows the digits its interval supports`(
    value: Double, interval: ClosedRange<Double>, text: String
  ) {
    let found = NumberText.estimate(value, interval: interval).replacing("\u{A0}", with: " ")
    #expect(found == text)
  }

  @Test(
    arguments: [
      (1.0502, 1.0475...1.0529, "[1.0475, 1.0529]"),
      (0.5, 0.499_996...0.500_004, "[0.4999960, 0.5000040]"),
      (4e-5, 1e-5...7e-5, "([1.0, 7.0])e-5"), (1, 1...1, "[1, 1]"),
    ] as [(Double, ClosedRange<Double>, String)])
  func `The ends of a narrow interval differ`(
    value: Double, interval: ClosedRange<Double>, text: String
  ) {
    #expect(NumberText.ends(of: value, interval: interval) == text)
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567")])
  func `Thousands are set apart`(count: Int, text: String) {
    #expect(NumberText.count(count) == text)
  }

  @Test(
    arguments: [
      (1e-300, "p 1e-300"), (4e-300, "p 4e-300"), (0, "p < 1e-300"), (0.0432, "p 0.043"),
      (0.5, "p 0.5"), (1, "p 1"), (3.64e-5, "p 3.6e-5"), (.nan, "p NaN"),
    ])
  func `A p-value never becomes zero`(p: Double, text: String) {
    #expect(NumberText.pValue(p).replacing("\u{A0}", with: " ") == text)
  }

  @Test(
    arguments: [
      (0.005, "0.005"), (0.01, "0.01"), (1, "1"), (1e-3, "0.001"), (1e-9, "1e-9"), (250, "250"),
      (0, "0"), (-0.0, "0"), (.infinity, "∞"), (-.infinity, "-∞"),
    ])
  func `A declared number has no padding`(value: Double, text: String) {
    #expect(NumberText.declared(value) == text)
  }

  @Test func `A number that rounds to zero has no sign`() {
    #expect(NumberText.fixed(-0.0001, decimals: 2) == "0.00")
  }
}
