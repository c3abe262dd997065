import Glibc

/// Two samples over the same levels, counted, as independent draws.
public struct TwoSampleCounts: Sendable {
  /// The levels that either sample has, ascending.
  public let levels: [Int]
  /// How often each level occurs in the first sample.
  public let first: [Int]
  /// How often each level occurs in the second sample, the reference.
  public let second: [Int]

  /// Two histograms, scaled to their effective numbers of independent draws.
  ///
  /// n correlated samples scatter as n_eff independent ones, and so do their counts times n_eff / n. Random
  /// splits need whole numbers: the cumulative counts are scaled and rounded, so that the total is n_eff
  /// and sparse levels are neither lost nor multiplied. Independent samples stay as they are.
  public init(
    _ first: Histogram, effectiveCount: Double, _ second: Histogram,
    effectiveCount secondEffectiveCount: Double
  ) {
    let levels = Set(first.levels).union(second.levels).sorted()
    func aligned(_ histogram: Histogram) -> [Int] {
      let counts = Dictionary(uniqueKeysWithValues: zip(histogram.levels, histogram.counts))
      return levels.map { counts[$0] ?? 0 }
    }
    self.levels = levels
    self.first = Self.scaled(aligned(first), to: effectiveCount)
    self.second = Self.scaled(aligned(second), to: secondEffectiveCount)
  }

  private static func scaled(_ counts: [Int], to effectiveCount: Double) -> [Int] {
    let total = counts.reduce(0, +)
    guard total > 0 else { return counts }
    let target = max(1, effectiveCount.rounded())
    guard target < Double(total) else { return counts }
    let scale = target / Double(total)
    var (sum, placed) = (0, 0)
    return counts.map { count in
      sum += count
      let reached = Int((Double(sum) * scale).rounded())
      defer { placed = reached }
      return reached - placed
    }
  }

  var totals: (first: Int, second: Int) { (first.reduce(0, +), second.reduce(0, +)) }

  /// 1 / (1/n₁ + 1/n₂): as many independent draws, held against an exactly known distribution, scatter
  /// as much as the difference of the two samples.
  public var harmonicCount: Double {
    let (n, m) = totals
    return 1 / (1 / Double(max(1, n)) + 1 / Double(max(1, m)))
  }
}

extension TwoSampleCounts {
  /// Pearson's chi-square test that both samples have one distribution, with adjacent levels merged.
  ///
  /// χ² = Σ ((m/n)^½ a - (n/m)^½ b)² / (a + b) over merged bins with counts a of n and b of m, on
  /// bins - 1 degrees of freedom. Levels are merged, by their pooled counts, until a bin expects at
  /// least `minimumExpectedCount` in the smaller sample.
  ///
  /// - Returns: nil where a sample is empty or there are fewer than two bins.
  public func chiSquareTest(minimumExpectedCount: Double = 5) -> GoodnessOfFit? {
    let (n, m) = (Double(totals.first), Double(totals.second))
    guard n > 0, m > 0 else { return nil }
    let share = min(n, m) / (n + m)
    var bins: [(a: Double, b: Double)] = []
    var open = (a: 0.0, b: 0.0)
    for (a, b) in zip(first, second) {
      open = (open.a + Double(a), open.b + Double(b))
      if (open.a + open.b) * share >= minimumExpectedCount {
        bins.append(open)
        open = (0, 0)
      }
    }
    guard bins.count >= 2 else { return nil }
    bins[bins.count - 1].a += open.a
    bins[bins.count - 1].b += open.b
    let (up, down) = ((m / n).squareRoot(), (n / m).squareRoot())
    let statistic = bins.reduce(0) { sum, bin in
      let difference = up * bin.a - down * bin.b
      return sum + difference * difference / (bin.a + bin.b)
    }
    return GoodnessOfFit(
      statistic: statistic,
      pValue: chiSquareUpperTail(statistic, degreesOfFreedom: Double(bins.count - 1)),
      binCount: bins.count, method: .asymptotic)
  }

  /// The log-likelihood ratio test that both samples have one distribution, over every level.
  ///
  /// G = 2 Σ [a ln(a / E a) + b ln(b / E b)] with E a = n (a + b)/(n + m). Its p-value is a sequential
  /// Monte Carlo one from random splits of the pooled counts, exact for independent draws.
  ///
  /// - Returns: nil where a sample is empty or there is one level only.
  public func logLikelihoodRatioTest(
    using generator: inout some RandomNumberGenerator
  ) -> GoodnessOfFit? {
    let (n, m) = (Double(totals.first), Double(totals.second))
    guard n > 0, m > 0, levels.count >= 2 else { return nil }
    let (share, otherShare) = (n / (n + m), m / (n + m))
    func statistic(_ first: [Int], _ second: [Int]) -> Double {
      var sum = 0.0
      for index in first.indices {
        let (a, b) = (Double(first[index]), Double(second[index]))
        if a > 0 { sum += a * log(a / (share * (a + b))) }
        if b > 0 { sum += b * log(b / (otherShare * (a + b))) }
      }
      return 2 * max(0, sum)
    }
    let observed = statistic(first, second)
    let outcome = splitPValue(of: observed, using: &generator, statistic)
    return GoodnessOfFit(
      statistic: observed, pValue: outcome.pValue, binCount: levels.count,
      method: .monteCarlo(replicates: outcome.replicates, exceedances: outcome.exceedances))
  }

  /// Whether the two samples are farther apart, in the Wasserstein-1 distance, than two samples of one
  /// distribution; the p-value is a sequential Monte Carlo one from random splits.
  ///
  /// - Returns: nil where a sample is empty.
  public func transportTest(
    using generator: inout some RandomNumberGenerator
  ) -> DistanceTest? {
    let (n, m) = (Double(totals.first), Double(totals.second))
    guard n > 0, m > 0 else { return nil }
    func statistic(_ first: [Int], _ second: [Int]) -> Double {
      var (sum, cumulative) = (0.0, 0.0)
      for index in 0..<levels.count - 1 {
        cumulative += Double(first[index]) / n - Double(second[index]) / m
        sum += abs(cumulative) * Double(levels[index + 1] - levels[index])
      }
      return sum
    }
    let observed = statistic(first, second)
    let outcome = splitPValue(of: observed, using: &generator, statistic)
    return DistanceTest(
      distance: .wasserstein1, statistic: observed, pValue: outcome.pValue,
      replicates: outcome.replicates, exceedances: outcome.exceedances)
  }

  /// The two-sided p-value of the difference of the means of f(level), from random splits.
  func meanSplitPValue(
    using generator: inout some RandomNumberGenerator, function: (Int) -> Double
  ) -> Double {
    let values = levels.map(function)
    let (n, m) = (Double(totals.first), Double(totals.second))
    guard n > 0, m > 0 else { return 1 }
    func statistic(_ first: [Int], _ second: [Int]) -> Double {
      var difference = 0.0
      for index in values.indices {
        difference += values[index] * (Double(first[index]) / n - Double(second[index]) / m)
      }
      return abs(difference)
    }
    return splitPValue(of: statistic(first, second), using: &generator, statistic).pValue
  }

  private func splitPValue(
    of observed: Double, using generator: inout some RandomNumberGenerator,
    _ statistic: ([Int], [Int]) -> Double
  ) -> SequentialMonteCarlo.Outcome {
    var split = RandomSplit(first: first, second: second, using: &generator)
    var (a, b) = (first, second)
    return SequentialMonteCarlo.standard.pValue(of: observed) {
      split.draw(first: &a, second: &b)
      return statistic(a, b)
    }
  }
}
