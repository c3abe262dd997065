import SpinSystems
import Statistics
import Testing

@Suite struct HotellingTestTests {
  /// Normal vectors with correlated elements; the last element is the sum of the others, as by a sum
  /// rule, so the covariance has rank 3.
  private func vector(_ z: [Double]) -> [Double] {
    let x = [z[0], 0.8 * z[0] + 0.6 * z[1], 100 * (0.5 * z[1] + z[2])]
    return x + [x.reduce(0, +)]
  }

  private func pValues(
    count: Int, trials: Int, coefficient: Double, seed: UInt64, shift: Double = 0
  ) -> [Double] {
    var generator = RandomStreams(seed: seed).stream("hotelling", block: count)
    let process = AutoregressiveProcess(coefficient: coefficient)
    return (0..<trials).map { _ in
      let series = (0..<3).map { _ in process.series(count: count, using: &generator) }
      var moments = MeanAndCovariance(dimension: 4)
      for index in 0..<count { moments.add(vector(series.map { $0[index] })) }
      let effective =
        coefficient == 0
        ? Double(count)
        : integratedAutocorrelationTime(components: series).effectiveSampleCount
      return hotellingTest(
        mean: moments.mean, expected: [shift, 0, 0, shift], covariance: moments.covariance,
        count: count, effectiveCount: effective)!.pValue
    }
  }

  @Test(arguments: [6, 20, 200]) func `p-values are uniform, also for few samples`(count: Int) {
    #expect(
      kolmogorovSmirnovUniform(pValues(count: count, trials: 1500, coefficient: 0, seed: 51))
        > 1e-3)
  }

  @Test func `p-values of correlated samples are uniform at the effective count`() {
    let values = pValues(count: 4000, trials: 300, coefficient: 0.7, seed: 52)
    #expect(kolmogorovSmirnovUniform(values) > 1e-3)
  }

  @Test func `A wrong expectation is rejected`() {
    let values = pValues(count: 200, trials: 100, coefficient: 0, seed: 53, shift: 0.4)
    // 0.4 · 200^½ = 5.7 standard errors in one element.
    #expect(values.count { $0 < 0.01 } >= 95)
  }

  @Test func `In one dimension it is the square of Student's t`() throws {
    let values = [0.3, 1.2, -0.4, 2.2, 0.9, 1.7]
    var moments = MeanAndCovariance(dimension: 1)
    for value in values { moments.add([value]) }
    let test = try #require(
      hotellingTest(
        mean: moments.mean, expected: [0], covariance: moments.covariance, count: 6,
        effectiveCount: 6))
    let t = moments.mean[0] / (moments.variances[0] / 6).squareRoot()
    #expect(abs(test.statistic / (t * t) - 1) < 1e-12)
    #expect(abs(test.pValue / (2 * studentTUpperTail(t, degreesOfFreedom: 5)) - 1) < 1e-9)
  }

  @Test func `Directions without variance are dropped, named and reported`() throws {
    var generator = RandomStreams(seed: 54).stream("hotelling-rank")
    var moments = MeanAndCovariance(dimension: 5)
    for _ in 0..<100 {
      let z = (0..<3).map { _ in generator.nextNormal() }
      moments.add(vector(z) + [7])
    }
    func test(_ expected: [Double]) -> HotellingTest? {
      hotellingTest(
        mean: moments.mean, expected: expected, covariance: moments.covariance, count: 100,
        effectiveCount: 100)
    }
    let consistent = try #require(test([0, 0, 0, 0, 7]))
    #expect(consistent.rank == 3)
    #expect(consistent.degreesOfFreedom == 3)
    #expect(consistent.denominatorDegreesOfFreedom == 97)
    #expect(consistent.unexplainedDeviation < 1e-12)
    // An expectation that breaks the sum rule cannot be seen by T².
    let broken = try #require(test([0, 0, 0, 1, 7]))
    #expect(broken.unexplainedDeviation > 1e-3)
  }

  @Test func `Without variance or with too few samples there is no test`() {
    #expect(
      hotellingTest(
        mean: [1], expected: [0], covariance: [[0]], count: 10, effectiveCount: 10) == nil)
    #expect(
      hotellingTest(
        mean: [1, 1], expected: [0, 0], covariance: [[1, 0], [0, 1]], count: 10, effectiveCount: 3)
        == nil)
  }
}

@Suite struct MeanAndCovarianceTests {
  @Test func `Streaming agrees with two passes, also far from zero`() {
    var generator = RandomStreams(seed: 55).stream("covariance")
    // With an offset of 10⁸ the naive sum of squares would lose all digits.
    let vectors = (0..<500).map { _ in
      let z = generator.nextNormal()
      return [1e8 + z, 3 * generator.nextNormal() - z]
    }
    var moments = MeanAndCovariance(dimension: 2)
    for vector in vectors { moments.add(vector) }
    let mean = (0..<2).map { i in vectors.reduce(0) { $0 + ($1[i] - vectors[0][i]) } / 500 }
    for i in 0..<2 {
      #expect(abs(moments.mean[i] - (vectors[0][i] + mean[i])) < 1e-7)
      for j in 0..<2 {
        let exact =
          vectors.reduce(0) {
            $0 + ($1[i] - vectors[0][i] - mean[i]) * ($1[j] - vectors[0][j] - mean[j])
          } / 499
        #expect(abs(moments.covariance[i][j] - exact) < 1e-6)
      }
    }
  }

  @Test func `Merging parts gives the whole`() {
    var generator = RandomStreams(seed: 56).stream("merge")
    let vectors = (0..<101).map { _ in (0..<3).map { _ in generator.nextNormal() } }
    var whole = MeanAndCovariance(dimension: 3)
    var parts = [0, 1, 2].map { _ in MeanAndCovariance(dimension: 3) }
    for (index, vector) in vectors.enumerated() {
      whole.add(vector)
      parts[index < 7 ? 0 : 1].add(vector)
    }
    var merged = MeanAndCovariance(dimension: 3)
    for part in parts { merged.merge(part) }
    #expect(merged.count == 101)
    for i in 0..<3 {
      #expect(abs(merged.mean[i] - whole.mean[i]) < 1e-13)
      for j in 0..<3 {
        #expect(abs(merged.covariance[i][j] - whole.covariance[i][j]) < 1e-12)
      }
    }
  }
}
