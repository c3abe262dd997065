import ExactIsing
import SpinSystems
import Statistics
import Validation

extension Reference {
  /// The exact distribution of `ensemble`, from g(E, M).
  ///
  /// - Throws: `ExactError` where there is no exact solution; its text names what can be used.
  public static func exact(_ ensemble: Ensemble) throws -> Reference {
    let solution = try ExactSolution(ensemble)
    return Reference(
      ensemble: ensemble, name: "exact, by transfer matrix",
      energyDistribution: DiscreteDistribution(
        levels: solution.energyLevels.map(\.energy),
        probabilities: solution.energyLevels.map(\.probability)),
      totalSpinDistribution: DiscreteDistribution(
        levels: solution.totalSpinLevels.map(\.totalSpin),
        probabilities: solution.totalSpinLevels.map(\.probability)),
      correlation: solution.correlation)
  }
}
