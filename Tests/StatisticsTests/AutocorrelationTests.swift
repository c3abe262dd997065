import Glibc
import Randomness
import SpinSystems
import Statistics
import Testing

@Suite struct AutocorrelationTests {
  /// Sokal's window at 5 τ leaves out about e⁻⁵ = 0.7 % of the sum.
  private let truncation = 0.007

  @Test(arguments: [0, 0.5, 0.9, 0.99])
  func `The time of an autoregressive process is found within its error`(coefficient: Double) {
    let process = AutoregressiveProcess(coefficient: coefficient)
    var generator = RandomStreams(seed: 1).stream("autocorrelation", block: Int(coefficient * 100))
    let result = integratedAutocorrelationTime(
      process.series(count: 100_000, using: &generator))
    let expected = process.integratedTime
    #expect(result.isWindowClosed)
    #expect(
      abs(result.integratedTime - expected)
        < 3.5 * result.standardErrorOfTime + truncation * expected)
    // The window closed on the time before its bias was removed.
    let uncorrected = result.integratedTime / (1 + Double(2 * result.window + 1) / 100_000)
    #expect(Double(result.window) >= 5 * uncorrected * (1 - 1e-12))
  }

  @Test(arguments: [0.5, 0.9])
  func `The standard error of the time covers the truth`(coefficient: Double) {
    let process = AutoregressiveProcess(coefficient: coefficient)
    var generator = RandomStreams(seed: 2).stream("error-of-time", block: Int(coefficient * 100))
    let trials = 1000
    var covered = 0
    var sum = 0.0
    for _ in 0..<trials {
      let result = integratedAutocorrelationTime(process.series(count: 10_000, using: &generator))
      sum += result.integratedTime / Double(trials)
      let distance = abs(result.integratedTime - process.integratedTime)
      if distance < 1.96 * result.standardErrorOfTime { covered += 1 }
    }
    // Nominally 95 %. Three standard errors of the simulation are 2 %, and 1 % is allowed because τ is
    // not quite normal.
    #expect(abs(Double(covered) / Double(trials) - 0.95) < 0.03)
    // The mean over the trials has an error of 3 % / 1000^½ or so: the bias is the truncation.
    #expect(abs(sum / process.integratedTime - 1) < truncation + 0.008)
  }

  @Test(arguments: [20, 100, 5000])
  func `The effective count of independent samples is their number`(count: Int) {
    var generator = RandomStreams(seed: 3).stream("white-noise", block: count)
    let ratios = (0..<500).map { _ in
      let series = (0..<count).map { _ in generator.nextNormal() }
      return integratedAutocorrelationTime(series).effectiveSampleCount / Double(count)
    }
    #expect(ratios.allSatisfy { $0 <= 1 })
    // τ counts only where it exceeds ½ by two standard errors: for about 2.5 % of independent series,
    // and the skewness of short ones. Five hundred trials have an error of 0.7 %.
    let reduced = Double(ratios.count { $0 < 1 }) / 500
    #expect(reduced < 0.05)
  }

  @Test(arguments: [[], [3], [0.1, 0.1], [Double](repeating: 0.1, count: 1000)])
  func `A constant series has the time of independent samples`(series: [Double]) {
    let result = integratedAutocorrelationTime(series)
    #expect(result.integratedTime == 0.5)
    #expect(result.effectiveSampleCount == Double(series.count))
    #expect(result.isWindowClosed)
  }

  @Test func `Samples that repel each other count as independent at most`() {
    let series = (0..<1000).map { $0 % 2 == 0 ? 1.0 : -1.0 }
    #expect(integratedAutocorrelationTime(series).integratedTime == 0.5)
  }

  /// The largest ½ + Σ ρ(t) up to any lag.
  private func largestPartialSum(_ series: [Double], upTo longest: Int) -> Double {
    let mean = series.reduce(0, +) / Double(series.count)
    let centred = series.map { $0 - mean }
    func covariance(_ lag: Int) -> Double {
      zip(centred, centred.dropFirst(lag)).reduce(0) { $0 + $1.0 * $1.1 }
    }
    var (sum, largest) = (0.5, 0.5)
    for lag in 1...longest {
      sum += covariance(lag) / covariance(0)
      largest = max(largest, sum)
    }
    return largest
  }

  @Test func `A series too short for its correlations says so`() {
    let trend = (0..<500).map { Double($0) }
    let result = integratedAutocorrelationTime(trend)
    #expect(!result.isWindowClosed)
    #expect(result.effectiveSampleCount < 5)
    // ρ of four fifths of a wave turns negative before a quarter of the series: the largest sum counts.
    let wave = (0..<1000).map { cos(Double($0) * 2 * .pi / 800) }
    let slowest = integratedAutocorrelationTime(wave)
    #expect(!slowest.isWindowClosed)
    let expected = largestPartialSum(wave, upTo: 250) * (1 + 501.0 / 1000)
    #expect(abs(slowest.integratedTime / expected - 1) < 1e-9)
    var generator = RandomStreams(seed: 4).stream("short-series")
    let slow = AutoregressiveProcess(coefficient: 0.999).series(count: 1000, using: &generator)
    #expect(!integratedAutocorrelationTime(slow).isWindowClosed)
  }

  /// Copying every element k times makes ρ(t) = 1 - t/k up to k, so τ = ½ + (k - 1)/2 = k/2.
  @Test(arguments: [2, 10, 300]) func `Repeated samples have half the number of copies`(copies: Int)
  {
    var generator = RandomStreams(seed: 5).stream("copies", block: copies)
    let series = (0..<(100_000 / copies)).flatMap { _ in
      [Double](repeating: generator.nextNormal(), count: copies)
    }
    let result = integratedAutocorrelationTime(series)
    #expect(abs(result.integratedTime - Double(copies) / 2) < 4 * result.standardErrorOfTime)
  }

  @Test func `Lags from direct sums and from the Fourier transform join without a seam`() {
    // A window beyond 64 lags mixes both; the reference sums everything directly. The length is just
    // below a power of two, so the transform would wrap around if it were not padded.
    var generator = RandomStreams(seed: 6).stream("seam")
    let series = AutoregressiveProcess(coefficient: 0.97).series(count: 16_380, using: &generator)
    let result = integratedAutocorrelationTime(series)
    #expect(result.window > 64)
    let mean = series.reduce(0, +) / 16_380
    let centred = series.map { $0 - mean }
    func covariance(_ lag: Int) -> Double {
      zip(centred, centred.dropFirst(lag)).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let sum = (1...result.window).reduce(0.5) { $0 + covariance($1) / covariance(0) }
    let expected = sum * (1 + Double(2 * result.window + 1) / 16_380)
    #expect(abs(result.integratedTime / expected - 1) < 1e-10)
  }

  @Test func `Integers, spans and components give the same as numbers`() {
    var generator = RandomStreams(seed: 7).stream("forms")
    let series = AutoregressiveProcess(coefficient: 0.7).series(count: 3000, using: &generator)
    let integers = series.map { Int32(($0 * 100).rounded()) }
    let expected = integratedAutocorrelationTime(integers.map { Double($0) })
    #expect(integratedAutocorrelationTime(integers) == expected)
    #expect(integratedAutocorrelationTime(integers.span) == expected)
    #expect(integratedAutocorrelationTime(components: [integers.map { Double($0) }]) == expected)
    integers.withUnsafeBufferPointer { #expect(integratedAutocorrelationTime($0) == expected) }
    // A constant component changes nothing.
    let twoParts = integratedAutocorrelationTime(
      components: [integers.map { Double($0) }, [Double](repeating: 7, count: 3000)])
    #expect(twoParts == expected)
  }

  @Test func `The time of a vector weighs its components by their variance`() {
    var generator = RandomStreams(seed: 8).stream("vector")
    let slow = AutoregressiveProcess(coefficient: 0.9)
    let fast = AutoregressiveProcess(coefficient: 0)
    let result = integratedAutocorrelationTime(components: [
      slow.series(count: 100_000, using: &generator).map { 2 * $0 },
      fast.series(count: 100_000, using: &generator),
    ])
    // Σ c_i(t): variances 4 and 1.
    let expected = 0.8 * slow.integratedTime + 0.2 * fast.integratedTime
    #expect(
      abs(result.integratedTime - expected) < 4 * result.standardErrorOfTime + 0.01 * expected)
  }
}
