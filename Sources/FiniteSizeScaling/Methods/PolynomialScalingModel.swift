import Glibc
import Statistics

/// The scaling form as a separable model: T_c, 1/ν and X are its parameters.
///
/// Inside, sizes are in units of their geometric mean ℓ and x in units of its largest value at the
/// start, x = (T - T_c) (L/ℓ)^(1/ν)/s, so that the powers of x are of order 1 and the coefficients of f
/// depend little on ν and X. The family of polynomials is the same.
struct PolynomialScalingModel: SeparableModel {
  let observationCount: Int
  let coefficientCount: Int
  var parameterCount: Int { free.count }

  /// The values of the free parameters at the start: T_c, 1/ν, X. A search has its coordinates from
  /// there, because the first steps that it tries are as large as its coordinates: T_c itself may be a
  /// million times its error.
  private let origin: [Double]
  var start: [Double] { [Double](repeating: 0, count: free.count) }
  private let free: [CriticalParameter]
  private let fixed: CriticalParameters
  private let points: [ScalingPoint]
  private let logSizes: [Double]
  private let logUnit: Double
  private let scale: Double
  private let degree: Int
  private let corrections: [ScalingCorrection]

  /// 1/ν beyond which nothing is tried; at 0 all sizes have one curve.
  private static let inverseNu = 0.0...50.0

  init(
    _ form: PolynomialScaling, _ table: ScalingTable, _ held: HeldParameters,
    start: CriticalParameters
  ) {
    points = table.points
    observationCount = points.count
    let sizes = table.sizes.map { log($0) }
    let unit = sizes.reduce(0, +) / Double(sizes.count)
    logUnit = unit
    logSizes = points.map { log($0.size) - unit }
    free = held.free
    fixed = start
    degree = form.degree
    corrections = form.corrections
    coefficientCount = degree + 1 + corrections.reduce(0) { $0 + $1.powers.count }
    origin = held.free.map { $0 == .nu ? 1 / start.nu : start[$0] }
    let extents = zip(points, logSizes).map {
      abs($0.control - start.criticalPoint) * exp($1 / start.nu)
    }
    let largest = extents.max() ?? 0
    scale = largest > 0 ? largest : 1
  }

  /// The critical parameters that `offsets` from the start stand for.
  func parameters(_ offsets: [Double]) -> CriticalParameters {
    var result = fixed
    for (k, parameter) in free.enumerated() {
      let value = origin[k] + offsets[k]
      result[parameter] = parameter == .nu ? 1 / value : value
    }
    return result
  }

  /// The covariance of all three critical parameters from that of the free ones, dν = -ν² d(1/ν).
  func covariance(_ matrix: [[Double]], at parameters: CriticalParameters) -> [[Double]] {
    let slopes = free.map { $0 == .nu ? -parameters.nu * parameters.nu : 1 }
    let all = CriticalParameter.allCases
    return all.map { row in
      all.map { column in
        guard let i = free.firstIndex(of: row), let j = free.firstIndex(of: column) else {
          return 0
        }
        return slopes[i] * matrix[i][j] * slopes[j]
      }
    }
  }

  /// f at x in the units of the data, for coefficients in those of the model.
  func scalingFunction(
    _ x: Double, coefficients: [Double], at parameters: CriticalParameters
  ) -> Double {
    let u = x * exp(-logUnit / parameters.nu) / scale
    let value = coefficients.reversed().reduce(0) { $0 * u + $1 }
    return value * exp(-logUnit * parameters.scalingDimension)
  }

  func fillBasis(_ basis: inout [Double], at values: [Double]) -> Bool {
    let parameters = parameters(values)
    guard Self.inverseNu.contains(1 / parameters.nu), abs(parameters.scalingDimension) < 50 else {
      return false
    }
    for i in 0..<observationCount {
      let x = scaledControl(i, parameters)
      let amplitude = exp(parameters.scalingDimension * logSizes[i]) / points[i].error
      var column = 0
      func fill(_ powers: ClosedRange<Int>, _ factor: Double) {
        var term = factor * pow(x, Double(powers.lowerBound))
        for _ in powers {
          basis[column * observationCount + i] = term
          term *= x
          column += 1
        }
      }
      fill(0...degree, amplitude)
      for correction in corrections {
        fill(correction.powers, amplitude * factor(correction, i, parameters))
      }
    }
    return true
  }

  func fillDerivatives(
    _ derivatives: inout [Double], at values: [Double], coefficients: [Double]
  ) {
    let parameters = parameters(values)
    for i in 0..<observationCount {
      let x = scaledControl(i, parameters)
      let amplitude = exp(parameters.scalingDimension * logSizes[i]) / points[i].error
      // The derivative by x, and that by X.
      var (slope, growth) = (0.0, 0.0)
      var column = 0
      func add(_ powers: ClosedRange<Int>, _ factor: Double, growing: Bool) {
        for power in powers {
          let term = coefficients[column] * factor
          if power > 0 { slope += term * Double(power) * pow(x, Double(power - 1)) }
          if growing { growth += term * pow(x, Double(power)) * logSizes[i] }
          column += 1
        }
      }
      add(0...degree, amplitude, growing: true)
      for correction in corrections {
        add(
          correction.powers, amplitude * factor(correction, i, parameters),
          growing: correction.factor != .background)
      }
      for (k, parameter) in free.enumerated() {
        derivatives[k * observationCount + i] =
          switch parameter {
          case .criticalPoint: -slope * exp(logSizes[i] / parameters.nu) / scale
          case .nu: slope * x * logSizes[i]
          case .scalingDimension: growth
          }
      }
    }
  }

  private func scaledControl(_ i: Int, _ parameters: CriticalParameters) -> Double {
    (points[i].control - parameters.criticalPoint) * exp(logSizes[i] / parameters.nu) / scale
  }

  private func factor(
    _ correction: ScalingCorrection, _ i: Int, _ parameters: CriticalParameters
  ) -> Double {
    switch correction.factor {
    case .power(let omega): exp(-omega * logSizes[i])
    case .logarithm: logSizes[i]
    case .background: exp(-parameters.scalingDimension * logSizes[i])
    }
  }
}

/// A fitted f.
struct PolynomialCurve: Sendable {
  let coefficients: [Double]
  let model: PolynomialScalingModel
  let parameters: CriticalParameters

  func callAsFunction(_ x: Double) -> Double {
    model.scalingFunction(x, coefficients: coefficients, at: parameters)
  }
}
