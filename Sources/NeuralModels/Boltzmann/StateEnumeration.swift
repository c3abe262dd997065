import Foundation
import Randomness

/// All states of one layer of a machine, with the other layer summed out.
///
///     ln w(s) = a·s + Σ_k ln(1 + exp(d_k + Σ_i s_i R_ik))
///
/// State s is numbered by its units as bits, unit i worth 2^i. States come in blocks that share all bits
/// but the lowest eight, along which a Gray code changes one unit at a time; each block begins anew, so
/// rounding does not add up.
struct StateEnumeration: Sendable {
  /// Units of the enumerated layer.
  let unitCount: Int
  /// a.
  private let field: [Double]
  /// R, shape [units, others].
  private let rows: [Double]
  /// d.
  private let bias: [Double]

  private var lowBits: Int { min(8, unitCount) }
  private var blockCount: Int { 1 << (unitCount - lowBits) }

  /// The states of the visible units.
  init(visibleUnitsOf machine: RestrictedBoltzmannMachine) {
    unitCount = machine.visibleCount
    field = machine.visibleBias.map(Double.init)
    bias = machine.hiddenBias.map(Double.init)
    rows = machine.weights.map(Double.init)
  }

  /// The states of the hidden units.
  init(hiddenUnitsOf machine: RestrictedBoltzmannMachine) {
    let (n, m) = (machine.visibleCount, machine.hiddenCount)
    unitCount = m
    field = machine.hiddenBias.map(Double.init)
    bias = machine.visibleBias.map(Double.init)
    rows = (0..<m * n).map { Double(machine.weights[$0 % n * m + $0 / n]) }
  }

  /// ln w of every state.
  var logWeights: [Double] {
    IndexedWork.map(count: blockCount, logWeights(ofBlock:)).flatMap(\.self)
  }

  /// ln Σ w.
  var logTotal: Double {
    logSumOfExponentials(
      IndexedWork.map(count: blockCount) { logSumOfExponentials(logWeights(ofBlock: $0)) })
  }

  /// ln w of the states that share the bits of `block` above the lowest ones.
  private func logWeights(ofBlock block: Int) -> [Double] {
    let width = bias.count
    var inputs = bias
    var sum = 0.0
    func set(_ unit: Int, _ sign: Double) {
      sum += sign * field[unit]
      let row = unit * width
      for k in 0..<width { inputs[k] += sign * rows[row + k] }
    }
    for unit in lowBits..<unitCount where block >> (unit - lowBits) & 1 == 1 { set(unit, 1) }
    var weights = [Double](repeating: 0, count: 1 << lowBits)
    var state = 0
    weights[0] = sum + softplusSum(inputs)
    for step in 1..<1 << lowBits {
      let unit = step.trailingZeroBitCount
      state ^= 1 << unit
      set(unit, state >> unit & 1 == 1 ? 1 : -1)
      weights[state] = sum + softplusSum(inputs)
    }
    return weights
  }
}

/// Σ ln(1 + eˣ): factors 1 + e^-|x| lie between 1 and 2, so a few hundred of them share one logarithm.
private func softplusSum(_ inputs: [Double]) -> Double {
  var sum = 0.0
  var product = 1.0
  for (index, x) in inputs.enumerated() {
    sum += max(x, 0)
    product *= 1 + exp(-abs(x))
    if index % 512 == 511 {
      sum += log(product)
      product = 1
    }
  }
  return sum + log(product)
}

/// ln Σ eˣ, without overflow; -∞ of nothing.
func logSumOfExponentials(_ values: [Double]) -> Double {
  guard let largest = values.max(), largest > -.infinity else { return -.infinity }
  return largest + log(values.reduce(0) { $0 + exp($1 - largest) })
}
