import CNeuralKernels
import Randomness
import SpinSystems

/// The gradients of batches, with the memory that their computation takes.
///
/// Both phases of W's gradient are one sum of hidden probabilities over configurations, positive ones of
/// the batch and negative ones of the chains, for each visible unit over those where it is 1: a layer
/// whose inputs are configurations.
struct ContrastiveDivergence {
  let visibleCount: Int
  let hiddenCount: Int
  /// In the order W, b, c.
  private(set) var gradient: [Float]
  /// Visible units that the first reconstruction sets otherwise, over the batch.
  private(set) var differingUnits = 0
  private var layers: BoltzmannLayerPair
  private var states: [UInt64] = []
  private var hiddenStates: [UInt64] = []
  private var probabilities: [Float] = []
  private var unitStates: [UInt64] = []
  private var outer: BoltzmannLayer

  init(visibleCount: Int, hiddenCount: Int) {
    self.visibleCount = visibleCount
    self.hiddenCount = hiddenCount
    gradient = [Float](
      repeating: 0, count: visibleCount * hiddenCount + visibleCount + hiddenCount)
    layers = BoltzmannLayerPair(visibleCount: visibleCount, hiddenCount: hiddenCount)
    outer = BoltzmannLayer(inputCount: 1, outputCount: hiddenCount)
  }

  /// Sets the gradient at `parameters`, in the order W, b, c, for one batch.
  ///
  /// - Parameters:
  ///   - batch: visible states of `count` configurations.
  ///   - chains: where persistent chains are and go on to; empty where chains start from the batch.
  mutating func run(
    _ parameters: [Float], batch: [UInt64], count: Int, chains: inout [UInt64], gibbsSteps: Int,
    using stream: inout Xoshiro256PlusPlus
  ) {
    layers.set(parameters)
    // One step from the batch is taken in any case, for the reconstruction.
    var fromBatch = GibbsShard(states: batch, count: count, using: &stream)
    fromBatch.advance(1, layers, onesCount: nil)
    differingUnits = zip(batch, fromBatch.states).reduce(0) {
      $0 + ($1.0 ^ $1.1).nonzeroBitCount
    }
    let width = BoltzmannLayer.words(visibleCount)
    if chains.isEmpty {
      fromBatch.advance(gibbsSteps - 1, layers, onesCount: nil)
      setGradient(positive: batch, negative: fromBatch.states)
    } else {
      var shard = GibbsShard(
        states: chains, count: chains.count / width, using: &stream)
      shard.advance(gibbsSteps, layers, onesCount: nil)
      chains = shard.states
      setGradient(positive: batch, negative: chains)
    }
  }

  /// ⟨v_i p_j⟩ over `positive` states less that over `negative` ones, and likewise for the biases.
  ///
  /// - Parameter parameters: where p is taken, if not where it was taken last.
  mutating func setGradient(
    at parameters: [Float]? = nil, positive: [UInt64], negative: [UInt64]
  ) {
    if let parameters { layers.set(parameters) }
    let (n, m) = (visibleCount, hiddenCount)
    let width = BoltzmannLayer.words(n)
    let (positiveCount, negativeCount) = (positive.count / width, negative.count / width)
    let count = positiveCount + negativeCount
    states.removeAll(keepingCapacity: true)
    states += positive
    states += negative
    if outer.inputCount != count {
      outer = BoltzmannLayer(inputCount: count, outputCount: m)
      probabilities = [Float](repeating: 0, count: count * m)
    }
    let (rise, fall) = (1 / Float(positiveCount), -1 / Float(negativeCount))
    setProbabilities(positiveCount, negativeCount, rise: rise, fall: fall)
    // Row i < n: where unit i is 1. Row n: all configurations, for the bias of the hidden units.
    let down = BoltzmannLayer.words(count)
    unitStates = [UInt64](repeating: .max, count: (n + 1) * down)
    if count % 64 != 0 { unitStates[(n + 1) * down - 1] = 1 << UInt64(count % 64) - 1 }
    unitStates.withUnsafeMutableBufferPointer { unitStates in
      steelyard_boltzmann_transpose_states(states, n, count, unitStates.baseAddress)
    }
    var scratch = outer.scratch(count: n)
    gradient.withUnsafeMutableBufferPointer { gradient in
      unitStates.withUnsafeBufferPointer { unitStates in
        let (place, units) = (gradient.baseAddress!, unitStates.baseAddress!)
        outer.setInputs(units, count: n, scratch: &scratch, to: place)
        outer.setInputs(units + n * down, count: 1, scratch: &scratch, to: place + n * m + n)
        for i in 0..<n {
          let (all, first) = onesCounts(units + i * down, of: count, first: positiveCount)
          place[n * m + i] = rise * Float(first) + fall * Float(all - first)
        }
      }
    }
  }

  private mutating func setProbabilities(
    _ positiveCount: Int, _ negativeCount: Int, rise: Float, fall: Float
  ) {
    let width = BoltzmannLayer.words(visibleCount)
    var scratch = layers.hidden.scratch(count: max(positiveCount, negativeCount))
    states.withUnsafeBufferPointer { states in
      probabilities.withUnsafeMutableBufferPointer { probabilities in
        let (states, place) = (states.baseAddress!, probabilities.baseAddress!)
        layers.hidden.setProbabilities(
          states, count: positiveCount, scale: rise, scratch: &scratch, to: place)
        layers.hidden.setProbabilities(
          states + positiveCount * width, count: negativeCount, scale: fall, scratch: &scratch,
          to: place + positiveCount * hiddenCount)
        let zeroBias = [Float](repeating: 0, count: hiddenCount)
        outer.set(rows: place, bias: zeroBias)
      }
    }
  }
}

/// How many of `count` packed bits are 1, and how many of the first ones of them.
private func onesCounts(
  _ words: UnsafePointer<UInt64>, of count: Int, first: Int
) -> (all: Int, first: Int) {
  var (all, head) = (0, 0)
  for index in 0..<BoltzmannLayer.words(count) {
    let left = first - 64 * index
    let mask: UInt64 = left >= 64 ? .max : left <= 0 ? 0 : 1 << UInt64(left) - 1
    all += words[index].nonzeroBitCount
    head += (words[index] & mask).nonzeroBitCount
  }
  return (all, head)
}
