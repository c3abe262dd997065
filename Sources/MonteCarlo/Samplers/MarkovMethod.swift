import Randomness
import SpinSystems

/// A kind of Markov chain: what it is, which ensembles it leaves invariant, and how one is made.
///
/// The kinds there are stand each in its own file as a static member, such as `MarkovMethod.exchange`.
public struct MarkovMethod: SamplingMethod {
  public let identifier: String
  public let summary: String
  /// Whether it conserves ΣS, and so serves ensembles that fix it; if not, those that leave it free.
  public let conservesTotalSpin: Bool
  /// Whether it moves one or two spins at a time, and can be caught where a cluster would not be.
  public let isLocal: Bool
  private let make: @Sendable (Ensemble, Start, Xoshiro256PlusPlus) -> any MarkovSampler

  /// - Parameters:
  ///   - summary: one line for lists.
  ///   - identifier: the name on the command line.
  ///   - conservesTotalSpin: whether moves keep ΣS.
  ///   - isLocal: whether moves change few spins.
  ///   - make: a chain in an ensemble that the kind serves, from a start, by a stream.
  public init(
    identifier: String, summary: String, conservesTotalSpin: Bool, isLocal: Bool,
    make: @escaping @Sendable (Ensemble, Start, Xoshiro256PlusPlus) -> any MarkovSampler
  ) {
    self.identifier = identifier
    self.summary = summary
    self.conservesTotalSpin = conservesTotalSpin
    self.isLocal = isLocal
    self.make = make
  }

  /// Whether `ensemble` fixes ΣS just where this kind of chain conserves it.
  public func isApplicable(to ensemble: Ensemble) -> Bool {
    (ensemble.totalSpin != nil) == conservesTotalSpin
  }

  /// A chain of this kind.
  ///
  /// - Parameters:
  ///   - ensemble: the ensemble that is meant.
  ///   - start: the configurations it starts from.
  ///   - stream: the random numbers of the start and of the chain.
  /// - Throws: `MonteCarloError.notApplicable`.
  public func makeSampler(
    _ ensemble: Ensemble, start: Start, stream: Xoshiro256PlusPlus
  ) throws(MonteCarloError) -> any MarkovSampler {
    guard isApplicable(to: ensemble) else { throw .notApplicable(sampler: identifier, ensemble) }
    return make(ensemble, start, stream)
  }

  /// The drawing of `count` configurations, with burn-in and spacing as `Equilibration.measure` finds
  /// them unless they are given.
  ///
  /// - Throws: `MonteCarloError.notApplicable`.
  public func drawing(
    _ count: Int, of ensemble: Ensemble, seed: UInt64, equilibration: Equilibration? = nil,
    progress: (Int) -> Void = { _ in }
  ) throws(MonteCarloError) -> MonteCarloDrawing {
    let equilibration =
      if let equilibration {
        equilibration
      } else {
        try Equilibration.measure(self, of: ensemble, seed: seed, progress: progress)
      }
    return MonteCarloDrawing(
      of: ensemble, by: self, equilibration: equilibration, count: count, seed: seed)
  }

  /// The plan of the drawing that `drawing(_:of:seed:equilibration:progress:)` sets up.
  public func plan(
    drawing count: Int, of ensemble: Ensemble, seed: UInt64, equilibration: Equilibration? = nil,
    progress: (Int) -> Void = { _ in }
  ) throws -> DrawingPlan {
    try drawing(
      count, of: ensemble, seed: seed, equilibration: equilibration, progress: progress
    ).plan
  }
}

// MARK: Which to take, and where it starts

extension MarkovMethod {
  /// The chain to take where none is asked for.
  ///
  /// At fixed ΣS that is nonlocal exchange. Where ΣS is free, clusters do not slow down near T_c and
  /// below, while above T = 2.6 = 1.15 T_c, where the correlation length is a few sites, single flips of
  /// many replicas at once are faster.
  public static func standard(for ensemble: Ensemble) -> MarkovMethod {
    if ensemble.totalSpin != nil { return .exchange }
    return ensemble.temperature < 2.6 ? .wolff : .metropolis
  }

  /// Where chains of this kind should start.
  ///
  /// Below T = 2 local dynamics from a random start is caught in stripes that wind around the torus, so
  /// it starts from the stripe. Cluster moves are not caught. With ΣS free they start from all spins up in the
  /// ordered phase, which is a few clusters from equilibrium; a random start has to grow its domains first.
  public func standardStart(for ensemble: Ensemble) -> Start {
    let limit =
      if isLocal {
        Self.trappingTemperature
      } else {
        ensemble.totalSpin == nil ? Ensemble.criticalTemperature : 0
      }
    return ensemble.temperature < limit ? .stripe : .random
  }

  /// The clusters whose chains must agree with this kind's; nil where no trapping is known.
  func crossCheck(for ensemble: Ensemble) -> MarkovMethod? {
    guard isLocal, ensemble.temperature < Self.trappingTemperature, ensemble.lattice.size >= 20
    else { return nil }
    return ensemble.totalSpin == nil ? .wolff : .cluster
  }

  /// Below this temperature chains of local moves can be caught for longer than anyone waits.
  private static let trappingTemperature = 2.0
}
