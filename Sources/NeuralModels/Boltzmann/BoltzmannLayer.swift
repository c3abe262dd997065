import CNeuralKernels
import SpinSystems

/// One layer of units as a function of the other: inputs x_j = bias_j + Σ_i s_i R_ij of m units from n
/// states s of 0 or 1.
///
/// States are packed one bit a unit, unit i at bit i mod 64 of word i/64, ⌈n/64⌉ words for each
/// configuration, the bits beyond n zero: as `SampleSet` packs spins.
///
/// Inputs are sums in `Float`, in the order bias, then rows in groups of four; the bits are the same on
/// every processor.
struct BoltzmannLayer: Sendable {
  let inputCount: Int
  let outputCount: Int
  private var table: AlignedBuffer<Float>
  private var bias: AlignedBuffer<Float>

  /// A layer whose R and bias are zero.
  init(inputCount: Int, outputCount: Int) {
    self.inputCount = inputCount
    self.outputCount = outputCount
    table = AlignedBuffer(count: steelyard_boltzmann_table_length(inputCount, outputCount))
    bias = AlignedBuffer(count: (outputCount + 15) / 16 * 16)
  }

  /// Words in the states of one configuration of `count` units.
  static func words(_ count: Int) -> Int { (count + 63) / 64 }

  /// Replaces R, row by row, shape [n, m], and the bias, shape [m].
  mutating func set(rows: UnsafePointer<Float>, bias newBias: UnsafePointer<Float>) {
    table.withUnsafeMutableElements {
      steelyard_boltzmann_fill_table(rows, inputCount, outputCount, $0)
    }
    bias.withUnsafeMutableElements { $0.update(from: newBias, count: outputCount) }
  }

  /// Scratch memory of the calls below for up to `count` configurations.
  func scratch(count: Int) -> AlignedBuffer<UInt16> {
    AlignedBuffer(count: steelyard_boltzmann_offsets_length(inputCount, count))
  }

  /// Sets x, shape [count, m].
  func setInputs(
    _ states: UnsafePointer<UInt64>, count: Int, scratch: inout AlignedBuffer<UInt16>,
    to x: UnsafeMutablePointer<Float>
  ) {
    withKernelArguments(&scratch) { steelyard_boltzmann_inputs($0, states, count, $1, x) }
  }

  /// Sets `probabilities`, shape [count, m], to σ(x) times `scale`.
  func setProbabilities(
    _ states: UnsafePointer<UInt64>, count: Int, scale: Float = 1,
    scratch: inout AlignedBuffer<UInt16>, to probabilities: UnsafeMutablePointer<Float>
  ) {
    withKernelArguments(&scratch) {
      steelyard_boltzmann_probabilities($0, states, count, $1, scale, probabilities)
    }
  }

  /// Draws states with P(1) = σ(x).
  ///
  /// The probability of a unit's less probable value is a multiple of 2^-31, and 0 below 2^-32; its
  /// relative error besides that is below 2^-21 (1 + |x|/4).
  func draw(
    _ states: UnsafePointer<UInt64>, count: Int, using generator: inout UnitGenerator,
    scratch: inout AlignedBuffer<UInt16>, to drawn: UnsafeMutablePointer<UInt64>
  ) {
    generator.withUnsafeState { generator in
      withKernelArguments(&scratch) {
        steelyard_boltzmann_draw($0, states, count, generator, $1, drawn)
      }
    }
  }

  /// Draws states with P(1) = σ(x) given that in each configuration `onesCount` of them are 1, exactly but
  /// for the rounding of log-odds to 24 bits.
  ///
  /// - Parameter x: shape [count, units].
  static func drawConserved(
    _ x: [Float], units: Int, onesCount: Int, using generator: inout UnitGenerator,
    to drawn: UnsafeMutablePointer<UInt64>
  ) {
    precondition(x.count.isMultiple(of: units) && (0...units).contains(onesCount))
    var scratch = AlignedBuffer<Float>(count: (units + 15) / 16 * 16)
    generator.withUnsafeState { generator in
      scratch.withUnsafeMutableElements { scratch in
        steelyard_boltzmann_draw_conserved(
          x, units, x.count / units, onesCount, generator, scratch, drawn)
      }
    }
  }

  /// Draws states with P(1) = σ(scale · x_j + offset_j), x of shape [count, units].
  static func drawScaled(
    _ x: [Float], units: Int, scale: Float, offset: [Float],
    using generator: inout UnitGenerator, to drawn: UnsafeMutablePointer<UInt64>
  ) {
    precondition(x.count.isMultiple(of: units) && offset.count == units)
    generator.withUnsafeState {
      steelyard_boltzmann_draw_scaled(x, units, x.count / units, scale, offset, $0, drawn)
    }
  }

  func withKernelArguments(
    _ scratch: inout AlignedBuffer<UInt16>,
    _ body: (UnsafePointer<steelyard_boltzmann_layer>, UnsafeMutablePointer<UInt16>) -> Void
  ) {
    table.withUnsafeElements { table in
      bias.withUnsafeElements { bias in
        var layer = steelyard_boltzmann_layer(
          inputs: inputCount, outputs: outputCount, table: table, bias: bias)
        scratch.withUnsafeMutableElements { body(&layer, $0) }
      }
    }
  }
}
