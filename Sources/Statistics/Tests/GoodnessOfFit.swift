/// The outcome of a goodness-of-fit test of counts against given probabilities.
public struct GoodnessOfFit: Sendable, Equatable {
  /// Where the p-value comes from.
  public enum Method: Sendable, Equatable {
    /// The limiting chi-square distribution.
    case asymptotic
    /// Random counts drawn from the probabilities: how many, and how many of them were at least as
    /// extreme as the observed counts. Without any such, a p-value below 1/(replicates + 1) is a
    /// rigorous upper bound. Zero replicates: the observation is impossible.
    case monteCarlo(replicates: Int, exceedances: Int)
  }

  /// The test statistic, scaled to the effective number of samples.
  public let statistic: Double
  /// The number of bins less one.
  public let degreesOfFreedom: Double
  /// The probability of a statistic at least this large if the probabilities are right.
  public let pValue: Double
  /// The number of bins, after any merging.
  public let binCount: Int
  /// Where the p-value comes from.
  public let method: Method

  init(
    statistic: Double, pValue: Double, binCount: Int, method: Method
  ) {
    self.statistic = statistic
    self.degreesOfFreedom = Double(binCount - 1)
    self.pValue = pValue
    self.binCount = binCount
    self.method = method
  }

  /// The outcome where an observation has probability 0.
  static func impossible(binCount: Int) -> GoodnessOfFit {
    GoodnessOfFit(
      statistic: .infinity, pValue: 0, binCount: binCount,
      method: .monteCarlo(replicates: 0, exceedances: 0))
  }
}

/// Stops the program unless counts, probabilities and the effective count can belong together.
func checkGoodnessOfFitArguments(
  counts: [Int], probabilities: [Double], effectiveCount: Double
) {
  precondition(counts.count == probabilities.count, "as many counts as probabilities")
  precondition(counts.allSatisfy { $0 >= 0 }, "a count is negative")
  precondition(probabilities.allSatisfy { $0 >= 0 }, "a probability is negative or not a number")
  precondition(effectiveCount > 0, "the effective number of samples is positive")
}
