/// Mean and variance; of integers from exact sums of the values.
public struct Moments: Sendable {
  /// The number of values.
  public let count: Int
  /// The mean of the values.
  public let mean: Double
  /// Unbiased sample variance; 0 for a single value.
  public let variance: Double

  /// - Precondition: there is at least one value.
  public init(of values: [Int32]) {
    precondition(!values.isEmpty)
    count = values.count
    mean = Double(values.reduce(into: Int64(0)) { $0 += Int64($1) }) / Double(values.count)
    let centre = mean
    let squares = values.reduce(into: 0.0) { sum, value in
      let deviation = Double(value) - centre
      sum += deviation * deviation
    }
    variance = values.count > 1 ? squares / Double(values.count - 1) : 0
  }

  /// - Precondition: there is at least one value.
  public init(of values: [Double]) {
    precondition(!values.isEmpty)
    count = values.count
    let centre = values.reduce(0, +) / Double(values.count)
    mean = centre
    let squares = values.reduce(into: 0.0) { $0 += ($1 - centre) * ($1 - centre) }
    variance = values.count > 1 ? squares / Double(values.count - 1) : 0
  }
}
