/// A quantity measured on several machines that were trained alike, each from a seed of its own.
///
/// A training seed stands for everything that was drawn anew: training set, initial weights, order of the
/// batches and the generated configurations. So the seeds are the unit of replication, and the scatter
/// between them contains the sampling errors. With few seeds the scatter may come out too small by chance;
/// the standard error is therefore at least what the sampling errors alone give:
///
///     e² = max(s², mean of e_i²) / n,    mean ± t(0.975; n - 1)·e
public struct SeedMean: Sendable, Equatable {
  /// One value for each seed.
  public let values: [Double]
  /// Their mean.
  public let mean: Double
  /// The standard error of the mean.
  public let standardError: Double
  /// The 95 % interval of the mean over all seeds there could be; without bounds for a single one.
  public let interval: ClosedRange<Double>

  /// The fewest seeds that can confirm or refute anything.
  public static let fewestSeeds = 3

  /// - Parameter estimates: the value of each seed with its sampling error, 0 where there is none.
  /// - Precondition: there is at least one.
  public init(_ estimates: [Estimate]) {
    precondition(!estimates.isEmpty)
    let values = estimates.map(\.value)
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let spread = values.count > 1 ? squares / (count - 1) : 0
    let sampling = estimates.reduce(0) { $0 + $1.standardError * $1.standardError } / count
    self.values = values
    self.mean = mean
    standardError = (max(spread, sampling) / count).squareRoot()
    guard values.count > 1, standardError.isFinite else {
      interval = -.infinity ... .infinity
      return
    }
    let half = studentTQuantile(0.975, degreesOfFreedom: count - 1) * standardError
    interval = mean - half...mean + half
  }

  /// The same of values without sampling errors of their own, such as differences within each seed.
  public init(_ values: [Double]) {
    self.init(values.map { Estimate(value: $0, standardError: 0) })
  }
}
