import Faults
import MonteCarlo
import Randomness
import SpinSystems

/// Samples that are wrong on purpose, drawn as samplers draw: for trying out checks, here and elsewhere.
public struct PlantedFault: SamplingMethod {
  /// The fault.
  public let fault: any Fault
  /// How much of it, from 0 to 1.
  public let amount: Double

  /// A way to draw with so much of a fault.
  ///
  /// - Precondition: `amount` is between 0 and 1.
  public init(_ fault: any Fault, amount: Double) {
    precondition((0...1).contains(amount))
    self.fault = fault
    self.amount = amount
  }

  /// Reads what `identifier` says, "plaquette-bias=0.3"; nil where that is no fault of the list and an amount
  /// from 0 to 1.
  public init?(argument: String) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let fault = allFaults.first(where: { $0.identifier == parts[0] }),
      let amount = Double(parts[1]), (0...1).contains(amount)
    else { return nil }
    self.init(fault, amount: amount)
  }

  /// "plaquette-bias=0.3".
  public var identifier: String { "\(fault.identifier)=\(amount)" }

  public var summary: String { fault.summary }

  /// Whether perfect samples, on which faults are built, can be drawn.
  public func isApplicable(to ensemble: Ensemble) -> Bool {
    PerfectMethod().isApplicable(to: ensemble)
  }

  /// The drawing of `count` configurations in one block: what a fault does can depend on their number.
  public func plan(
    drawing count: Int, of ensemble: Ensemble, seed: UInt64, equilibration: Equilibration? = nil,
    progress: (Int) -> Void = { _ in }
  ) throws -> DrawingPlan {
    let streams = RandomStreams(seed: seed)
    return DrawingPlan(
      identity: "\(identifier) \(ensemble) seed \(seed)", lattice: ensemble.lattice, count: count,
      blockSize: max(count, 1), blocksUseAllCores: true
    ) { number, size in
      var stream = streams.stream("planted fault", for: ensemble, block: number)
      return try fault.samples(of: ensemble, count: size, amount: amount, using: &stream)
    }
  }
}
