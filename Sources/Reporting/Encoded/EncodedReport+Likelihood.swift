import Statistics

extension EncodedReport {
  /// What the samples' own log-probabilities say, each figure as far as ln q is true.
  public struct Likelihood: Codable, Sendable, Equatable {
    /// A figure with its interval: 95 %, but 99.9 % for the total variation.
    public struct Figure: Codable, Sendable, Equatable {
      public var value: EncodedNumber
      public var interval: [EncodedNumber]

      init(_ value: Double, _ interval: ClosedRange<Double>) {
        self.value = EncodedNumber(value)
        self.interval = [EncodedNumber(interval.lowerBound), EncodedNumber(interval.upperBound)]
      }
    }

    /// ln Z by the weights beside the exact one.
    public struct PartitionFunction: Codable, Sendable, Equatable {
      public var value: EncodedNumber
      public var interval: [EncodedNumber]
      public var exact: EncodedNumber
    }

    /// KL(q ‖ p) in nats.
    public var reverseKL: Figure
    /// Holds the true one at 99.9 % whatever q is.
    public var totalVariation: Figure
    /// (Σw)²/(n Σw²).
    public var effectiveSampleFraction: EncodedNumber
    public var logPartitionFunction: PartitionFunction
    /// The mean of p/q: the share of the ensemble's mass that the samples cover.
    public var coveredMass: Figure
    /// KL(p ‖ q), which needs ln q of perfect samples.
    @OrNull public var forwardKL: Figure?
    /// k̂ of the weights' tail; null where there is none.
    @OrNull public var paretoK: EncodedNumber?

    init(_ likelihood: Report.Likelihood) {
      let weights = likelihood.weights
      let (divergence, mean) = (weights.reverseDivergence, weights.meanWeight)
      let variation = weights.totalVariation()
      let exact = likelihood.logPartitionFunction
      let logMean = weights.logMeanWeight
      reverseKL = Figure(divergence.value, divergence.interval)
      totalVariation = Figure(variation.value, variation.interval)
      effectiveSampleFraction = EncodedNumber(weights.effectiveFraction)
      let total = Figure(
        exact + logMean.value,
        exact + logMean.interval.lowerBound...exact + logMean.interval.upperBound)
      logPartitionFunction = PartitionFunction(
        value: total.value, interval: total.interval, exact: EncodedNumber(exact))
      coveredMass = Figure(mean.value, mean.interval)
      forwardKL = likelihood.forwardDivergence.map { Figure($0.value, $0.interval) }
      paretoK = weights.paretoShape.map { EncodedNumber($0) }
    }
  }
}
