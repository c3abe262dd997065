import SpinSystems

/// A way to draw configurations of an ensemble.
///
/// A new one is one file and one line in `allSamplers`; what draws, lists and tests samplers asks the
/// list. Chains that leave an ensemble invariant are values of `MarkovMethod`.
public protocol SamplingMethod: Sendable {
  /// A short identifier in kebab case, unique in the list.
  var identifier: String { get }

  /// What it is, in one line.
  var summary: String { get }

  /// Whether it can draw from `ensemble`, and reaches all of it.
  func isApplicable(to ensemble: Ensemble) -> Bool

  /// The drawing of `count` configurations, ready to be run.
  ///
  /// Whatever has to be found out before the first configuration is found out here.
  ///
  /// - Parameters:
  ///   - count: how many configurations.
  ///   - ensemble: the ensemble that is meant.
  ///   - seed: of the random numbers. The same seed gives the same configurations on any number of
  ///     cores.
  ///   - equilibration: what an earlier call with the same method, ensemble and seed found, as its
  ///     plan's `equilibration` says; nil to find it.
  ///   - progress: is given the number of sweeps done while it is found, now and then.
  /// - Throws: what says that the method cannot draw from `ensemble`.
  func plan(
    drawing count: Int, of ensemble: Ensemble, seed: UInt64, equilibration: Equilibration?,
    progress: (Int) -> Void
  ) throws -> DrawingPlan
}

/// The samplers there are, in the order in which they are listed.
public let allSamplers: [any SamplingMethod] = [
  PerfectMethod(),
  MarkovMethod.exchange,
  MarkovMethod.kawasaki,
  MarkovMethod.cluster,
  MarkovMethod.metropolis,
  MarkovMethod.wolff,
  MarkovMethod.heatBath,
]

/// The sampler to take where none is asked for: perfect samples where they can be had.
public func standardSampler(for ensemble: Ensemble) -> any SamplingMethod {
  let perfect = PerfectMethod()
  return perfect.isApplicable(to: ensemble) ? perfect : MarkovMethod.standard(for: ensemble)
}
