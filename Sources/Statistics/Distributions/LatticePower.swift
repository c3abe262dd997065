@preconcurrency import CGSL
import Glibc

/// The law of the sum of n draws of whole numbers, by the n-th power of the discrete Fourier transform of
/// their probabilities, to an absolute precision of about n · 10⁻¹⁶.
///
/// It does not mind values that grow faster than their improbability, which mislead a saddlepoint.
struct LatticePower {
  private let law: [Double]
  /// Probability that a draw has one of the values left out; added to both tails as an upper bound.
  private let omitted: Double

  /// Values that all draws together reach with less than this probability are left out.
  private static let negligible = 1e-18
  private static let longest = 1 << 17
  /// Tails below this are not resolved.
  static let floor = 1e-10

  /// Nil where the law is too long for a transform.
  ///
  /// - Parameters:
  ///   - steps: the values, at least 0.
  ///   - probabilities: of the values; they sum to 1.
  ///   - observed: the sum whose tails will be asked for.
  init?(steps: [Int], probabilities: [Double], count: Double, observed: Double) {
    let kept = steps.indices.filter { count * probabilities[$0] >= Self.negligible }
    let moments = kept.reduce(into: (0.0, 0.0)) { sums, index in
      sums.0 += Double(steps[index]) * probabilities[index]
      sums.1 += Double(steps[index]) * Double(steps[index]) * probabilities[index]
    }
    let deviation = (count * max(0, moments.1 - moments.0 * moments.0)).squareRoot()
    // Far enough that what lies beyond, and would be folded back, is negligible.
    let end =
      max(count * moments.0, observed) + 40 * deviation + 2 * Double(steps[kept.last ?? 0]) + 64
    guard end < Double(Self.longest) else { return nil }
    var size = 64
    while Double(size) < end { size *= 2 }
    var data = [Double](repeating: 0, count: size)
    for index in kept { data[steps[index]] += probabilities[index] }
    GSL.prepare()
    GSL.check(gsl_fft_real_radix2_transform(&data, 1, size), "gsl_fft_real_radix2_transform")
    // Half-complex order: real parts at k, imaginary parts at size - k.
    for k in 0...size / 2 {
      let hasPartner = k > 0 && k < size / 2
      let (real, imaginary) = (data[k], hasPartner ? data[size - k] : 0)
      let modulus = exp(count * log(hypot(real, imaginary)))
      let phase = count * atan2(imaginary, real)
      data[k] = modulus * cos(phase)
      if hasPartner { data[size - k] = modulus * sin(phase) }
    }
    GSL.check(
      gsl_fft_halfcomplex_radix2_inverse(&data, 1, size), "gsl_fft_halfcomplex_radix2_inverse")
    law = data.map { max(0, $0) }
    let omittedMass = steps.indices.reduce(0.0) {
      $0 + (count * probabilities[$1] < Self.negligible ? probabilities[$1] : 0)
    }
    omitted = count * omittedMass
  }

  /// P(S ≥ s) and P(S ≤ s); between whole numbers s counts as both neighbours.
  func tails(of s: Double) -> (upper: Double, lower: Double) {
    let (from, to) = (Int((s + 1e-6).rounded(.down)), Int((s - 1e-6).rounded(.up)))
    let upper = law[min(max(0, from), law.count)...].reversed().reduce(0, +)
    let lower = law[..<min(max(0, to + 1), law.count)].reduce(0, +)
    return (min(1, upper + omitted), min(1, lower + omitted))
  }
}
