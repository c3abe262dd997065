import Randomness
import SpinSystems

/// Of two configurations of equal H the one with the larger sum of four-spin plaquette products, in the
/// given fraction of pairs: wrong at four points, right in P(H).
public struct PlaquetteBias: Fault {
  public let identifier = "plaquette-bias"
  public let summary =
    "At equal H the larger plaquette sum preferred, in the given fraction of pairs."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    try EqualEnergyPreference { $0.plaquetteSums() }
      .samples(of: ensemble, count: count, amount: amount, using: &generator)
  }
}

extension Fault where Self == PlaquetteBias {
  /// Of two configurations of equal H the one with the larger plaquette sum.
  public static var plaquetteBias: PlaquetteBias { PlaquetteBias() }
}
