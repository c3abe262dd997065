import SpinSystems
import Statistics

/// A restricted Boltzmann machine with n visible and m hidden units of values 0 and 1.
///
///     P(v, h) = exp(b·v + c·h + v·W·h) / Z
///
/// The visible units are the spins of a configuration, v = (S + 1)/2, in the order of the sites. Given
/// one layer, the units of the other are independent:
///
///     P(h_j = 1 | v) = σ(c_j + Σ_i v_i W_ij),   P(v_i = 1 | h) = σ(b_i + Σ_j W_ij h_j)
///
/// with σ(x) = 1/(1 + e^-x) (Azizi and Pleimling 2021, Eqs. 6 to 8; the product of Eq. 8 runs over the
/// hidden units).
public struct RestrictedBoltzmannMachine: Sendable, Equatable {
  /// n, the number of visible units.
  public var visibleCount: Int { visibleBias.count }
  /// m, the number of hidden units.
  public var hiddenCount: Int { hiddenBias.count }
  /// W, row by row: element [i][j] of shape [n, m] is at i·m + j.
  public private(set) var weights: [Float]
  /// b, shape [n].
  public private(set) var visibleBias: [Float]
  /// c, shape [m].
  public private(set) var hiddenBias: [Float]

  /// A machine with the given parameters.
  ///
  /// - Throws: `BoltzmannMachineError` where a layer is empty, where `weights` does not have n·m
  ///   elements, or where an element is not a finite number.
  public init(
    weights: [Float], visibleBias: [Float], hiddenBias: [Float]
  ) throws(BoltzmannMachineError) {
    guard !visibleBias.isEmpty else { throw .emptyLayer("b") }
    guard !hiddenBias.isEmpty else { throw .emptyLayer("c") }
    guard weights.count == visibleBias.count * hiddenBias.count else {
      throw .weightCount(
        weights.count, visibleCount: visibleBias.count, hiddenCount: hiddenBias.count)
    }
    if let index = weights.firstIndex(where: { !$0.isFinite }) {
      let (i, j) = index.quotientAndRemainder(dividingBy: hiddenBias.count)
      throw .notFinite("W[\(i)][\(j)]", weights[index])
    }
    for (name, values) in [("b", visibleBias), ("c", hiddenBias)] {
      if let index = values.firstIndex(where: { !$0.isFinite }) {
        throw .notFinite("\(name)[\(index)]", values[index])
      }
    }
    self.weights = weights
    self.visibleBias = visibleBias
    self.hiddenBias = hiddenBias
  }

  /// A machine with parameters in the order W, b, c, of the size of another.
  init(
    _ parameters: [Float], like machine: RestrictedBoltzmannMachine
  ) throws(BoltzmannMachineError) {
    let weightCount = machine.weights.count
    let biasStart = weightCount + machine.visibleCount
    try self.init(
      weights: Array(parameters[..<weightCount]),
      visibleBias: Array(parameters[weightCount..<biasStart]),
      hiddenBias: Array(parameters[biasStart...]))
  }

  /// Throws unless the visible units are the sites of `lattice`.
  public func requireLattice(_ lattice: SquareLattice) throws(BoltzmannMachineError) {
    guard lattice.siteCount == visibleCount else {
      throw .lattice(size: lattice.size, visibleCount: visibleCount)
    }
  }

  /// The mean of |θ| over all weights and biases.
  public var meanAbsoluteParameter: Double {
    let sum = [weights, visibleBias, hiddenBias].joined().reduce(0.0) { $0 + Double(abs($1)) }
    return sum / Double(weights.count + visibleCount + hiddenCount)
  }

  /// The free energy of each configuration,
  ///
  ///     F(v) = -b·v - Σ_j ln(1 + exp(c_j + Σ_i v_i W_ij)),   P(v) = exp(-F(v))/Z
  ///
  /// (Azizi and Pleimling 2021, Eq. 10). Summed in `Double`: exact up to rounding for the parameters
  /// as they are.
  ///
  /// - Precondition: the visible units are the sites of the samples' lattice.
  public func freeEnergies(_ samples: SampleSet) -> [Double] {
    precondition(samples.lattice.siteCount == visibleCount)
    return (0..<samples.count).map { index in
      freeEnergy(ofPacked: samples.packed(index))
    }
  }

  /// F(v) of a configuration packed as `SampleSet` packs it.
  func freeEnergy(ofPacked words: some RandomAccessCollection<UInt64>) -> Double {
    var inputs = hiddenBias.map(Double.init)
    var field = 0.0
    for (wordIndex, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        let i = 64 * wordIndex + rest.trailingZeroBitCount
        rest &= rest - 1
        field += Double(visibleBias[i])
        let row = i * hiddenCount
        for j in 0..<hiddenCount { inputs[j] += Double(weights[row + j]) }
      }
    }
    return inputs.reduce(-field) { $0 - softplus($1) }
  }
}
