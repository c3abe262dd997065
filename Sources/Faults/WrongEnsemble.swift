import Randomness
import SpinSystems

/// A fraction of the samples is canonical, whatever ΣS should be.
public struct WrongEnsemble: Fault {
  public let identifier = "wrong-ensemble"
  public let summary = "The given fraction of samples has free ΣS."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    let free = try Ensemble.canonical(
      size: ensemble.lattice.size, temperature: ensemble.temperature)
    let right = try perfectSamples(of: ensemble, count: count, using: &generator)
    let wrong = try perfectSamples(of: free, count: count, using: &generator)
    var result = SampleSet(lattice: ensemble.lattice, capacity: count)
    for index in 0..<count {
      let isWrong = generator.nextUnitInterval() < amount
      result.append(packed: (isWrong ? wrong : right).packed(index))
    }
    return result
  }
}

extension Fault where Self == WrongEnsemble {
  /// A fraction of the samples is canonical, whatever ΣS should be.
  public static var wrongEnsemble: WrongEnsemble { WrongEnsemble() }
}
