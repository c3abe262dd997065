import Randomness
import SpinSystems
import Statistics
import Testing

@Suite struct VectorMeanTestTests {
  /// Columns of normal vectors with correlated elements; the last element is the sum of the others, as by
  /// a sum rule, so the covariance has rank 3.
  private func columns(
    count: Int, coefficient: Double, shift: Double,
    using generator: inout Xoshiro256PlusPlus
  ) -> [[Double]] {
    let process = AutoregressiveProcess(coefficient: coefficient)
    let z = (0..<3).map { _ in process.series(count: count, using: &generator) }
    let x = [
      z[0].map { $0 + shift }, zip(z[0], z[1]).map { 0.8 * $0 + 0.6 * $1 },
      zip(z[1], z[2]).map { 100 * (0.5 * $0 + $1) },
    ]
    return x + [(0..<count).map { index in x.reduce(0) { $0 + $1[index] } }]
  }

  private func tests(
    count: Int, trials: Int, coefficient: Double = 0, shift: Double = 0, seed: UInt64
  ) -> [VectorMeanTest] {
    var generator = RandomStreams(seed: seed).stream("vector-mean", block: count)
    return (0..<trials).map { _ in
      let columns = columns(
        count: count, coefficient: coefficient, shift: shift, using: &generator)
      let effective =
        coefficient == 0
        ? Double(count)
        : integratedAutocorrelationTime(components: columns).effectiveSampleCount
      return VectorMeanTest(columns, expected: [0, 0, 0, 0], effectiveCount: effective)
    }
  }

  @Test(arguments: [200, 2000])
  func `p-values are uniform, and sum rules do no harm`(count: Int) {
    let tests = tests(count: count, trials: 800, seed: 51)
    #expect(tests.allSatisfy { $0.rank + $0.skewedDirections == 3 })
    #expect(kolmogorovSmirnovUniform(tests.compactMap(\.pValue)) > 1e-3)
  }

  @Test func `p-values of correlated samples are uniform at the effective count`() {
    let tests = tests(count: 4000, trials: 300, coefficient: 0.7, seed: 52)
    #expect(kolmogorovSmirnovUniform(tests.compactMap(\.pValue)) > 1e-3)
  }

  @Test func `A wrong expectation is rejected`() {
    // 0.1 · 2000^½ = 4.5 standard errors in one element.
    let tests = tests(count: 2000, trials: 100, shift: 0.1, seed: 53)
    #expect(tests.count { ($0.pValue ?? 1) < 0.01 } >= 95)
  }

  @Test func `In one dimension it is the square of Student's t`() throws {
    let values = (0..<140).map { Double(($0 * 17) % 140) - 67 }
    let test = VectorMeanTest([values], expected: [0], effectiveCount: 140)
    let mean = values.reduce(0, +) / 140
    let t = mean / (test.variance[0] / 140).squareRoot()
    let statistic = try #require(test.statistic)
    let pValue = try #require(test.pValue)
    #expect(abs(statistic / (t * t) - 1) < 1e-12)
    #expect(abs(pValue / (2 * studentTUpperTail(abs(t), degreesOfFreedom: 139)) - 1) < 1e-9)
  }

  @Test func `Integers with a divisor give what their quotients give`() {
    var generator = RandomStreams(seed: 54).stream("vector-mean-integers")
    let integers = (0..<2).map { _ in
      (0..<500).map { _ in Int32.random(in: -128...128, using: &generator) }
    }
    let a = VectorMeanTest(integers, dividedBy: 128, expected: [0, 0], effectiveCount: 500)
    let b = VectorMeanTest(
      integers.map { $0.map { Double($0) / 128 } }, expected: [0, 0], effectiveCount: 500)
    #expect(abs(a.pValue! - b.pValue!) < 1e-10)
    #expect(zip(a.variance, b.variance).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func `Rare events and constants give no p-value rather than a wrong one`() {
    // Ten events in a thousand: a Poisson count, skewness 10^½ and |γ|/n^½ = 0.3 > 0.05.
    let rare = (0..<1000).map { $0 % 100 == 0 ? 1.0 : 0.0 }
    let test = VectorMeanTest([rare], expected: [0.02], effectiveCount: 1000)
    #expect(test.pValue == nil)
    #expect(test.skewedDirections == 1)
    let constant = VectorMeanTest(
      [[Double](repeating: 2, count: 50)], expected: [3], effectiveCount: 50)
    #expect(constant.pValue == nil)
    #expect(constant.rank == 0)
  }
}
