import Glibc

extension RandomNumberGenerator {
  /// A standard normal deviate, by the transformation of G. E. P. Box and M. E. Muller (Ann. Math.
  /// Stat. 29, 610, 1958).
  package mutating func nextNormal() -> Double {
    // In (0, 1], so that the logarithm is finite.
    let radius = 1 - Double(next() >> 11) * 0x1p-53
    let angle = 2 * Double.pi * (Double(next() >> 11) * 0x1p-53)
    return (-2 * log(radius)).squareRoot() * cos(angle)
  }
}
