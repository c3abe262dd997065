/// Which values belong together: lanes are independent of each other, the values of one lane perhaps not.
///
/// A lane is a chain, or a replica of a sampler. The standard error of a mean over n values, n_l of them in
/// lane l with mean m_l, is
///
///     e² = K/(K - 1) Σ_l (n_l (m_l - mean))² / n²
///
/// with K lanes: it holds whatever the correlations within a lane are.
public struct Lanes: Sendable {
  /// The lane of each value, from 0; a lane may have none.
  public let numbers: [Int]
  /// The number of lanes that have values.
  public let count: Int

  /// - Precondition: at least two lanes.
  public init(_ numbers: [Int]) {
    self.numbers = numbers
    count = Set(numbers).count
    precondition(count >= 2, "errors need two lanes")
  }

  /// The mean of `values` with its error.
  ///
  /// - Precondition: as many values as there are lane numbers.
  public func mean(_ values: some Collection<Double>) -> Estimate {
    precondition(values.count == numbers.count)
    let total = Double(values.count)
    let mean = values.reduce(0, +) / total
    var sums = [Double](repeating: 0, count: numbers.max()! + 1)
    for (value, lane) in zip(values, numbers) { sums[lane] += value - mean }
    let squares = sums.reduce(0) { $0 + $1 * $1 }
    let lanes = Double(count)
    return Estimate(
      value: mean, standardError: (squares * lanes / (lanes - 1)).squareRoot() / total)
  }

  /// ⟨x²⟩/⟨x⟩² with its error, to first order in the errors of the two means.
  public func momentRatio(_ values: [Double]) -> Estimate {
    let total = Double(values.count)
    let mean = values.reduce(0, +) / total
    let square = values.reduce(0) { $0 + $1 * $1 } / total
    let ratio = square / (mean * mean)
    // The derivatives of the ratio by the two means, 1/m² and -2 q/m³.
    let influences = values.map {
      ($0 * $0 - square) / (mean * mean) - 2 * ratio * ($0 - mean) / mean
    }
    return Estimate(value: ratio, standardError: self.mean(influences).standardError)
  }
}
