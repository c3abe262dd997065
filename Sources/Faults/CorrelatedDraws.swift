import Randomness
import SpinSystems

/// Each sample repeats its predecessor with the given probability: right in distribution, but with
/// τ_int = ½ (1 + amount) / (1 - amount).
public struct CorrelatedDraws: Fault {
  public let identifier = "correlated-draws"
  public let summary = "Each sample repeats its predecessor with the given probability."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    let perfect = try perfectSamples(of: ensemble, count: count, using: &generator)
    var result = SampleSet(lattice: ensemble.lattice, capacity: count)
    var current = 0
    for index in 0..<count {
      if generator.nextUnitInterval() >= amount { current = index }
      result.append(packed: perfect.packed(current))
    }
    return result
  }
}

extension Fault where Self == CorrelatedDraws {
  /// Each sample repeats its predecessor with the given probability.
  public static var correlatedDraws: CorrelatedDraws { CorrelatedDraws() }
}
