import Randomness
import SpinSystems

/// Gibbs chains that share a generator and move together.
struct GibbsShard: Sendable {
  /// Visible states.
  private(set) var states: [UInt64]
  let count: Int
  private var generator: UnitGenerator

  init(states: [UInt64], count: Int, using stream: inout Xoshiro256PlusPlus) {
    self.states = states
    self.count = count
    generator = UnitGenerator(using: &stream)
  }

  /// Makes `steps` steps: the hidden units given the visible ones, then the visible ones given the hidden,
  /// and, where it is not nil, given that `onesCount` of them are 1.
  mutating func advance(_ steps: Int, _ layers: BoltzmannLayerPair, onesCount: Int?) {
    let (n, m) = (layers.visible.outputCount, layers.hidden.outputCount)
    var hiddenStates = [UInt64](repeating: 0, count: count * BoltzmannLayer.words(m))
    var toHidden = layers.hidden.scratch(count: count)
    var toVisible = layers.visible.scratch(count: count)
    var inputs = [Float](repeating: 0, count: onesCount == nil ? 0 : count * n)
    states.withUnsafeMutableBufferPointer { states in
      hiddenStates.withUnsafeMutableBufferPointer { hiddenStates in
        let (states, hidden) = (states.baseAddress!, hiddenStates.baseAddress!)
        for _ in 0..<steps {
          layers.hidden.draw(
            states, count: count, using: &generator, scratch: &toHidden, to: hidden)
          if let onesCount {
            layers.visible.setInputs(hidden, count: count, scratch: &toVisible, to: &inputs)
            BoltzmannLayer.drawConserved(
              inputs, units: n, onesCount: onesCount, using: &generator, to: states)
          } else {
            layers.visible.draw(
              hidden, count: count, using: &generator, scratch: &toVisible, to: states)
          }
        }
      }
    }
  }
}
