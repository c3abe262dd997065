import Randomness
import SpinSystems

/// A distribution over 0 ..< n with given weights, drawn from by bisection of their running sums.
struct CumulativeDistribution: Sendable {
  private let sums: [Double]
  /// Σ weights.
  var total: Double { sums.last ?? 0 }

  init(weights: [Double]) {
    var total = 0.0
    sums = weights.map { weight in
      total += weight
      return total
    }
  }

  /// An index, with probability weight / total; never one of weight zero.
  ///
  /// - Precondition: some weight is positive.
  @inline(__always)
  func draw(using stream: inout Xoshiro256PlusPlus) -> Int {
    let goal = stream.nextFraction() * total
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > goal { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Xoshiro256PlusPlus {
  /// A number in [0, 1), a multiple of 2^-52.
  ///
  /// With one bit less than a `Double` has, the product with any w > 0 is less than w even after
  /// rounding, so an event of probability one always happens.
  @inline(__always)
  mutating func nextFraction() -> Double { Double(next() >> 12) * 0x1p-52 }
}
