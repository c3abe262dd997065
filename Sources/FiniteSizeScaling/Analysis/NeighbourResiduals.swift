/// How far points lie from the polynomials through their neighbours on the same curve, k on either side.
///
/// r_i = (y_i - Σ_j w_j y_j) / √(e_i² + Σ_j w_j² e_j²) with the weights w of Lagrange has the variance that y has in
/// units of e, whatever the curve, as long as it is a polynomial of degree 2 k - 1 over 2 k + 1 points (T. Gasser, L. Sroka
/// and C. Jennen-Steinmetz, Biometrika 73, 625, 1986). A polynomial through a whole curve cannot follow a step from one
/// plateau to another; its neighbours can.
struct NeighbourResiduals {
  /// One residual.
  struct Residual {
    /// y_i - Σ_j w_j y_j.
    let deviation: Double
    /// The same in units of its error, r_i.
    let standardized: Double
    /// The range of the values of its curve.
    let range: Double
    /// What r_i is of the values in units of their errors: the number of the point in the table, and its part. The
    /// squares add up to 1.
    let parts: [(point: Int, part: Double)]
  }

  let residuals: [Residual]

  init(of table: ScalingTable, neighbours: Int) {
    var residuals: [Residual] = []
    var first = 0
    for curve in table.curves {
      defer { first += curve.count }
      guard curve.count > 2 * neighbours else { continue }
      let values = curve.map(\.value)
      let range = max(values.max()! - values.min()!, .leastNormalMagnitude)
      for index in neighbours..<curve.count - neighbours {
        let around = index - neighbours...index + neighbours
        let weights = around.map { Self.weight(of: $0, at: index, among: around, of: curve) }
        let pairs = zip(around, weights)
        let deviation = pairs.reduce(0) { $0 + $1.1 * curve[$1.0].value }
        let error = pairs.reduce(0) { sum, pair in
          let part = pair.1 * curve[pair.0].error
          return sum + part * part
        }.squareRoot()
        residuals.append(
          Residual(
            deviation: deviation, standardized: deviation / error, range: range,
            parts: pairs.map { (first + $0, $1 * curve[$0].error / error) }))
      }
    }
    self.residuals = residuals
  }

  /// The mean of r², the variance of the values in units of e².
  var variance: Double {
    residuals.reduce(0) { $0 + $1.standardized * $1.standardized } / Double(max(1, residuals.count))
  }

  /// The degrees of freedom of a χ² with the relative scatter of `variance`, (tr A)² / tr A² for the quadratic form A of
  /// Σ r² (F. E. Satterthwaite, Biometrics Bulletin 2, 110, 1946): neighbouring residuals have points in common.
  var degreesOfFreedom: Double {
    var squares = 0.0
    for (index, residual) in residuals.enumerated() {
      squares += 1
      for other in residuals[(index + 1)...] {
        guard other.parts[0].point <= residual.parts.last!.point else { break }
        let product = residual.parts.reduce(0) { sum, a in
          sum + (other.parts.first { $0.point == a.point }?.part ?? 0) * a.part
        }
        squares += 2 * product * product
      }
    }
    return squares > 0 ? Double(residuals.count * residuals.count) / squares : 0
  }

  /// The part of a point in y_i - Σ_j w_j y_j.
  private static func weight(
    of j: Int, at index: Int, among around: ClosedRange<Int>, of curve: [ScalingPoint]
  ) -> Double {
    if j == index { return 1 }
    return around.reduce(-1) { weight, k in
      k == j || k == index
        ? weight
        : weight * (curve[index].control - curve[k].control)
          / (curve[j].control - curve[k].control)
    }
  }
}
