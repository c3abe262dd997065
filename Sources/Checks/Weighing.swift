import SpinSystems
import Statistics
import Validation

/// Samples on one pan, their reference on the other: what every check looks at.
///
/// Holds what several checks need, computed once.
public struct Weighing: Sendable {
  public let samples: SampleSet
  public let observables: Observables
  public let reference: Reference
  /// Whether successive samples are claimed to be independent (`--independent`).
  public let claimsIndependence: Bool
  /// Random numbers of bootstraps and Monte Carlo p-values.
  public let streams: RandomStreams
  /// Autocorrelation of H along the samples.
  public let energyAutocorrelation: Autocorrelation
  /// Counts of H.
  public let energyHistogram: Histogram

  /// The ensemble that samples and reference share.
  public var ensemble: Ensemble { reference.ensemble }
  /// Number of configurations.
  public var count: Int { samples.count }

  /// - Parameter ensemble: the ensemble that the samples claim to come from.
  /// - Throws: `EnsembleError.mismatch` where it is not the reference's, `WeighingError` where the
  ///   samples are of another lattice or there are none.
  public init(
    _ samples: SampleSet, from ensemble: Ensemble, against reference: Reference,
    claimsIndependence: Bool = false, seed: UInt64
  ) throws {
    try self.init(
      samples, observables: Observables(samples), from: ensemble, against: reference,
      claimsIndependence: claimsIndependence, seed: seed)
  }

  /// The same with observables that were counted elsewhere; tests plant wrong ones here.
  init(
    _ samples: SampleSet, observables: Observables, from ensemble: Ensemble,
    against reference: Reference, claimsIndependence: Bool = false, seed: UInt64
  ) throws {
    try ensemble.requireEqual(to: reference.ensemble)
    guard samples.lattice == ensemble.lattice else {
      throw WeighingError.lattice(found: samples.lattice, wanted: ensemble.lattice)
    }
    guard samples.count > 0 else { throw WeighingError.empty }
    self.samples = samples
    self.observables = observables
    self.reference = reference
    self.claimsIndependence = claimsIndependence
    streams = RandomStreams(seed: seed)
    energyAutocorrelation = integratedAutocorrelationTime(observables.energies)
    energyHistogram = Histogram(observables.energies)
  }
}

/// Why samples cannot be weighed.
public enum WeighingError: Error, Equatable, CustomStringConvertible {
  case empty
  case lattice(found: SquareLattice, wanted: SquareLattice)

  public var description: String {
    switch self {
    case .empty: "there are no samples to weigh; wanted at least one configuration"
    case .lattice(let found, let wanted):
      "the samples are of size L = \(found.size), the ensemble of L = \(wanted.size)"
    }
  }
}
