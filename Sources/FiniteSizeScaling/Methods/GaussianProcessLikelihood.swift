import Glibc
import Statistics

/// The likelihood of values whose common curve is a Gaussian process.
///
/// The covariance matrix Σ of n values need not be built. A process with a smooth covariance on an
/// interval [-B, B] that is somewhat larger than the data is
/// f(u) = Σ_j c_j sin(ω_j (u + B))/√B, ω_j = πj/2B, with independent c_j of variance
/// S(ω_j) = θ₁² √(2π) θ₂ exp(-ω_j² θ₂²/2), the spectral density (A. Solin and S. Särkkä, Stat. Comput.
/// 30, 419, 2020). Some thirty terms reproduce the covariance to 10⁻⁷, and so the likelihood costs
/// n m² operations instead of n³. A constant of wide variance is added, so that f need not be near 0.
///
/// With Φ the terms at the points over the errors D^½ and times the deviations of c,
/// A = 1 + ΦᵀΦ, and y the values over D^½: ln det Σ = ln det D + ln det A, and yᵀΣ⁻¹y is the minimum of
/// |y - Φc|² + |c|², which is at c = A⁻¹Φᵀy. As a minimum it does not suffer from rounding in c.
struct GaussianProcessLikelihood: Sendable {
  let unit: ScalingUnit
  /// The standard deviation of the values.
  let spread: Double
  private let points: [ScalingPoint]
  private let logSizes: [Double]
  private let medianError: Double
  private let constantDeviation: Double

  /// ω θ₂ beyond which terms are left out: exp(-7²/2) = 2·10⁻¹¹.
  private static let cutoff = 7.0
  /// More terms are not computed with: such a curve would bend hundreds of times between the points.
  private static let mostTerms = 200.0
  /// The distance of B from the data in units of θ₂: images in the mirrors at ±B are 8 away.
  private static let margin = 4.0

  init(_ table: ScalingTable, around start: CriticalParameters) {
    self.init(table, unit: ScalingUnit(table, around: start))
  }

  init(_ table: ScalingTable, unit: ScalingUnit) {
    self.unit = unit
    points = table.points
    logSizes = points.map { log($0.size) - unit.logSize }
    medianError = quantile(points.map(\.error), at: 0.5)
    let count = Double(points.count)
    let mean = points.reduce(0) { $0 + $1.value } / count
    let square = points.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) } / count
    spread = max(square.squareRoot(), medianError)
    constantDeviation = 10 * max(spread, points.reduce(0) { max($0, abs($1.value)) })
  }

  /// ln of the likelihood; -∞ outside of the domain.
  func logLikelihood(at parameters: CriticalParameters, kernel: SmoothnessKernel) -> Double {
    guard parameters.nu > 0.02, parameters.nu < 50, abs(parameters.scalingDimension) < 50,
      SmoothnessKernel.lengths.contains(kernel.length),
      abs(log(kernel.amplitude / spread)) < 15, kernel.noise < 1e6
    else { return -.infinity }
    let count = points.count
    let u = zip(points, logSizes).map {
      ($0.control - parameters.criticalPoint) * exp($1 / parameters.nu) / unit.control
    }
    let extent = u.reduce(0) { max($0, abs($1)) }
    guard extent < 1e3 else { return -.infinity }
    let half = extent + Self.margin * kernel.length
    let termCount = (Self.cutoff / kernel.length * 2 * half / .pi).rounded(.up)
    guard termCount <= Self.mostTerms else { return -.infinity }
    let terms = Int(termCount)
    let deviations = (1...terms).map { j -> Double in
      let phase = Double(j) * .pi / (2 * half) * kernel.length
      let density = kernel.amplitude * kernel.amplitude * (2 * .pi).squareRoot() * kernel.length
      return (density * exp(-phase * phase / 2) / half).squareRoot()
    }

    let width = terms + 1
    var phi = [Double](repeating: 0, count: count * width)
    var y = [Double](repeating: 0, count: count)
    var logNoise = 0.0
    for i in 0..<count {
      let growth = exp(parameters.scalingDimension * logSizes[i])
      let excess = kernel.noise * medianError * growth
      let noise = (points[i].error * points[i].error + excess * excess).squareRoot()
      logNoise += 2 * log(noise)
      y[i] = points[i].value / noise
      let factor = growth / noise
      phi[i * width] = factor * constantDeviation
      // sin (j + 1)a = 2 cos a sin ja - sin (j - 1)a.
      let angle = .pi / (2 * half) * (u[i] + half)
      let twice = 2 * cos(angle)
      var (last, next) = (0.0, sin(angle))
      for j in 0..<terms {
        phi[i * width + j + 1] = factor * deviations[j] * next
        (last, next) = (next, twice * next - last)
      }
    }
    guard let (form, logDeterminant) = Self.marginal(phi, y, width: width) else {
      return -.infinity
    }
    return -0.5 * (form + logNoise + logDeterminant + Double(count) * log(2 * .pi))
  }

  /// yᵀ(1 + ΦΦᵀ)⁻¹y and ln det(1 + ΦΦᵀ).
  private static func marginal(
    _ phi: [Double], _ y: [Double], width: Int
  ) -> (form: Double, logDeterminant: Double)? {
    var a = [Double](repeating: 0, count: width * width)
    var b = [Double](repeating: 0, count: width)
    for i in y.indices {
      let row = i * width
      for p in 0..<width {
        let factor = phi[row + p]
        b[p] += factor * y[i]
        for q in 0...p { a[p * width + q] += factor * phi[row + q] }
      }
    }
    for p in 0..<width { a[p * width + p] += 1 }
    guard let factor = CholeskyFactor(a, dimension: width) else { return nil }
    let c = factor.solve(b)
    var form = c.reduce(0) { $0 + $1 * $1 }
    for i in y.indices {
      var rest = y[i]
      for p in 0..<width { rest -= phi[i * width + p] * c[p] }
      form += rest * rest
    }
    return form.isFinite ? (form, factor.logDeterminant) : nil
  }
}
