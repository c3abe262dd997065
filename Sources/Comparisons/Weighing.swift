import Judgement
import Randomness
import References
import SpinSystems
import Statistics
import Storage

/// Samples on one pan, their reference on the other: what every check looks at.
///
/// Holds what several checks need, computed once.
public struct Weighing: Sendable {
  /// All configurations.
  public let samples: SampleSet
  /// H of every configuration.
  public let energies: [Int32]
  /// ΣS of every configuration.
  public let totalSpins: [Int32]
  /// The configurations that are looked at more closely, for correlations and symmetries: all of them,
  /// or evenly spaced ones where there are more than `largestInspectedCount`.
  public let inspected: SampleSet
  /// Observables of the inspected configurations.
  public let observables: Observables
  /// What the samples are held against.
  public let reference: Reference
  /// Discrepancies that are of no consequence.
  public let tolerances: Tolerances
  /// Whether successive samples are claimed to be independent.
  public let claimsIndependence: Bool
  /// What a model was trained on, where that is known.
  public let training: SampleSet?
  /// ln q of each sample, where its model says it.
  public let logProbabilities: [Double]?
  /// ln of an unnormalized weight exp(-H/T)/q of each sample, where its model says that instead of ln q.
  public let logWeights: [Double]?
  /// Perfect samples with the model's ln q of each.
  public let likelihoodProbe: LikelihoodProbe?
  /// The error of the ensemble's temperature, where it was fitted to the samples' mean energy.
  public let fittedTemperatureError: Double?
  /// Random numbers of bootstraps and Monte Carlo p-values.
  public let streams: RandomStreams
  /// What the order of the samples says of their correlation, and how far they explored slow modes.
  public let mixing: Mixing
  /// How many samples are one and the same configuration, where they are nearly all: they are worth one
  /// draw. Nil elsewhere.
  public let copiesOfOne: Int?
  /// H as an observable with its histogram.
  public let energyLevels: SampledLevels
  /// The distribution of H beside the reference's.
  public let energyDistribution: EnergyDistribution
  /// Configurations of the reference, once they are drawn.
  let configurations = ReferenceConfigurations()

  /// The most configurations that are inspected. Memory stays bounded, and the errors of a million
  /// samples are a hundred times smaller than the tolerances.
  public static let largestInspectedCount = 1 << 20

  /// The ensemble that samples and reference share.
  public var ensemble: Ensemble { reference.ensemble }
  /// Number of configurations.
  public var count: Int { samples.count }
  /// What the order of the samples says of their correlation.
  public var order: SampleOrder { mixing.order }

  /// Weighs samples.
  ///
  /// - Parameters:
  ///   - samples: in the order in which they were drawn.
  ///   - ensemble: the ensemble that the samples claim to come from.
  ///   - reference: of the same ensemble.
  ///   - tolerances: discrepancies that are of no consequence.
  ///   - claimsIndependence: whether successive samples are claimed to be independent.
  ///   - correlation: what is known of the samples' correlation, where their order does not show it.
  ///   - training: what a model was trained on, where that is known.
  ///   - logProbabilities: ln q of each sample, natural logarithms, where its model says it.
  ///   - logWeights: ln of exp(-H/T)/q of each sample along the path that made it, where its model says that.
  ///   - likelihoodProbe: perfect samples with the model's ln q of each.
  ///   - fittedTemperatureError: see the property.
  ///   - seed: of the random numbers behind p-values and intervals.
  /// - Throws: `EnsembleError.mismatch` where it is not the reference's, `WeighingError` where the
  ///   samples are of another lattice or there are none.
  public init(
    _ samples: SampleSet, from ensemble: Ensemble, against reference: Reference,
    tolerances: Tolerances = .standard, claimsIndependence: Bool = false,
    stating correlation: StatedCorrelation? = nil, training: SampleSet? = nil,
    logProbabilities: [Double]? = nil, logWeights: [Double]? = nil,
    likelihoodProbe: LikelihoodProbe? = nil, fittedTemperatureError: Double? = nil, seed: UInt64
  ) throws {
    try self.init(
      samples, from: ensemble, against: reference, tolerances: tolerances,
      claimsIndependence: claimsIndependence, stating: correlation, training: training,
      logProbabilities: logProbabilities, logWeights: logWeights,
      likelihoodProbe: likelihoodProbe, fittedTemperatureError: fittedTemperatureError, seed: seed,
      inspecting: Self.largestInspectedCount,
      counting: { Observables($0) })
  }

  /// The same with at most `inspectedCount` inspected configurations, and observables as `observe`
  /// counts them; tests plant wrong ones here.
  package init(
    _ samples: SampleSet, from ensemble: Ensemble, against reference: Reference,
    tolerances: Tolerances = .standard, claimsIndependence: Bool = false,
    stating correlation: StatedCorrelation? = nil, training: SampleSet? = nil,
    logProbabilities: [Double]? = nil, logWeights: [Double]? = nil,
    likelihoodProbe: LikelihoodProbe? = nil, fittedTemperatureError: Double? = nil, seed: UInt64,
    inspecting inspectedCount: Int,
    counting observe: (SampleSet) -> Observables
  ) throws {
    try ensemble.requireEqual(to: reference.ensemble)
    guard samples.lattice == ensemble.lattice else {
      throw WeighingError.lattice(found: samples.lattice, wanted: ensemble.lattice)
    }
    guard samples.count > 0 else { throw WeighingError.empty }
    if let training, training.lattice != samples.lattice || training.count == 0 {
      throw training.count == 0
        ? WeighingError.emptyTraining
        : .training(found: training.lattice, wanted: samples.lattice)
    }
    self.samples = samples
    inspected = samples.evenlySpaced(atMost: inspectedCount)
    observables = observe(inspected)
    (energies, totalSpins) =
      inspected.count == samples.count
      ? (observables.energies, observables.totalSpins) : Self.scalars(of: samples)
    self.reference = reference
    self.tolerances = tolerances
    self.claimsIndependence = claimsIndependence
    for values in [logProbabilities, logWeights].compactMap({ $0 })
    where values.count != samples.count {
      throw WeighingError.logProbabilityCount(found: values.count, wanted: samples.count)
    }
    self.training = training
    self.logProbabilities = logProbabilities
    self.logWeights = logWeights
    self.likelihoodProbe = likelihoodProbe
    self.fittedTemperatureError = fittedTemperatureError
    streams = RandomStreams(seed: seed)
    if let likelihoodProbe {
      var generator = streams.stream("energies of a probe", for: ensemble)
      try likelihoodProbe.requirePerfect(for: reference, using: &generator)
    }
    copiesOfOne = Self.copiesOfOne(of: samples, in: ensemble)
    mixing = Mixing(
      of: SlowSeries.all(
        of: inspected, observables, energies: energies, against: reference),
      stated: correlation.map { .stated(effectiveCount: $0.effectiveCount(of: samples.count)) }
        ?? copiesOfOne.map { _ in .stated(effectiveCount: 1) },
      claimsIndependence: claimsIndependence)
    energyLevels = SampledLevels(energies, inOrder: mixing.order)
    var generator = streams.stream("energy distances", for: ensemble)
    energyDistribution = EnergyDistribution(
      energyLevels, against: reference, using: &generator)
  }

  /// How many samples are one and the same configuration, where they are nearly all; nil elsewhere.
  private static func copiesOfOne(of samples: SampleSet, in ensemble: Ensemble) -> Int? {
    guard samples.count >= fewestCopies else { return nil }
    // Where ΣS is fixed, every configuration has its like under a translation or, at ΣS = 0, S → -S, unless
    // all spins are equal: none is drawn more often than every second time. Where ΣS is free, one that is
    // drawn nearly always may have only the sign for its like, and the sign is a mode of its own.
    let isUnique = ensemble.totalSpin.map { abs($0) == ensemble.lattice.siteCount } ?? false
    // The one that can be more than half of all (R. S. Boyer and J. S. Moore 1981).
    var (candidate, lead) = (0, 0)
    for index in 0..<samples.count {
      if lead == 0 { candidate = index }
      lead += samples.packed(index) == samples.packed(candidate) ? 1 : -1
    }
    let copies = (0..<samples.count).count { samples.packed($0) == samples.packed(candidate) }
    let share = ensemble.totalSpin == nil ? 1 : largestShare
    return !isUnique && Double(copies) >= share * Double(samples.count) ? copies : nil
  }

  /// A larger share of one configuration than that of independent draws, which is at most ½: by six
  /// standard errors from 144 samples on, and never in a chain that moves.
  private static let largestShare = 0.75

  /// So many equal configurations in a row are no accident.
  private static let fewestCopies = 20

  /// H and ΣS of every configuration, without keeping their correlations.
  private static func scalars(of samples: SampleSet) -> ([Int32], [Int32]) {
    var energies: [Int32] = []
    var totalSpins: [Int32] = []
    energies.reserveCapacity(samples.count)
    totalSpins.reserveCapacity(samples.count)
    let batch = 1 << 16
    for start in stride(from: 0, to: samples.count, by: batch) {
      let range = start..<min(start + batch, samples.count)
      let observables = Observables(samples, range: range, largestDistance: 1)
      energies += observables.energies
      totalSpins += observables.totalSpins
    }
    return (energies, totalSpins)
  }
}

/// Why samples cannot be weighed.
public enum WeighingError: InputError, Equatable {
  /// There is no configuration.
  case empty
  /// The samples are of another lattice than the ensemble.
  case lattice(found: SquareLattice, wanted: SquareLattice)

  /// The training set is of another lattice than the samples.
  case training(found: SquareLattice, wanted: SquareLattice)
  /// The training set has no configuration.
  case emptyTraining
  /// The probe is of another lattice than the samples.
  case probe(found: SquareLattice, wanted: SquareLattice)
  /// The probe has a sample of another ΣS than the ensemble, so it is not perfect.
  case probeTotalSpin(found: Int, wanted: Int)
  /// What stands beside the probe says that it is of another ensemble.
  case probeEnsemble(file: String, found: Ensemble, wanted: Ensemble)
  /// The probe's mean energy density is not the ensemble's, so it is not perfect; and the temperature at which it
  /// would be, where that is known.
  case probeEnergy(found: Double, wanted: Double, temperature: Double?)
  /// There are not as many log-probabilities as samples.
  case logProbabilityCount(found: Int, wanted: Int)

  public var description: String {
    switch self {
    case .training(let found, let wanted):
      "the training set is of size L = \(found.size), the samples of L = \(wanted.size)"
    case .probe(let found, let wanted):
      "the probe is of size L = \(found.size), the samples of L = \(wanted.size)"
    case .probeTotalSpin(let found, let wanted):
      "the probe has a sample of ΣS = \(found); wanted perfect samples of ΣS = \(wanted)"
    case .probeEnsemble(let file, let found, let wanted):
      "\(file) holds perfect samples of \(found); wanted those of \(wanted)"
    case .probeEnergy(let found, let wanted, let temperature):
      "the probe has ⟨H⟩/N = \(decimal(found, 4)); wanted perfect samples of this ensemble, with "
        + "\(decimal(wanted, 4))"
        + (temperature.map { " (found is that of T = \(decimal($0, 3)))" } ?? "")
    case .logProbabilityCount(let found, let wanted):
      "there are \(found) log-probabilities; wanted one for each of the \(wanted) samples"
    case .emptyTraining: "the training set has no configuration"
    case .empty: "there are no samples to weigh; wanted at least one configuration"
    case .lattice(let found, let wanted):
      "the samples are of size L = \(found.size), the ensemble of L = \(wanted.size)"
    }
  }
}
