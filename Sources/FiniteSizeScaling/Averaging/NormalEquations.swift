/// JᵀJ δ = Jᵀr for a few parameters.
struct NormalEquations {
  let count: Int
  var matrix: [Double]
  var gradient: [Double]

  init(count: Int) {
    self.count = count
    matrix = [Double](repeating: 0, count: count * count)
    gradient = [Double](repeating: 0, count: count)
  }

  /// The step of Levenberg and Marquardt, and by how much χ² would fall if it were quadratic.
  func step(damping: Double) -> (values: [Double], gain: Double)? {
    var damped = matrix
    for k in 0..<count { damped[k * count + k] *= 1 + damping }
    guard let factor = Self.factor(damped, count) else { return nil }
    var values = gradient
    for i in 0..<count {
      for j in 0..<i { values[i] -= factor[i * count + j] * values[j] }
      values[i] /= factor[i * count + i]
    }
    for i in stride(from: count - 1, through: 0, by: -1) {
      for j in i + 1..<max(count, i + 1) { values[i] -= factor[j * count + i] * values[j] }
      values[i] /= factor[i * count + i]
    }
    return (values, zip(values, gradient).reduce(0) { $0 + $1.0 * $1.1 })
  }

  /// (JᵀJ)⁻¹, row by row; nil where it is singular.
  var inverse: [Double]? {
    guard count > 0 else { return [] }
    var inverse = [Double](repeating: 0, count: count * count)
    for k in 0..<count {
      var unit = self
      unit.gradient = (0..<count).map { $0 == k ? 1 : 0 }
      guard let column = unit.step(damping: 0) else { return nil }
      for i in 0..<count { inverse[i * count + k] = column.values[i] }
    }
    return inverse
  }

  /// The Cholesky factor, of a matrix whose rows and columns may be of any units.
  private static func factor(_ matrix: [Double], _ count: Int) -> [Double]? {
    var factor = matrix
    for j in 0..<count {
      let whole = factor[j * count + j]
      for i in j..<count {
        for k in 0..<j { factor[i * count + j] -= factor[i * count + k] * factor[j * count + k] }
      }
      let pivot = factor[j * count + j]
      guard pivot.isFinite, pivot > 1e-13 * whole else { return nil }
      factor[j * count + j] = pivot.squareRoot()
      for i in j + 1..<max(count, j + 1) { factor[i * count + j] /= factor[j * count + j] }
    }
    return factor
  }
}
