import Glibc

/// Fits scaling forms to points, one after another, in memory that is taken once.
///
/// The coefficients are eliminated at every step (G. H. Golub and V. Pereyra, SIAM J. Numer. Anal. 10, 413,
/// 1973, with the Jacobian of L. Kaufman, BIT 15, 49, 1975); T_c, 1/ν, B and X are searched for by damped
/// Gauss-Newton steps, which end where the next one would be shorter than a hundredth of a standard error.
/// The polynomials are Chebyshev's in x over its largest value, so that columns of high degree stay apart.
final class FormFitter {
  private let points: FitPoints
  private let bounds: ClosedRange<Double>
  /// Columns of the basis, made orthonormal, then those of the derivatives.
  private var columns: ColumnStore
  /// R of the decomposition, upper triangle, for each block.
  private var triangle: [Double] = []
  private var residuals: [Double]
  private var coefficients: [Double] = []
  private var form = ScalingForm(degree: 1)
  private var scale = 1.0
  /// By size: L^(1/ν)/scale and L^(-ω).
  private var stretch: [Double]
  private var correction: [Double]

  /// 1/ν in between is tried.
  private static let inverseNu = 0.02...20.0
  private static let largestDimension = 12.0
  /// A column that the others leave less of depends on them.
  private static let dependence = 1e-10
  /// A step that would lower χ² by less ends the search.
  private static let decrement = 1e-4
  private static let mostSteps = 25

  /// - Parameter bounds: where T_c is looked for.
  init(_ points: FitPoints, bounds: ClosedRange<Double>) {
    self.points = points
    self.bounds = bounds
    columns = ColumnStore(rows: points.rowCount)
    residuals = points.observed
    stretch = points.logSizes
    correction = points.logSizes
  }

  /// The least χ² near `start`; nil where the search does not converge, leaves the domain, or the points
  /// do not determine the coefficients.
  func fit(
    _ form: ScalingForm, free: FormParameters.Free, from start: FormParameters,
    withResponse: Bool = false
  ) -> FormFit? {
    let places = free.places(nonlinear: form.isNonlinear)
    let coefficientCount = form.coefficientCount * points.observableBlocks.count
    let degreesOfFreedom = points.pointCount - coefficientCount - places.count
    guard degreesOfFreedom >= 0 else { return nil }
    self.form = form
    columns.reserve(coefficientCount + places.count)
    var parameters = start
    if !form.isNonlinear { parameters.nonlinearity = 0 }
    scale = largestPosition(parameters)
    guard var chiSquare = solve(at: parameters) else { return nil }
    var damping = 0.0
    var isMinimum = places.isEmpty
    var normal = NormalEquations(count: places.count)
    for _ in 0..<Self.mostSteps where !isMinimum {
      normal = jacobian(at: parameters, places)
      let tolerance = Self.decrement * max(1, chiSquare / Double(max(1, degreesOfFreedom)))
      guard let plain = normal.step(damping: 0) else { return nil }
      if plain.gain < tolerance {
        isMinimum = true
        break
      }
      var isLower = false
      for _ in 0..<12 {
        guard let step = damping == 0 ? plain : normal.step(damping: damping) else { return nil }
        var next = parameters
        for (k, place) in places.enumerated() { next[place] += step.values[k] }
        if isInside(next, from: parameters), let value = solve(at: next), value < chiSquare {
          isLower = true
          // A minimum that rounding or a kink keeps from being reached closer.
          isMinimum = chiSquare - value < 1e-3 * tolerance && step.gain < 100 * tolerance
          (parameters, chiSquare) = (next, value)
          damping = damping < 1e-3 ? 0 : damping / 10
          break
        }
        damping = max(10 * damping, 1e-3)
      }
      guard isLower else { return nil }
    }
    guard isMinimum, let last = solve(at: parameters) else { return nil }
    if !places.isEmpty { normal = jacobian(at: parameters, places) }
    guard let covariance = normal.inverse else { return nil }
    var fit = FormFit(
      parameters: parameters, free: places, covariance: covariance, coefficients: coefficients,
      scale: scale, chiSquare: last, degreesOfFreedom: degreesOfFreedom)
    if withResponse { fit.response = response(covariance, places.count, after: coefficientCount) }
    return fit
  }

  /// χ² with nothing searched for.
  func chiSquare(of form: ScalingForm, at parameters: FormParameters) -> Double? {
    self.form = form
    columns.reserve(form.coefficientCount * points.observableBlocks.count)
    scale = largestPosition(parameters)
    return solve(at: parameters)
  }

  private func largestPosition(_ parameters: FormParameters) -> Double {
    var largest = 0.0
    for row in 0..<points.rowCount where points.weights[row] > 0 {
      let t = points.control[row] - parameters.criticalPoint
      let u = t + parameters.nonlinearity * t * t
      let logSize = points.logSizes[points.sizePlaces[row]]
      largest = max(largest, abs(u) * exp(parameters.inverseNu * logSize))
    }
    return largest > 0 ? largest : 1
  }

  private func isInside(_ next: FormParameters, from last: FormParameters) -> Bool {
    // Points lie in -1 ... 1; a step beyond half of that, or to another power law, is a leap in the dark.
    Self.inverseNu.contains(next.inverseNu) && bounds.contains(next.criticalPoint)
      && abs(next.criticalPoint - last.criticalPoint) < 0.5
      && abs(next.inverseNu - last.inverseNu) < 0.3 + 0.5 * last.inverseNu
      && abs(next.nonlinearity) < 20
      && next.dimensions.allSatisfy { abs($0) < Self.largestDimension }
  }

  // MARK: - The linear problem

  /// Residuals and χ² at `parameters`.
  private func solve(at parameters: FormParameters) -> Double? {
    fillBasis(at: parameters)
    let width = form.coefficientCount
    let blockCount = points.observableBlocks.count
    let total = width * blockCount
    if triangle.count != total * total {
      triangle = [Double](repeating: 0, count: total * total)
    } else {
      for k in triangle.indices { triangle[k] = 0 }
    }
    if coefficients.count != total { coefficients = [Double](repeating: 0, count: total) }
    residuals.withUnsafeMutableBufferPointer { residuals in
      for row in 0..<points.rowCount { residuals[row] = points.observed[row] }
    }
    for block in 0..<points.blocks.count {
      let rows = points.blocks[block]
      let range =
        points.blocks.count == 1 ? 0..<total : block * width..<(block + 1) * width
      for j in range {
        let norm = columns.norm(j, rows)
        var rest = norm
        // Once more where much was taken out, which leaves rounding behind.
        for _ in 0..<2 {
          for k in range.lowerBound..<j {
            let overlap = columns.dot(k, j, rows)
            triangle[j * total + k] += overlap
            columns.subtract(overlap, times: k, from: j, rows)
          }
          let left = columns.norm(j, rows)
          let isClean = left > 0.1 * rest
          rest = left
          if isClean { break }
        }
        guard rest.isFinite, rest > Self.dependence * norm else { return nil }
        triangle[j * total + j] = rest
        columns.scale(j, by: 1 / rest, rows)
      }
      for j in range {
        let overlap = columns.project(&residuals, on: j, rows)
        coefficients[j] = overlap
      }
    }
    for j in stride(from: total - 1, through: 0, by: -1) {
      coefficients[j] /= triangle[j * total + j]
      for k in 0..<j { coefficients[k] -= triangle[j * total + k] * coefficients[j] }
    }
    var sum = 0.0
    for residual in residuals { sum += residual * residual }
    return sum.isFinite ? sum : nil
  }

  private func fillBasis(at parameters: FormParameters) {
    for (place, logSize) in points.logSizes.enumerated() {
      stretch[place] = exp(parameters.inverseNu * logSize) / scale
      correction[place] = form.correction.map { exp(-$0.exponent * logSize) } ?? 0
    }
    let width = form.coefficientCount
    for (block, rows) in points.observableBlocks.enumerated() {
      let dimension = parameters.dimensions[block]
      let growth = points.logSizes.map { exp(dimension * $0) }
      for row in rows {
        let place = points.sizePlaces[row]
        let t = points.control[row] - parameters.criticalPoint
        let x = (t + parameters.nonlinearity * t * t) * stretch[place]
        let amplitude = points.weights[row] * growth[place]
        fill(amplitude, x, form.degree + 1, row: row, column: block * width)
        if let terms = form.correction?.terms {
          fill(
            amplitude * correction[place], x, terms, row: row,
            column: block * width + form.degree + 1)
        }
      }
      if let terms = form.correction?.terms {
        addPrior(of: terms, block: block)
      }
      if points.blocks.count != points.observableBlocks.count {
        for column in block * width..<(block + 1) * width {
          columns.clear(column, outside: rows)
        }
      }
    }
    if !points.noise.isIndependent {
      for column in 0..<width * points.observableBlocks.count {
        points.noise.whiten(columns.pointer(column))
      }
    }
  }

  /// Rows that hold the coefficients of the irrelevant field to their expected size, where rows fill up.
  private func addPrior(of terms: Int, block: Int) {
    let first = block * form.coefficientCount + form.degree + 1
    let last = points.observableBlocks[block].upperBound - 1
    let expected = form.correction!.expected * points.spreads[block]
    for k in 0..<min(terms, FitPoints.fewestFilling) { columns[last - k, first + k] = 1 / expected }
  }

  private func fill(_ amplitude: Double, _ x: Double, _ count: Int, row: Int, column: Int) {
    var (last, next) = (amplitude * x, amplitude)
    for k in 0..<count {
      columns[row, column + k] = next
      (last, next) = (next, 2 * x * next - last)
    }
  }

  // MARK: - Derivatives

  private func jacobian(at parameters: FormParameters, _ places: [Int]) -> NormalEquations {
    let width = form.coefficientCount
    let first = width * points.observableBlocks.count
    for k in places.indices { columns.clear(first + k) }
    for (block, rows) in points.observableBlocks.enumerated() {
      let dimension = parameters.dimensions[block]
      let growth = points.logSizes.map { exp(dimension * $0) }
      for row in rows {
        let place = points.sizePlaces[row]
        let logSize = points.logSizes[place]
        let t = points.control[row] - parameters.criticalPoint
        let u = t + parameters.nonlinearity * t * t
        let x = u * stretch[place]
        let amplitude = points.weights[row] * growth[place]
        var (value, slope) = series(x, block * width, form.degree + 1)
        if let terms = form.correction?.terms {
          let other = series(x, block * width + form.degree + 1, terms)
          value += correction[place] * other.value
          slope += correction[place] * other.slope
        }
        for (k, parameter) in places.enumerated() {
          let derivative =
            switch parameter {
            case 0: -slope * (1 + 2 * parameters.nonlinearity * t) * stretch[place]
            case 1: slope * x * logSize
            case 2: slope * t * t * stretch[place]
            default: parameter - 3 == block ? value * logSize : 0
            }
          columns[row, first + k] = amplitude * derivative
        }
      }
    }
    for k in places.indices {
      points.noise.whiten(columns.pointer(first + k))
      for (block, rows) in points.blocks.enumerated() {
        let range = points.blocks.count == 1 ? 0..<first : block * width..<(block + 1) * width
        for j in range {
          let overlap = columns.dot(j, first + k, rows)
          columns.subtract(overlap, times: j, from: first + k, rows)
        }
      }
    }
    var normal = NormalEquations(count: places.count)
    let all = 0..<points.rowCount
    for k in places.indices {
      for l in 0...k {
        let product = columns.dot(first + k, first + l, all)
        normal.matrix[k * places.count + l] = product
        normal.matrix[l * places.count + k] = product
      }
      normal.gradient[k] = columns.dot(first + k, residuals, all)
    }
    return normal
  }

  /// Σ c_k T_k(x) and its derivative by x.
  private func series(_ x: Double, _ first: Int, _ count: Int) -> (value: Double, slope: Double) {
    var (last, next) = (x, 1.0)
    var (lastSlope, nextSlope) = (1.0, 0.0)
    var (value, slope) = (0.0, 0.0)
    coefficients.withUnsafeBufferPointer { coefficients in
      for k in first..<first + count {
        value += coefficients[k] * next
        slope += coefficients[k] * nextSlope
        let following = 2 * x * next - last
        let followingSlope = 2 * next + 2 * x * nextSlope - lastSlope
        (last, next) = (next, following)
        (lastSlope, nextSlope) = (nextSlope, followingSlope)
      }
    }
    return (value, slope)
  }

  /// (JᵀJ)⁻¹ Jᵀ.
  private func response(_ covariance: [Double], _ count: Int, after first: Int) -> [Double] {
    var response = [Double](repeating: 0, count: count * points.rowCount)
    for k in 0..<count {
      for l in 0..<count {
        let factor = covariance[k * count + l]
        for row in 0..<points.rowCount {
          response[k * points.rowCount + row] += factor * columns[row, first + l]
        }
      }
    }
    return response
  }
}
