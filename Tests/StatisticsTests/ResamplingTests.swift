import Glibc
import Randomness
import SpinSystems
import Statistics
import Testing

@Suite struct JackknifeTests {
  @Test func `For a mean it is the textbook standard error without bias`() {
    let values = [2.0, 3.5, 1.0, 4.0, 2.5]
    let result = jackknife(blockMeans: values.map { [$0] }) { $0[0] }
    let mean = 2.6
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4
    #expect(abs(result.value - mean) < 1e-14)
    #expect(abs(result.bias) < 1e-13)
    #expect(abs(result.standardError - (variance / 5).squareRoot()) < 1e-13)
    #expect(result.blockCount == 5)
  }

  @Test func `For the square of a mean it removes the bias exactly`() {
    // E x̄² = μ² + σ²/n; the jackknife subtracts s²/n, which is unbiased.
    let values = [1.0, 2, 4, 8, 16, 32]
    let result = jackknife(blockMeans: values.map { [$0] }) { $0[0] * $0[0] }
    let mean = 63.0 / 6
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 5
    #expect(abs(result.biasCorrected - (mean * mean - variance / 6)) < 1e-10)
  }

  @Test func `The error of a ratio of correlated series covers its expectation`() {
    let process = AutoregressiveProcess(coefficient: 0.8)
    var generator = RandomStreams(seed: 61).stream("jackknife-ratio")
    let trials = 400
    let covered = (0..<trials).count { _ in
      let a = process.series(count: 4000, using: &generator)
      let b = process.series(count: 4000, using: &generator)
      // Means 3 and 2, correlated parts. Blocks of 200 are 44 τ long.
      let result = blockJackknife(
        [zip(a, b).map { 3 + 0.3 * $0 + 0.2 * $1 }, b.map { 2 + 0.3 * $0 }], blockCount: 20
      ) { $0[0] / $0[1] }
      // Student's t with 19 degrees of freedom.
      let factor = studentTQuantile(0.975, degreesOfFreedom: 19)
      return abs(result.biasCorrected - 1.5) < factor * result.standardError
    }
    // 95 %, within three standard errors of the simulation and 1.5 % for correlation between blocks.
    #expect(
      abs(Double(covered) / Double(trials) - 0.95)
        < 3 * (0.95 * 0.05 / Double(trials)).squareRoot() + 0.015)
  }

  @Test func `Blocks leave out the beginning where they do not fit`() {
    // 7 elements in 3 blocks of 2: 1 is left out.
    let result = blockJackknife([[100, 1, 1, 2, 2, 3, 3]], blockCount: 3) { $0[0] }
    #expect(result.value == 2)
    #expect(abs(result.standardError - (1.0 / 3).squareRoot()) < 1e-14)
  }
}

@Suite struct BootstrapTests {
  @Test func `Quantiles interpolate at k/(n + 1)`() {
    let values = [4.0, 1, 3, 2]
    #expect(quantile(values, at: 0.2) == 1)
    #expect(quantile(values, at: 0.5) == 2.5)
    #expect(quantile(values, at: 0.7) == 3.5)
    #expect(quantile(values, at: 0.01) == 1)
    #expect(quantile(values, at: 1) == 4)
  }

  @Test func `The percentile interval of a mean is as wide as the normal one`() {
    var generator = RandomStreams(seed: 62).stream("bootstrap")
    let blocks = (0..<100).map { _ in [generator.nextNormal()] }
    let interval = bootstrapInterval(blockMeans: blocks, replicates: 4000, using: &generator) {
      $0[0]
    }
    let mean = blocks.reduce(0) { $0 + $1[0] } / 100
    // The bootstrap variance has divisor n.
    let variance = blocks.reduce(0) { $0 + ($1[0] - mean) * ($1[0] - mean) } / 100
    let half = 1.96 * (variance / 100).squareRoot()
    // The standard error of a 2.5 % quantile of 4000 is 0.042 standard deviations: 2 % of half.
    #expect(abs(interval.lowerBound - (mean - half)) < 0.07 * half)
    #expect(abs(interval.upperBound - (mean + half)) < 0.07 * half)
  }
}

@Suite struct KolmogorovSmirnovTests {
  /// Critical values of D √n in the limit: 1.3581 at 5 %, 1.6276 at 1 %.
  @Test(arguments: [(1.3581, 0.05), (1.6276, 0.01), (0.8276, 0.5)])
  func `Large samples have Kolmogorov's law`(lambda: Double, expected: Double) {
    // n values (k - ½)/n moved up by D - 1/(2n), so that the largest distance is D.
    let n = 1_000_000
    let d = lambda / 1000
    let values = (1...n).map { min(1, Double($0) / Double(n) - 1e-6 + d) }
    #expect(abs(kolmogorovSmirnovUniform(values) / expected - 1) < 5e-3)
  }

  @Test func `Ten values have Stephens' critical distance`() {
    // The exact 5 % point for n = 10 is D = 0.40925.
    let values = (1...10).map { min(1, Double($0 - 1) / 10 + 0.40925) }
    #expect(abs(kolmogorovSmirnovUniform(values) - 0.05) < 2e-3)
  }

  @Test func `Its own p-values are uniform, and it finds what is not`() {
    var generator = RandomStreams(seed: 63).stream("kolmogorov")
    let pValues = (0..<1000).map { _ in
      kolmogorovSmirnovUniform((0..<50).map { _ in generator.nextUnitInterval() })
    }
    #expect(kolmogorovSmirnovUniform(pValues) > 1e-3)
    let squares = (0..<500).map { _ in pow(generator.nextUnitInterval(), 1.3) }
    #expect(kolmogorovSmirnovUniform(squares) < 1e-3)
    #expect(kolmogorovSmirnovUniform([]) == 1)
  }
}
