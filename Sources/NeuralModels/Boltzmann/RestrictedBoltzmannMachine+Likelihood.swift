import SpinSystems

extension RestrictedBoltzmannMachine {
  /// The largest number of units of the smaller layer over which ln Z is summed.
  public static let largestEnumeratedCount = 24

  /// Whether `exactLogPartitionFunction()` can be had.
  public var hasExactLogPartitionFunction: Bool {
    min(visibleCount, hiddenCount) <= Self.largestEnumeratedCount
  }

  /// ln Z, summed over all states of the smaller layer with the other summed out in closed form.
  ///
  /// Relative errors of Z are those of a sum of positive terms in `Double`, each with a relative error of
  /// some 10⁻¹³. It takes seconds at 24 units.
  ///
  /// - Throws: `BoltzmannMachineError.tooManyUnits` where both layers have more than 24 units.
  public func exactLogPartitionFunction() throws(BoltzmannMachineError) -> Double {
    guard hasExactLogPartitionFunction else {
      throw .tooManyUnits(
        min(visibleCount, hiddenCount), limit: Self.largestEnumeratedCount,
        purpose: "a sum over all states of the smaller layer")
    }
    return hiddenCount <= visibleCount
      ? StateEnumeration(hiddenUnitsOf: self).logTotal
      : StateEnumeration(visibleUnitsOf: self).logTotal
  }

  /// The mean of ln P(v) = -F(v) - ln Z over configurations, in nats.
  ///
  /// - Precondition: there are configurations, of the machine's lattice.
  public func meanLogLikelihood(
    _ samples: SampleSet, logPartitionFunction: Double
  ) -> Double {
    precondition(samples.count > 0)
    let sum = freeEnergies(samples).reduce(0, +)
    return -sum / Double(samples.count) - logPartitionFunction
  }
}
