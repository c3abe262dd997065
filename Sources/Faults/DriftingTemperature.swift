import Foundation
import Randomness
import SpinSystems

/// The temperature falls along the file from T·(1 + amount) to T/(1 + amount), in sixteen steps: nearly right on the
/// whole, wrong in each part.
public struct DriftingTemperature: Fault {
  public let identifier = "drifting-temperature"
  public let summary = "Temperature falls along the file, by the factor 1 + amount above and below."

  /// The fault, which has no settings but its amount.
  public init() {}

  /// The number of temperatures.
  private static let steps = 16

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    var result = SampleSet(lattice: ensemble.lattice, capacity: count)
    let last = Double(Self.steps - 1)
    for step in 0..<Self.steps {
      let part = count * step / Self.steps..<count * (step + 1) / Self.steps
      guard !part.isEmpty else { continue }
      let factor = pow(1 + amount, 1 - 2 * Double(step) / last)
      let samples = try WrongTemperature().samples(
        of: ensemble, count: part.count, amount: factor - 1, using: &generator)
      for index in 0..<samples.count { result.append(packed: samples.packed(index)) }
    }
    return result
  }
}

extension Fault where Self == DriftingTemperature {
  /// The temperature falls along the file, from above to below the one that is claimed.
  public static var driftingTemperature: DriftingTemperature { DriftingTemperature() }
}
