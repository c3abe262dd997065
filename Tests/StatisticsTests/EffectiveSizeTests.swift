import Glibc
import Randomness
import Statistics
import Testing

@Suite struct `An effective size` {
  @Test(arguments: [100, 200, 1000])
  func `never rises as correlation rises`(count: Int) {
    // The same normal numbers drive every process, so that only the correlation differs.
    let coefficients = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999]
    let means = coefficients.map { coefficient in
      var generator = RandomStreams(seed: 31).stream("rising", block: count)
      return (0..<200).reduce(0.0) { sum, _ in
        let series = AutoregressiveProcess(coefficient: coefficient)
          .series(count: count, using: &generator)
        return sum + integratedAutocorrelationTime(series).effectiveSampleCount / 200
      }
    }
    // Where 1/(1 - φ) exceeds n a series is a line, its largest partial sum about n/5, and n_eff 3 to 5.
    for (slower, faster) in zip(means.dropFirst(), means) {
      #expect(slower < faster || faster < 6, "n_eff \(slower) after \(faster)")
    }
    #expect(means.last! < 6)
  }

  @Test func `of a strongly correlated short series is small`() {
    // ρ(1) = 0.96 in 200 samples: τ = 24.5, once counted as 200 independent samples.
    var generator = RandomStreams(seed: 32).stream("short")
    let process = AutoregressiveProcess(coefficient: 0.96)
    let counts = (0..<500).map { _ in
      integratedAutocorrelationTime(process.series(count: 200, using: &generator))
        .effectiveSampleCount
    }
    // Another program finds 7 in the median and 44 once in ten thousand series; the window never closes at
    // once.
    #expect(counts.allSatisfy { $0 < 60 })
  }

  @Test func `is known from two hundred times on, or where it is stated`() {
    var generator = RandomStreams(seed: 33).stream("known")
    let process = AutoregressiveProcess(coefficient: 0.9)
    func size(_ count: Int) -> EffectiveSize {
      EffectiveSize(
        of: integratedAutocorrelationTime(process.series(count: count, using: &generator)))
    }
    // τ = 9.5, so 1,900 samples are 200 times.
    #expect(!size(1000).isKnown)
    #expect(size(4000).isKnown)
    #expect(EffectiveSize.stated(50, of: 5000).isKnown)
    #expect(EffectiveSize.stated(50, of: 5000).integratedTime == 50)
    #expect(EffectiveSize.stated(9000, of: 5000).count == 5000)
    #expect(EffectiveSize.independent(10).isKnown)
  }

  @Test func `corrects p-values by Student's law`() {
    let size = EffectiveSize(of: integratedAutocorrelationTime([Double](repeating: 1, count: 20)))
    // ν = 20: t = 1.96 has p = 0.0640 by tables of Student's law (z = 1.96: 0.05).
    #expect(size.degreesOfFreedom == 20)
    #expect(abs(size.studentized(0.05) - 0.06408) < 1e-4)
    #expect(size.studentized(1) == 1 && size.studentized(0) == 0)
    #expect(EffectiveSize.independent(20).studentized(0.05) == 0.05)
  }
}

@Suite struct `A serial correlation test` {
  @Test(arguments: [50, 2000])
  func `holds its rate on independent samples`(count: Int) {
    var generator = RandomStreams(seed: 34).stream("serial", block: count)
    let pValues = (0..<2000).map { _ in
      SerialCorrelationTest((0..<count).map { _ in generator.nextNormal() }).pValue
    }
    #expect(isValid(pValues))
  }

  @Test func `sees fast correlation, and slow correlation of small amplitude`() {
    var generator = RandomStreams(seed: 35).stream("seen")
    let fast = AutoregressiveProcess(coefficient: 0.1)
    let slow = AutoregressiveProcess(coefficient: 0.999)
    var (seenFast, seenSlow) = (0, 0)
    for _ in 0..<100 {
      if SerialCorrelationTest(fast.series(count: 10_000, using: &generator)).pValue < 0.001 {
        seenFast += 1
      }
      // A hundredth of the variance with τ = 1000: it multiplies the variance of the mean by 21.
      let small = slow.series(count: 10_000, using: &generator).map {
        0.1 * $0 + generator.nextNormal()
      }
      if SerialCorrelationTest(small).pValue < 0.001 { seenSlow += 1 }
    }
    #expect(seenFast == 100)
    // The slow part changes little within a batch of 500, so batch means have some five times the variance
    // of independent ones, on 19 degrees of freedom, and less where it happens to lie still. Another program
    // finds a power of 0.867 in 2,000 series; 0.034 is the error of 100, and four of them are allowed.
    #expect(seenSlow >= 73)
  }

  @Test func `says nothing of constant and of short series`() {
    #expect(SerialCorrelationTest([Double](repeating: 3, count: 100)).pValue == 1)
    #expect(SerialCorrelationTest([1, 2, 3]).pValue == 1)
    #expect(SerialCorrelationTest([]).pValue == 1)
  }
}

@Suite struct `Means of correlated series` {
  /// n/τ = 250: at the lower end of what is judged.
  private let process = AutoregressiveProcess(coefficient: 0.9)

  @Test func `hold their rate`() {
    var generator = RandomStreams(seed: 36).stream("series means")
    let pValues = (0..<4000).map { _ in
      SeriesMeanTest(process.series(count: 2400, using: &generator), expected: 0).pValue
    }
    #expect(isValid(pValues))
  }

  @Test func `show what is off by five standard errors`() {
    var generator = RandomStreams(seed: 37).stream("series means off")
    // σ (2τ/n)^½ = (19/10,000)^½ = 0.0436.
    let rejected = (0..<200).count { _ in
      let series = process.series(count: 10_000, using: &generator)
      return SeriesMeanTest(series, expected: 5 * 0.0436).pValue < 0.001
    }
    // Student's t with 19 degrees of freedom at p = 0.001 is 3.88, and the two p-values are nearly one:
    // power Φ(5 - 3.88) = 0.87, with an error of 0.024.
    #expect(rejected >= 150)
  }

  @Test func `of vectors hold their rate, each mode with its own time`() {
    var generator = RandomStreams(seed: 38).stream("modes")
    let fast = AutoregressiveProcess(coefficient: 0.3)
    let pValues = (0..<2000).map { _ in
      let slow = process.series(count: 2400, using: &generator)
      let quick = fast.series(count: 2400, using: &generator)
      // Two components that share a slow mode.
      return ModeMeansTest(
        [slow, zip(slow, quick).map { $0 + 0.5 * $1 }], expected: [0, 0]
      ).pValue ?? 1
    }
    #expect(isValid(pValues))
  }

  @Test func `of vectors show a fast mode beside a slow one`() {
    var generator = RandomStreams(seed: 39).stream("fast beside slow")
    let fast = AutoregressiveProcess(coefficient: 0)
    let slow = process.series(count: 10_000, using: &generator)
    let quick = fast.series(count: 10_000, using: &generator).map { $0 + 0.07 }
    // 7 standard errors of the fast mode, 1.6 of the slow one.
    let test = ModeMeansTest([slow, quick], expected: [0, 0])
    // One of four tests; by the means of 20 batches t = 7 ± 1, and 10⁻³/4 needs 4.5.
    #expect(test.pValue! < 1e-3)
    #expect(test.rank == 2)
    #expect(test.slowest.count < 1000)
  }

  @Test func `of vectors too slow for their length give no p-value`() {
    var generator = RandomStreams(seed: 40).stream("too slow")
    let series = process.series(count: 500, using: &generator)
    #expect(ModeMeansTest([series], expected: [0]).pValue == nil)
  }

  @Test func `combine after Šidák`() {
    #expect(sidakCombined(0.05, 1) == 0.05)
    // 1 - 0.95² = 0.0975.
    #expect(abs(sidakCombined(0.05, 2) - 0.0975) < 1e-15)
    #expect(abs(sidakCombined(1e-20, 6) / 6e-20 - 1) < 1e-12)
    #expect(sidakCombined(1, 3) == 1)
  }
}
