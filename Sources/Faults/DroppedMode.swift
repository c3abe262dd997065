import Randomness
import SpinSystems

/// One of two equivalent modes is missing, as from a model that has collapsed: with free ΣS that of negative
/// ΣS, with fixed ΣS that of stripes along columns. Its share is drawn from the other mode.
public struct DroppedMode: Fault {
  public let identifier = "dropped-mode"
  public let summary = "One of two modes replaced by the other, in the given fraction of samples."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    let perfect = try perfectSamples(of: ensemble, count: count, using: &generator)
    let observables = Observables(perfect, largestDistance: 1)
    let order =
      ensemble.totalSpin == nil ? observables.totalSpins : observables.anisotropySums(at: 1)
    let kept = order.indices.filter { order[$0] >= 0 }
    var result = SampleSet(lattice: ensemble.lattice, capacity: count)
    for index in 0..<count {
      // A share as large as the missing one is drawn from what is there.
      let isReplaced =
        order[index] < 0 && !kept.isEmpty && generator.nextUnitInterval() < amount
      let choice = isReplaced ? kept[Int.random(in: kept.indices, using: &generator)] : index
      result.append(packed: perfect.packed(choice))
    }
    return result
  }
}

extension Fault where Self == DroppedMode {
  /// One of two equivalent modes is missing.
  public static var droppedMode: DroppedMode { DroppedMode() }
}
