import CNeuralKernels
import Foundation
import SpinSystems
import Statistics

/// The distributions P_β between independent units and a machine; see `AnnealedImportanceSampling`.
struct AnnealingPath: Sendable {
  /// ln Z at β = 0: m ln 2 + Σ_i ln(1 + e^(a_i)).
  let logBaseTotal: Double
  private let baseBias: [Float]
  private let layers: BoltzmannLayerPair
  /// (b - a)·v.
  private let field: BoltzmannLayer

  init(_ machine: RestrictedBoltzmannMachine, baseBias: [Float]) {
    self.baseBias = baseBias
    layers = BoltzmannLayerPair(machine)
    var field = BoltzmannLayer(inputCount: machine.visibleCount, outputCount: 1)
    field.set(rows: zip(machine.visibleBias, baseBias).map(-), bias: [0])
    self.field = field
    logBaseTotal = baseBias.reduce(Double(machine.hiddenCount) * log(2)) {
      $0 + softplus(Double($1))
    }
  }

  /// Exact samples of the base.
  func baseStates(count: Int, using generator: inout UnitGenerator) -> [UInt64] {
    let n = baseBias.count
    var states = [UInt64](repeating: 0, count: count * BoltzmannLayer.words(n))
    let inputs = [Float](repeating: 0, count: count * n)
    BoltzmannLayer.drawScaled(
      inputs, units: n, scale: 0, offset: baseBias, using: &generator, to: &states)
    return states
  }

  /// Sums of ln f_next(v) - ln f_previous(v) along runs, f_β being P_β without its normalization.
  func logWeights(
    from start: [UInt64], count: Int, stepCount: Int, isUpward: Bool,
    using generator: inout UnitGenerator
  ) -> [Double] {
    let (n, m) = (layers.visible.outputCount, layers.hidden.outputCount)
    var visibleStates = start
    var hiddenStates = [UInt64](repeating: 0, count: count * BoltzmannLayer.words(m))
    var hiddenInputs = [Float](repeating: 0, count: count * m)
    var visibleInputs = [Float](repeating: 0, count: count * n)
    var fields = [Float](repeating: 0, count: count)
    var toHidden = layers.hidden.scratch(count: count)
    var toVisible = layers.visible.scratch(count: count)
    let noOffset = [Float](repeating: 0, count: m)
    var sums = [Double](repeating: 0, count: count)
    func beta(_ step: Int) -> Float {
      Float(isUpward ? step : stepCount - step) / Float(stepCount)
    }
    for step in 0..<stepCount {
      let (previous, next) = (beta(step), beta(step + 1))
      layers.hidden.setInputs(
        visibleStates, count: count, scratch: &toHidden, to: &hiddenInputs)
      field.setInputs(visibleStates, count: count, scratch: &toHidden, to: &fields)
      steelyard_boltzmann_add_softplus_changes(
        hiddenInputs, m, count, previous, next, &sums)
      for index in sums.indices {
        sums[index] += (Double(next) - Double(previous)) * Double(fields[index])
      }
      guard step + 1 < stepCount else { break }
      BoltzmannLayer.drawScaled(
        hiddenInputs, units: m, scale: next, offset: noOffset, using: &generator,
        to: &hiddenStates)
      layers.visible.setInputs(
        hiddenStates, count: count, scratch: &toVisible, to: &visibleInputs)
      BoltzmannLayer.drawScaled(
        visibleInputs, units: n, scale: next, offset: baseBias.map { (1 - next) * $0 },
        using: &generator, to: &visibleStates)
    }
    return sums
  }
}
