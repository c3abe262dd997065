import Randomness
import SpinSystems

/// A fraction of the configurations is flipped, S → -S, where its corner triples are negative, so that
/// one of two equivalent signs is favoured. Changes nothing that is even in S.
public struct FavouredSign: Fault {
  public let identifier = "favoured-sign"
  public let summary = "Of S and -S the one with positive corner triples, in the given fraction."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    let perfect = try perfectSamples(of: ensemble, count: count, using: &generator)
    let triples = perfect.cornerTripleSums()
    var index = -1
    return perfect.altered(amount: 1, using: &generator) { spins, generator in
      index += 1
      if triples[index] < 0, generator.nextUnitInterval() < amount {
        for site in spins.indices { spins[site] *= -1 }
      }
    }
  }
}

extension Fault where Self == FavouredSign {
  /// A fraction of the configurations is flipped, S → -S, where its corner triples are negative, so that one of two equivalent signs is favoured.
  public static var favouredSign: FavouredSign { FavouredSign() }
}
