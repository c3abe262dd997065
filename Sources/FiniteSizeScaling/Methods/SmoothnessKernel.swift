import Glibc

/// The hyperparameters of a Gaussian process with the covariance θ₁² exp(-(u - u′)²/2θ₂²) + θ₀² δ.
struct SmoothnessKernel: Sendable, Hashable {
  /// θ₁.
  var amplitude: Double
  /// θ₂.
  var length: Double
  /// θ₀ in units of the median error.
  var noise: Double

  /// The lengths that are tried, in units of the largest |u|. A shorter one would let f follow single
  /// points.
  static let lengths = 0.05...20.0

  init(amplitude: Double, length: Double, noise: Double) {
    self.amplitude = amplitude
    self.length = length
    self.noise = noise
  }

  /// From the coordinates of a search, in which amplitude and length are logarithms.
  init(searched position: ArraySlice<Double>) {
    let start = position.startIndex
    self.init(
      amplitude: exp(position[start]), length: exp(position[start + 1]),
      noise: abs(position[start + 2]))
  }
}

/// The units in which a collapse is computed: u = (T - T_c) (L/ℓ)^(1/ν)/s and (L/ℓ)^X.
struct ScalingUnit: Sendable, Hashable {
  /// ln ℓ, the mean of ln L over the sizes.
  let logSize: Double
  /// s, the largest |T - T_c| (L/ℓ)^(1/ν) at the start.
  let control: Double

  init(_ table: ScalingTable, around start: CriticalParameters) {
    let sizes = table.sizes
    let mean = sizes.reduce(0) { $0 + log($1) } / Double(sizes.count)
    logSize = mean
    let largest = table.points.reduce(0) {
      max($0, abs($1.control - start.criticalPoint) * exp((log($1.size) - mean) / start.nu))
    }
    control = largest > 0 ? largest : 1
  }
}
