/// The variances of a fit's parameters where points of one size share a part of their errors.
///
/// To the independent part, 1 - ρ of each variance, comes what moves the level of a size's curve, ρ, and its
/// slope, as much at its ends.
struct SharedVariance: Sendable {
  /// ρ.
  let correlation: Double

  /// The variance of each free parameter.
  func variances(of fit: FormFit, _ points: FitPoints) -> [Double] {
    fit.free.indices.map { place in
      let response = fit.response[place * points.rowCount..<(place + 1) * points.rowCount]
      let first = response.startIndex
      var independent = 0.0
      var groups: [Int: [Int]] = [:]
      for (block, rows) in points.observableBlocks.enumerated() {
        for row in rows where points.weights[row] > 0 {
          independent += response[first + row] * response[first + row]
          let key = block * points.logSizes.count + points.sizePlaces[row]
          groups[key, default: []].append(row)
        }
      }
      let shared = groups.keys.sorted().reduce(0.0) { sum, key in
        let rows = groups[key]!
        let center = rows.reduce(0) { $0 + points.control[$1] } / Double(rows.count)
        let reach = rows.reduce(0) { max($0, abs(points.control[$1] - center)) }
        let level = rows.reduce(0) { $0 + response[first + $1] }
        let slope =
          reach > 0
          ? rows.reduce(0) {
            $0 + response[first + $1] * (points.control[$1] - center) / reach
          } : 0
        return sum + level * level + slope * slope
      }
      return (1 - correlation) * independent + correlation * shared
    }
  }

  /// The degrees of freedom of χ² of points whose errors are shared, by its variance (F. E. Satterthwaite,
  /// Biometrics Bull. 2, 110, 1946): n²/tr C² for correlations C of n points.
  func degreesOfFreedom(sizes counts: [Int]) -> Double {
    let total = Double(counts.reduce(0, +))
    let square = counts.reduce(0.0) { sum, count in
      let n = Double(count)
      return sum + n + n * (n - 1) * correlation * correlation
    }
    return total * total / square
  }
}
