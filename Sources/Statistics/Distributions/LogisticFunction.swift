import Foundation

/// σ(x) = 1 / (1 + e^-x), to within 10⁻¹⁵.
///
/// Made of sums and products only, so that it gives the same bits everywhere, which the C library's
/// exponential does not promise.
package func logistic(_ x: Double) -> Double {
  guard !x.isNaN else { return x }
  let power = exponential(-abs(min(max(x, -700), 700)))
  return x < 0 ? power / (1 + power) : 1 / (1 + power)
}

/// ln(1 + eˣ), without overflow and accurate in both tails.
package func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }

/// e^x for |x| ≤ 700: 2^n e^r with |r| ≤ ½ ln 2, where the Taylor series to r^14 leaves out less than
/// 10⁻¹⁹.
private func exponential(_ x: Double) -> Double {
  let n = (x * 1.4426950408889634).rounded()
  // ln 2 in two parts, the first with so few digits that n times it is exact (Cody and Waite 1980).
  let r = x - n * 0x1.62E42FEEp-1 - n * 0x1.A39EF35793C76p-33
  var sum = 1.0
  for k in stride(from: 14.0, through: 1, by: -1) { sum = 1 + sum * r / k }
  return sum * Double(sign: .plus, exponent: Int(n), significand: 1)
}
