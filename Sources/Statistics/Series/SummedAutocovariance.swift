@preconcurrency import CGSL

/// The autocovariances Σ_i Σ_s x_i(s) x_i(s + t) of several centred series, summed and not divided
/// by n.
///
/// Short lags come from direct sums, n operations a lag, so that a series with little correlation
/// costs next to nothing; from lag 65 on all lags come from one Fourier transform.
struct SummedAutocovariance {
  private let series: [[Double]]
  private let count: Int
  /// The summed autocovariance at lag 0; exactly 0 if every series is constant.
  let atLagZero: Double

  /// The number of lags of one pass of the direct sums.
  private static let lagsPerPass = 8
  /// The number of lags that are summed directly before the Fourier transform takes over.
  private static let directLags = 64

  init(_ components: [[Double]]) {
    count = components[0].count
    series = components.map { component in
      // Subtracting the first element first makes a constant series exactly zero.
      guard let first = component.first else { return [] }
      let mean = component.reduce(0) { $0 + ($1 - first) } / Double(component.count)
      return component.map { ($0 - first) - mean }
    }
    atLagZero = series.reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } }
    precondition(atLagZero.isFinite, "a series holds a number that is not finite")
  }

  /// Calls `body` with lags 1, 2, … and their autocovariances until it returns false or the lag
  /// reaches `longest`.
  func forEachLag(upTo longest: Int, _ body: (_ lag: Int, _ covariance: Double) -> Bool) {
    var lag = 1
    while lag <= min(longest, Self.directLags) {
      let covariances = directSums(from: lag)
      for offset in 0..<min(Self.lagsPerPass, longest - lag + 1) {
        guard body(lag + offset, covariances[offset]) else { return }
      }
      lag += Self.lagsPerPass
    }
    guard lag <= longest else { return }
    let covariances = fourierSums(upTo: longest)
    for lag in lag...longest {
      guard body(lag, covariances[lag]) else { return }
    }
  }

  /// The autocovariances at `first` and the seven lags after it, eight at a time in one vector.
  private func directSums(from first: Int) -> SIMD8<Double> {
    var sums = SIMD8<Double>.zero
    for x in series {
      x.withUnsafeBytes { bytes in
        let values = bytes.assumingMemoryBound(to: Double.self)
        let vectorEnd = max(0, count - first - Self.lagsPerPass + 1)
        for s in 0..<vectorEnd {
          let later = bytes.loadUnaligned(
            fromByteOffset: (s + first) * MemoryLayout<Double>.stride, as: SIMD8<Double>.self)
          sums += values[s] * later
        }
        for offset in 0..<Self.lagsPerPass {
          var s = vectorEnd
          while s + first + offset < count {
            sums[offset] += values[s] * values[s + first + offset]
            s += 1
          }
        }
      }
    }
    return sums
  }

  /// The autocovariances at lags 0 … `longest`, by the theorem of Wiener and Khinchin. Zeros keep the
  /// ends of the series apart, up to that lag.
  private func fourierSums(upTo longest: Int) -> [Double] {
    GSL.prepare()
    var length = 1
    while length < count + longest { length *= 2 }
    var power = [Double](repeating: 0, count: length)
    for x in series {
      var transform = x + [Double](repeating: 0, count: length - count)
      GSL.check(
        gsl_fft_real_radix2_transform(&transform, 1, length), "gsl_fft_real_radix2_transform")
      // GSL's half-complex order: the real part of frequency k at k, the imaginary one at length - k.
      power[0] += transform[0] * transform[0]
      power[length / 2] += transform[length / 2] * transform[length / 2]
      for k in 1..<(length / 2) {
        let (real, imaginary) = (transform[k], transform[length - k])
        power[k] += real * real + imaginary * imaginary
      }
    }
    GSL.check(
      gsl_fft_halfcomplex_radix2_inverse(&power, 1, length), "gsl_fft_halfcomplex_radix2_inverse")
    return Array(power[0...longest])
  }
}
