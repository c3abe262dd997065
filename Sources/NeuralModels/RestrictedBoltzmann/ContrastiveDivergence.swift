import SpinSystems

/// The gradient of one batch.
struct ContrastiveDivergence {
  /// In the order W, b, c.
  private(set) var gradient: [Float]
  /// Visible units that the first reconstruction sets otherwise, over the batch.
  private(set) var differingUnits: Int

  /// - Parameters:
  ///   - batch: visible states of `count` configurations.
  ///   - persistentChains: states the negative phase starts from and is left at, where the options
  ///     want it.
  init(
    _ machine: RestrictedBoltzmannMachine, batch: [UInt64], count: Int,
    persistentChains: inout [UInt64], options: BoltzmannTrainingOptions,
    using stream: inout Xoshiro256PlusPlus
  ) {
    let (toHidden, toVisible) = (machine.hiddenLayer, machine.visibleLayer)
    func step(_ states: [UInt64], _ count: Int) -> [UInt64] {
      let hidden = toHidden.draw(states, count: count, using: &stream)
      return toVisible.draw(hidden, count: count, using: &stream)
    }
    let first = step(batch, count)
    differingUnits = zip(batch, first).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
    var negative = first
    var negativeCount = count
    if options.isPersistent {
      negativeCount = options.batchSize
      for _ in 0..<options.gibbsSteps { persistentChains = step(persistentChains, negativeCount) }
      negative = persistentChains
    } else {
      for _ in 1..<options.gibbsSteps { negative = step(negative, count) }
    }
    gradient = [Float](
      repeating: 0,
      count: machine.weights.count + machine.visibleCount + machine.hiddenCount)
    add(batch, toHidden.probabilities(batch, count: count), 1 / Float(count), machine)
    add(
      negative, toHidden.probabilities(negative, count: negativeCount),
      -1 / Float(negativeCount), machine)
  }

  /// Adds the mean of v_i p_j, v_i and p_j over the states, times `scale` · their number.
  private mutating func add(
    _ states: [UInt64], _ probabilities: [Float], _ scale: Float,
    _ machine: RestrictedBoltzmannMachine
  ) {
    let (n, m) = (machine.visibleCount, machine.hiddenCount)
    let width = BoltzmannLayer.words(n)
    for index in 0..<probabilities.count / m {
      let p = probabilities[index * m..<(index + 1) * m]
      for i in 0..<n where states[index * width + i >> 6] >> UInt64(i & 63) & 1 == 1 {
        gradient[n * m + i] += scale
        for (j, value) in p.enumerated() { gradient[i * m + j] += scale * value }
      }
      for (j, value) in p.enumerated() { gradient[n * m + n + j] += scale * value }
    }
  }
}
