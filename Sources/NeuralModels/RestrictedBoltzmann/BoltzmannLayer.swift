import Foundation
import SpinSystems

/// One layer of units as a function of the other: inputs x_j = bias_j + Σ_i s_i R_ij of m units from n
/// states s of 0 or 1.
///
/// States are packed one bit a unit, unit i at bit i mod 64 of word i/64, ⌈n/64⌉ words for each
/// configuration, the bits beyond n zero.
struct BoltzmannLayer: Sendable {
  let inputCount: Int
  let outputCount: Int
  /// R, row by row, shape [n, m].
  private let rows: [Float]
  private let bias: [Float]

  init(rows: [Float], bias: [Float]) {
    outputCount = bias.count
    inputCount = rows.count / bias.count
    self.rows = rows
    self.bias = bias
  }

  /// Words in the states of one configuration of `count` units.
  static func words(_ count: Int) -> Int { (count + 63) / 64 }

  /// x, shape [count, m].
  func inputs(_ states: [UInt64], count: Int) -> [Float] {
    let width = Self.words(inputCount)
    var result: [Float] = []
    result.reserveCapacity(count * outputCount)
    for index in 0..<count {
      var sums = bias
      for i in 0..<inputCount
      where states[index * width + i >> 6] >> UInt64(i & 63) & 1 == 1 {
        for j in 0..<outputCount { sums[j] += rows[i * outputCount + j] }
      }
      result += sums
    }
    return result
  }

  /// σ(x), shape [count, m].
  func probabilities(_ states: [UInt64], count: Int) -> [Float] {
    inputs(states, count: count).map { 1 / (1 + exp(-$0)) }
  }

  /// States drawn with P(1) = σ(x).
  func draw(
    _ states: [UInt64], count: Int, using generator: inout Xoshiro256PlusPlus
  ) -> [UInt64] {
    let width = Self.words(outputCount)
    let probabilities = probabilities(states, count: count)
    var drawn = [UInt64](repeating: 0, count: count * width)
    for index in 0..<count {
      for j in 0..<outputCount
      where generator.nextUnitInterval() < Double(probabilities[index * outputCount + j]) {
        drawn[index * width + j >> 6] |= 1 << UInt64(j & 63)
      }
    }
    return drawn
  }
}

extension RestrictedBoltzmannMachine {
  /// The hidden units as a function of the visible ones.
  var hiddenLayer: BoltzmannLayer { BoltzmannLayer(rows: weights, bias: hiddenBias) }

  /// The visible units as a function of the hidden ones.
  var visibleLayer: BoltzmannLayer {
    var transposed = [Float](repeating: 0, count: weights.count)
    for i in 0..<visibleCount {
      for j in 0..<hiddenCount {
        transposed[j * visibleCount + i] = weights[i * hiddenCount + j]
      }
    }
    return BoltzmannLayer(rows: transposed, bias: visibleBias)
  }
}
