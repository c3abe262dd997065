import Foundation
import SpinSystems

extension BoltzmannLayer {
  /// States drawn with P(1) = σ(x), given that `onesCount` of them are 1 in each configuration.
  ///
  /// The draw is exact: unit by unit, with the probability that a unit is 1 given how many ones are still
  /// to come, from elementary symmetric polynomials of the odds of the units behind it.
  func draw(
    _ states: [UInt64], count: Int, onesCount: Int, using generator: inout Xoshiro256PlusPlus
  ) -> [UInt64] {
    let inputs = inputs(states, count: count)
    let width = Self.words(outputCount)
    var drawn = [UInt64](repeating: 0, count: count * width)
    for index in 0..<count {
      let odds = inputs[index * outputCount..<(index + 1) * outputCount].map { Double($0) }
      // tails[j][k]: the logarithm of the sum over all choices of k ones among the units from j on.
      var tails = [[Double]](
        repeating: [Double](repeating: -.infinity, count: onesCount + 1), count: outputCount + 1)
      tails[outputCount][0] = 0
      for j in (0..<outputCount).reversed() {
        for k in 0...onesCount {
          let one = k > 0 ? odds[j] + tails[j + 1][k - 1] : -.infinity
          let zero = tails[j + 1][k]
          let larger = max(one, zero)
          tails[j][k] =
            larger == -.infinity ? larger : larger + log1p(exp(min(one, zero) - larger))
        }
      }
      var left = onesCount
      for j in 0..<outputCount where left > 0 {
        let probability = exp(odds[j] + tails[j + 1][left - 1] - tails[j][left])
        if generator.nextUnitInterval() < probability {
          drawn[index * width + j >> 6] |= 1 << UInt64(j & 63)
          left -= 1
        }
      }
    }
    return drawn
  }
}
