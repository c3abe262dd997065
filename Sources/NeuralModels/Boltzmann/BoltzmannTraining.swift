import Randomness
import SpinSystems
import Storage

/// The training of a restricted Boltzmann machine, epoch by epoch.
///
/// The gradient of the log-likelihood (Azizi and Pleimling 2021, Eq. 9, as that of log P(V | θ)) is
///
///     ∂/∂W_ij = ⟨v_i p_j⟩_data - ⟨v_i p_j⟩_machine,   p_j = P(h_j = 1 | v)
///
/// and likewise v_i for b_i and p_j for c_j. The mean over the machine is replaced by one over
/// configurations that are k Gibbs steps away from those of the batch (contrastive divergence,
/// G. E. Hinton 2002), or from where the chains of the batch before ended (persistent). Probabilities
/// of the hidden units, not draws, enter both means.
///
/// A training uses one core. Random numbers come from streams numbered by epoch and batch, so a
/// training that goes on from a checkpoint ends where an uninterrupted one does, bit for bit.
public struct BoltzmannTraining: Sendable {
  /// How it is trained.
  public let options: BoltzmannTrainingOptions
  /// What the samples claim to come from, if anything.
  public let ensemble: Ensemble?
  /// The machine after the last completed epoch.
  public private(set) var machine: RestrictedBoltzmannMachine
  /// Epochs completed.
  public private(set) var epoch = 0
  /// One record for each completed epoch.
  public private(set) var history: [BoltzmannEpochRecord] = []
  private let samples: SampleSet
  private let samplesHash: UInt64
  private var optimizer: ParameterOptimizer
  private var persistentChains: [UInt64] = []
  /// What the exact divergence is taken from, where the options want it.
  private let exactReference: EnumeratedEnsemble?

  /// |θ| beyond which a training is said to diverge: odds of e^1000 serve no purpose.
  public static let largestParameter: Float = 1000

  /// A training that has not begun.
  ///
  /// - Parameters:
  ///   - options: how training goes.
  ///   - samples: the training set.
  ///   - ensemble: what the samples are claimed to be of, or nil where nothing is claimed.
  /// - Throws: `BoltzmannMachineError` where there are no samples, where one is not of the ensemble, or
  ///   where an option is not possible.
  public init(
    _ samples: SampleSet, ensemble: Ensemble? = nil, options: BoltzmannTrainingOptions
  ) throws(BoltzmannMachineError) {
    try Self.validate(samples, ensemble: ensemble, options: options)
    self.samples = samples
    self.ensemble = ensemble
    self.options = options
    samplesHash = Self.hash(samples)
    exactReference = Self.exactReference(ensemble, options)
    let (n, m) = (samples.lattice.siteCount, options.hiddenCount)
    var stream = RandomStreams(seed: options.seed).stream("rbm initial weights")
    machine = try RestrictedBoltzmannMachine(
      weights: (0..<n * m).map { _ in
        Float(options.initialWeightDeviation * nearlyNormal(using: &stream))
      },
      visibleBias: [Float](repeating: 0, count: n), hiddenBias: [Float](repeating: 0, count: m))
    optimizer = ParameterOptimizer(options.optimizer, parameterCount: n * m + n + m)
    if options.isPersistent {
      var stream = RandomStreams(seed: options.seed).stream("rbm persistent chains")
      let width = samples.lattice.wordsPerConfiguration
      persistentChains = (0..<options.batchSize * width).map { _ in stream.next() }
      for index in stride(from: width - 1, to: persistentChains.count, by: width)
      where n % 64 != 0 {
        persistentChains[index] &= 1 << UInt64(n % 64) - 1
      }
    }
  }

  /// A training that goes on from a checkpoint.
  ///
  /// - Throws: `BoltzmannMachineError.checkpoint` where the samples are not those it was begun with, or
  ///   where its arrays do not fit together.
  public init(
    resuming checkpoint: BoltzmannCheckpoint, samples: SampleSet, ensemble: Ensemble? = nil
  ) throws(BoltzmannMachineError) {
    try Self.validate(samples, ensemble: ensemble, options: checkpoint.options)
    try checkpoint.machine.requireLattice(samples.lattice)
    try checkpoint.validate()
    samplesHash = Self.hash(samples)
    guard samplesHash == checkpoint.samplesHash else {
      throw .checkpoint(found: "other samples", wanted: "those the training was begun with")
    }
    let batchCount = (samples.count - 1) / checkpoint.options.batchSize + 1
    let steps = checkpoint.epoch.multipliedReportingOverflow(by: batchCount)
    guard !steps.overflow, checkpoint.step == steps.partialValue else {
      throw .checkpoint(
        found: "step \(checkpoint.step) in epoch \(checkpoint.epoch)",
        wanted: "\(batchCount) steps an epoch")
    }
    self.samples = samples
    self.ensemble = ensemble
    options = checkpoint.options
    exactReference = Self.exactReference(ensemble, options)
    machine = checkpoint.machine
    epoch = checkpoint.epoch
    history = checkpoint.history
    optimizer = ParameterOptimizer(
      options.optimizer, step: checkpoint.step, firstMoments: checkpoint.firstMoments,
      secondMoments: checkpoint.secondMoments)
    persistentChains = checkpoint.persistentChains
  }

  /// What it takes to go on from here.
  public var checkpoint: BoltzmannCheckpoint {
    BoltzmannCheckpoint(
      options: options, machine: machine, epoch: epoch, step: optimizer.step,
      firstMoments: optimizer.firstMoments, secondMoments: optimizer.secondMoments,
      persistentChains: persistentChains, history: history, samplesHash: samplesHash)
  }

  /// Whether all epochs that the options want are completed.
  public var isComplete: Bool { epoch >= options.epochs }

  /// Uses every configuration once more.
  ///
  /// It may be called beyond the number of epochs that the options want.
  ///
  /// - Throws: `BoltzmannMachineError.diverged`; the training then stands where it stood before.
  public mutating func runEpoch() throws(BoltzmannMachineError) {
    let order = shuffledOrder()
    var optimizer = optimizer
    var chains = persistentChains
    var parameters = machine.weights + machine.visibleBias + machine.hiddenBias
    var divergence = ContrastiveDivergence(
      visibleCount: machine.visibleCount, hiddenCount: machine.hiddenCount)
    var differing = 0
    for (batch, start) in stride(from: 0, to: order.count, by: options.batchSize).enumerated() {
      let members = order[start..<min(start + options.batchSize, order.count)]
      var stream = RandomStreams(seed: options.seed).stream(
        "rbm batch", block: (epoch << 32) + batch)
      divergence.run(
        parameters, batch: members.flatMap { samples.packed($0) }, count: members.count,
        chains: &chains, gibbsSteps: options.gibbsSteps, using: &stream)
      differing += divergence.differingUnits
      let largest = optimizer.ascend(&parameters, gradient: divergence.gradient)
      guard largest <= Self.largestParameter else {
        throw .diverged(epoch: epoch + 1, step: batch + 1, largestParameter: largest)
      }
    }
    machine = try RestrictedBoltzmannMachine(parameters, like: machine)
    self.optimizer = optimizer
    persistentChains = chains
    epoch += 1
    history.append(
      BoltzmannEpochRecord(
        epoch: epoch, meanAbsoluteParameter: machine.meanAbsoluteParameter,
        reconstructionError: Double(differing)
          / Double(samples.count * samples.lattice.siteCount),
        exactDivergence: exactReference?.divergence(to: machine)))
  }

  private static func exactReference(
    _ ensemble: Ensemble?, _ options: BoltzmannTrainingOptions
  ) -> EnumeratedEnsemble? {
    options.recordsExactDivergence ? ensemble.map { EnumeratedEnsemble($0) } : nil
  }

  private func shuffledOrder() -> [Int] {
    var stream = RandomStreams(seed: options.seed).stream("rbm order", block: epoch)
    return (0..<samples.count).shuffled(using: &stream)
  }

  private static func validate(
    _ samples: SampleSet, ensemble: Ensemble?, options: BoltzmannTrainingOptions
  ) throws(BoltzmannMachineError) {
    try options.validate()
    guard samples.count > 0 else { throw .noSamples }
    // Parameters, gradient and moments; tables of the weights, twice and four times as large.
    let weightLimit = PhysicalMemory.byteCount / 64
    let (n, m) = (samples.lattice.siteCount, options.hiddenCount)
    guard n * m <= weightLimit else {
      throw .option(
        "the number of hidden units", found: "\(m)",
        wanted: "at most \(weightLimit / n), for which there is memory")
    }
    // Probabilities of the hidden units with a table of them, for chains as for data.
    let batchLimit =
      PhysicalMemory.byteCount / (2 * (24 * m + n + 16 * samples.lattice.wordsPerConfiguration))
    let largest = options.isPersistent ? options.batchSize : min(options.batchSize, samples.count)
    guard largest <= batchLimit else {
      throw .option(
        "the batch size", found: "\(options.batchSize)",
        wanted: "at most \(batchLimit), for which there is memory")
    }
    guard let ensemble else {
      guard !options.recordsExactDivergence else {
        throw .option(
          "the ensemble of a training that records the exact divergence", found: "not given",
          wanted: "one")
      }
      return
    }
    if options.recordsExactDivergence { try ExactModel.requireSmall(ensemble.lattice) }
    guard samples.lattice == ensemble.lattice else {
      throw .sampleSize(samples.lattice.size, wanted: ensemble.lattice.size)
    }
    guard let totalSpin = ensemble.totalSpin else { return }
    for sample in 0..<samples.count {
      let upCount = samples.packed(sample).reduce(0) { $0 + $1.nonzeroBitCount }
      let found = 2 * upCount - samples.lattice.siteCount
      guard found == totalSpin else {
        throw .sampleOutsideEnsemble(sample: sample, totalSpin: found, ensemble)
      }
    }
  }

  private static func hash(_ samples: SampleSet) -> UInt64 {
    samples.words.reduce(UInt64(samples.lattice.size)) { hash, word in
      var mixed = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      mixed ^= mixed >> 32
      return mixed &* 0xD6E8_FEB8_6659_FD93
    }
  }
}

/// A number from a bell-shaped distribution of mean 0 and variance 1: a binomial count of 64 coins,
/// smoothed by a uniform number. Its fourth moment is within 2 % of the normal one. Without
/// transcendental functions, it is the same on every machine.
private func nearlyNormal(using stream: inout Xoshiro256PlusPlus) -> Double {
  let count = Double(stream.next().nonzeroBitCount - 32)
  return (count + stream.nextUnitInterval() - 0.5) / (16 + 1.0 / 12).squareRoot()
}
