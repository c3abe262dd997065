import Randomness
import SpinSystems

/// One of two equivalent modes is missing, as from a model that has collapsed: with free ΣS that of negative
/// ΣS, with fixed ΣS that of stripes along columns. Its share goes to the other mode, by S → -S or by x ↔ y,
/// so that no configuration is a copy of another.
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
    var result = SampleSet(lattice: ensemble.lattice, capacity: count)
    let size = ensemble.lattice.size
    for index in 0..<count {
      guard order[index] < 0, generator.nextUnitInterval() < amount else {
        result.append(packed: perfect.packed(index))
        continue
      }
      let spins = perfect.spins(of: index)
      result.append(
        spins: ensemble.totalSpin == nil
          ? spins.map { -$0 }
          : spins.indices.map { spins[$0 % size * size + $0 / size] })
    }
    return result
  }
}

extension Fault where Self == DroppedMode {
  /// One of two equivalent modes is missing.
  public static var droppedMode: DroppedMode { DroppedMode() }
}
