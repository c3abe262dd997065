import CNeuralKernels

/// Both layers of a machine, each as a function of the other.
struct BoltzmannLayerPair: Sendable {
  /// The hidden units as a function of the visible ones.
  private(set) var hidden: BoltzmannLayer
  /// The visible units as a function of the hidden ones.
  private(set) var visible: BoltzmannLayer
  private var transposedWeights: [Float]

  /// The layers of a machine whose parameters are zero.
  init(visibleCount: Int, hiddenCount: Int) {
    hidden = BoltzmannLayer(inputCount: visibleCount, outputCount: hiddenCount)
    visible = BoltzmannLayer(inputCount: hiddenCount, outputCount: visibleCount)
    transposedWeights = [Float](repeating: 0, count: visibleCount * hiddenCount)
  }

  init(_ machine: RestrictedBoltzmannMachine) {
    self.init(visibleCount: machine.visibleCount, hiddenCount: machine.hiddenCount)
    set(machine.weights + machine.visibleBias + machine.hiddenBias)
  }

  /// Replaces the parameters, in the order W, b, c.
  mutating func set(_ parameters: [Float]) {
    let (n, m) = (hidden.inputCount, hidden.outputCount)
    precondition(parameters.count == n * m + n + m)
    parameters.withUnsafeBufferPointer { parameters in
      let weights = parameters.baseAddress!
      hidden.set(rows: weights, bias: weights + n * m + n)
      transposedWeights.withUnsafeMutableBufferPointer { transposed in
        steelyard_boltzmann_transpose(weights, n, m, transposed.baseAddress)
        visible.set(rows: transposed.baseAddress!, bias: weights + n * m)
      }
    }
  }
}
