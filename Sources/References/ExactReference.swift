import ExactIsing
import SpinSystems
import Statistics

extension Reference {
  /// The exact distribution of `ensemble`: from g(E, M) up to L = 12; beyond, where ΣS is free, P(E)
  /// from Beale's g(E), and neither P(ΣS) nor C(r).
  ///
  /// - Throws: `ReferenceError` where there is no exact solution; its text names what can be used.
  public static func exact(_ ensemble: Ensemble) throws -> Reference {
    let size = ensemble.lattice.size
    if ExactSpectrum.sizes.contains(size) {
      return Reference(ensemble, try ExactSolution(ensemble))
    }
    guard ensemble.totalSpin == nil, EnergySpectrum.sizes.contains(size) else {
      throw ReferenceError.notExact(ensemble)
    }
    let levels = try EnergySpectrum(size: size).distribution(temperature: ensemble.temperature)
    return Reference(
      ensemble: ensemble, name: "exact P(E), by Beale's expansion of Kaufman's solution",
      energyDistribution: DiscreteDistribution(
        levels: levels.map(\.energy), probabilities: levels.map { atLeastSmallest($0.probability) }),
      totalSpinDistribution: nil, correlation: nil,
      logPartitionFunction: try KaufmanSolution(ensemble).logPartitionFunction)
  }

  private init(_ ensemble: Ensemble, _ solution: ExactSolution) {
    self.init(
      ensemble: ensemble, name: "exact, by transfer matrix",
      energyDistribution: DiscreteDistribution(
        levels: solution.energyLevels.map(\.energy),
        probabilities: solution.energyLevels.map { Self.atLeastSmallest($0.probability) }),
      totalSpinDistribution: DiscreteDistribution(
        levels: solution.totalSpinLevels.map(\.totalSpin),
        probabilities: solution.totalSpinLevels.map { Self.atLeastSmallest($0.probability) }),
      correlation: solution.correlation,
      joint: ensemble.totalSpin == nil
        ? JointDistribution(
          solution.jointLevels.map {
            (energy: $0.energy, totalSpin: $0.totalSpin, probability: $0.probability)
          }) : nil,
      logPartitionFunction: solution.logPartitionFunction)
  }

  /// A level that exists has a positive probability, even where it is too small for a `Double`: a sample
  /// there is unlikely beyond measure, but not forbidden.
  private static func atLeastSmallest(_ probability: Double) -> Double {
    max(probability, .leastNormalMagnitude)
  }

  /// The sizes with an exact reference at any ΣS, and where ΣS is free.
  static var exactSizes: (anyTotalSpin: ClosedRange<Int>, freeTotalSpin: ClosedRange<Int>) {
    (ExactSpectrum.sizes, EnergySpectrum.sizes)
  }
}
