import ExactIsing
import NeuralModels
import Randomness
import Reporting
import SpinSystems
import Statistics

/// How probable a machine thinks configurations are, and how far it is from the ensemble by that.
struct MachineLikelihood: Encodable {
  /// What is known of ln Z.
  struct PartitionFunction: Encodable {
    /// A bound on ln Z by annealed importance sampling, with the 95 % interval of the estimate.
    struct Bound: Encodable {
      let value: Double
      let interval: [Double]
    }

    /// By summation; nil where both layers are too large.
    let exact: Double?
    /// Nil where ln Z is exact.
    let lower: Bound?
    let upper: Bound?
    /// Whether the bounds agree within their intervals; if not, nothing below is to be relied on.
    let boundsMeet: Bool

    /// Exact, or midway between the bounds.
    var value: Double { exact ?? ((lower?.value ?? .nan) + (upper?.value ?? .nan)) / 2 }
    /// How far the value may be off because the bounds do not coincide.
    var halfWidth: Double { ((upper?.value ?? 0) - (lower?.value ?? 0)).magnitude / 2 }
  }

  /// The mean of ln P(v) over a set of configurations.
  struct Mean: Encodable {
    /// Which configurations.
    let samples: String
    let count: Int
    /// Nats for each configuration.
    let meanLogLikelihood: Double
    /// From the spread over configurations, without the error of ln Z.
    let standardError: EncodedNumber
  }

  /// KL(ensemble ‖ machine) in nats, from perfect samples of the ensemble.
  struct Divergence: Encodable {
    let value: Double
    /// From the spread over samples, without the error of ln Z.
    let standardError: EncodedNumber
  }

  let logPartitionFunction: PartitionFunction
  let means: [Mean]
  @OrNull var divergence: Divergence?

  /// Measures `source` on its data and, up to L = 12, on as many perfect samples of the ensemble; nil
  /// where there are neither.
  ///
  /// - Parameters:
  ///   - machineSamples: the machine's own configurations, from which annealing down starts.
  ///   - count: number of perfect samples.
  init?(
    of source: MachineSource, on ensemble: Ensemble, machineSamples: SampleSet, count: Int,
    seed: UInt64
  ) throws {
    var sets: [(name: String, samples: SampleSet)] = []
    let solution =
      ExactSpectrum.sizes.contains(ensemble.lattice.size)
      ? try ExactSolution(ensemble) : nil
    if solution != nil {
      var stream = RandomStreams(seed: seed).stream("rbm evaluation samples", for: ensemble)
      let perfect = try PerfectSampler(ensemble).sample(count: count, using: &stream)
      sets.append(("perfect samples", perfect))
    }
    if let data = source.data, let path = source.dataPath { sets.append(("of \(path)", data)) }
    guard let first = sets.first else { return nil }
    logPartitionFunction = try PartitionFunction(
      of: source.machine, base: first.samples, machineSamples: machineSamples, seed: seed)
    let logTotal = logPartitionFunction.value
    means = sets.map { Mean($0.name, source.machine.freeEnergies($0.samples), logTotal) }
    divergence = solution.map { solution in
      Divergence(
        source.machine.freeEnergies(first.samples),
        energies: Observables(first.samples, largestDistance: 1).energies, ensemble: ensemble,
        logTotals: (exact: solution.logPartitionFunction, machine: logTotal))
    }
  }
}

extension MachineLikelihood.PartitionFunction {
  fileprivate init(
    of machine: RestrictedBoltzmannMachine, base: SampleSet, machineSamples: SampleSet,
    seed: UInt64
  ) throws {
    if machine.hasExactLogPartitionFunction {
      exact = try machine.exactLogPartitionFunction()
      (lower, upper, boundsMeet) = (nil, nil, true)
      return
    }
    let bounds = try AnnealedImportanceSampling(seed: seed).logPartitionFunction(
      of: machine, base: base, machineSamples: machineSamples)
    exact = nil
    lower = Bound(bounds.lower)
    upper = Bound(bounds.upper)
    boundsMeet = bounds.doMeet
  }
}

extension MachineLikelihood.PartitionFunction.Bound {
  fileprivate init(_ estimate: LogMeanEstimate) {
    value = estimate.value
    interval = [estimate.interval.lowerBound, estimate.interval.upperBound]
  }
}

extension MachineLikelihood.Mean {
  fileprivate init(_ samples: String, _ freeEnergies: [Double], _ logTotal: Double) {
    let moments = MeanAndError(freeEnergies)
    self.init(
      samples: samples, count: freeEnergies.count, meanLogLikelihood: -moments.mean - logTotal,
      standardError: EncodedNumber(moments.standardError))
  }
}

extension MachineLikelihood.Divergence {
  /// The mean of ln p - ln q, with ln p = -H/T - ln Z of the ensemble and ln q = -F - ln Z of the machine.
  fileprivate init(
    _ freeEnergies: [Double], energies: [Int32], ensemble: Ensemble,
    logTotals: (exact: Double, machine: Double)
  ) {
    let moments = MeanAndError(
      zip(freeEnergies, energies).map { $0 - Double($1) * ensemble.inverseTemperature })
    value = moments.mean + logTotals.machine - logTotals.exact
    standardError = EncodedNumber(moments.standardError)
  }
}

/// The mean of independent values and its standard error.
private struct MeanAndError {
  let mean: Double
  let standardError: Double

  init(_ values: [Double]) {
    var moments = MeanAndCovariance(dimension: 1)
    for value in values { moments.add([value]) }
    mean = moments.mean[0]
    standardError =
      values.count > 1 ? (moments.variances[0] / Double(values.count)).squareRoot() : .infinity
  }
}
