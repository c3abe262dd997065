/// Everything a training needs to go on, but for the samples: plain arrays and counters.
public struct BoltzmannCheckpoint: Sendable, Equatable {
  /// How it is trained.
  public var options: BoltzmannTrainingOptions
  /// The machine as it is now.
  public var machine: RestrictedBoltzmannMachine
  /// Epochs completed.
  public var epoch: Int
  /// Updates of the parameters, over all epochs.
  public var step: Int
  /// The optimizer's first moments (of Adam, or the last change of gradient ascent), in the order W, b,
  /// c; n·m + n + m elements.
  public var firstMoments: [Float]
  /// Adam's second moments in the same order; empty for gradient ascent.
  public var secondMoments: [Float]
  /// Visible states of the persistent chains as `SampleSet` packs configurations, one for each
  /// configuration of a whole batch; empty where chains do not persist.
  public var persistentChains: [UInt64]
  /// One record for each completed epoch.
  public var history: [BoltzmannEpochRecord]
  /// A hash of the samples, by which others are told.
  public var samplesHash: UInt64

  /// Throws where arrays and counters do not fit together.
  func validate() throws(BoltzmannMachineError) {
    let (n, m) = (machine.visibleCount, machine.hiddenCount)
    let parameterCount = n * m + n + m
    let secondCount = options.optimizer.hasSecondMoments ? parameterCount : 0
    let chainWords = options.isPersistent ? options.batchSize * BoltzmannLayer.words(n) : 0
    for (name, found, wanted) in [
      ("hidden units", m, options.hiddenCount),
      ("first moments", firstMoments.count, parameterCount),
      ("second moments", secondMoments.count, secondCount),
      ("words of persistent chains", persistentChains.count, chainWords),
      ("epochs of history", history.count, epoch),
    ] where found != wanted {
      throw .checkpoint(found: "\(found) \(name)", wanted: "\(wanted)")
    }
    guard epoch >= 0, step >= 0 else {
      throw .checkpoint(found: "epoch \(epoch), step \(step)", wanted: "counters from 0 on")
    }
    if let words = persistentChainsBeyondMachine {
      throw .checkpoint(
        found: "persistent chains with units beyond the \(n) of the machine in word \(words)",
        wanted: "units of the machine")
    }
    if let moment = (firstMoments + secondMoments).first(where: { !$0.isFinite }) {
      throw .checkpoint(found: "a moment of \(moment)", wanted: "finite numbers")
    }
    if let moment = secondMoments.first(where: { $0 < 0 }) {
      throw .checkpoint(found: "a mean square of \(moment)", wanted: "numbers from 0 on")
    }
    if let record = history.first(where: { !$0.isPossible }) {
      throw .checkpoint(
        found: "mean |θ| \(record.meanAbsoluteParameter) and a reconstruction error of "
          + "\(record.reconstructionError) in epoch \(record.epoch)", wanted: "numbers that can be")
    }
  }
}

extension BoltzmannCheckpoint {
  /// The first word of the chains with a unit that the machine has not; nil where there is none.
  private var persistentChainsBeyondMachine: Int? {
    let (n, width) = (machine.visibleCount, BoltzmannLayer.words(machine.visibleCount))
    guard !n.isMultiple(of: 64) else { return nil }
    return stride(from: width - 1, to: persistentChains.count, by: width)
      .first { persistentChains[$0] >> UInt64(n % 64) != 0 }
  }
}

extension BoltzmannEpochRecord {
  /// Whether its numbers can be those of a training.
  fileprivate var isPossible: Bool {
    meanAbsoluteParameter >= 0 && meanAbsoluteParameter.isFinite
      && (0...1).contains(reconstructionError) && exactDivergence?.isFinite ?? true
  }
}

/// What is known of a machine after an epoch.
public struct BoltzmannEpochRecord: Sendable, Codable, Equatable {
  /// Epochs completed.
  public let epoch: Int
  /// The mean of |θ| over all weights and biases after the epoch.
  public let meanAbsoluteParameter: Double
  /// The share of visible units that differ between a configuration and its reconstruction: h drawn
  /// given v, then v drawn given h, by the machine as it was when the configuration came up.
  public let reconstructionError: Double
  /// KL(Boltzmann ‖ machine) in nats, exact; nil where it was not asked for.
  public let exactDivergence: Double?
}
