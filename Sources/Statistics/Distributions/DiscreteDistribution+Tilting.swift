import Glibc

extension DiscreteDistribution {
  /// The distribution with the weights p·exp(θ v) whose mean is the one given, and θ: of P(H) at β that at
  /// β - θ. Nil where no θ gives that mean.
  public func tilted(toMean wanted: Double) -> (distribution: DiscreteDistribution, theta: Double)?
  {
    guard let lowest = levels.first, let highest = levels.last,
      Double(lowest) < wanted, wanted < Double(highest)
    else { return nil }
    let centre = mean
    let values = levels.map { Double($0) - centre }
    let theta = CumulantGeneratingFunction(values: values, probabilities: probabilities)
      .theta(slope: wanted - centre)
    let largest = max(theta * values.first!, theta * values.last!)
    let weights = zip(values, probabilities).map { $1 * exp(theta * $0 - largest) }
    let sum = weights.reduce(0, +)
    guard sum > 0, sum.isFinite else { return nil }
    return (
      DiscreteDistribution(levels: levels, probabilities: weights.map { $0 / sum }), theta
    )
  }
}
