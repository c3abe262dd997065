import Randomness
import SpinSystems

/// A fraction of the samples was taken after two sweeps from spins in no order.
public struct NoBurnIn: Fault {
  public let identifier = "no-burn-in"
  public let summary = "Two sweeps from a random start only, in the given fraction of samples."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    let walk = TextbookWalk(ensemble)
    return try perfectSamples(of: ensemble, count: count, using: &generator)
      .altered(amount: amount, using: &generator) { spins, generator in
        if ensemble.totalSpin == nil {
          for site in spins.indices { spins[site] = Bool.random(using: &generator) ? 1 : -1 }
        } else {
          spins.shuffle(using: &generator)
        }
        var start = SampleSet(lattice: ensemble.lattice)
        start.append(spins: spins)
        spins = walk.walked(start, sweeps: 2, using: &generator).spins(of: 0)
      }
  }
}

extension Fault where Self == NoBurnIn {
  /// A fraction of the samples was taken soon after a random start.
  public static var noBurnIn: NoBurnIn { NoBurnIn() }
}
