import Randomness
import SpinSystems

/// A fraction of the samples repeats one of a hundred configurations, in random order, as from a model
/// that has memorized a few.
public struct FewConfigurations: Fault {
  public let identifier = "few-configurations"
  public let summary = "The given fraction of samples resampled from a hundred configurations."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    let pool = try perfectSamples(of: ensemble, count: 100, using: &generator)
    let perfect = try perfectSamples(of: ensemble, count: count, using: &generator)
    var result = SampleSet(lattice: ensemble.lattice, capacity: count)
    for index in 0..<count {
      let isRepeated = generator.nextUnitInterval() < amount
      let choice = Int.random(in: 0..<pool.count, using: &generator)
      result.append(packed: isRepeated ? pool.packed(choice) : perfect.packed(index))
    }
    return result
  }
}

extension Fault where Self == FewConfigurations {
  /// A fraction of the samples repeats one of a hundred configurations, in random order, as from a model that has memorized a few.
  public static var fewConfigurations: FewConfigurations { FewConfigurations() }
}
