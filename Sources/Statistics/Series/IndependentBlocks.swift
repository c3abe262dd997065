/// Vectors along a series, gathered into blocks so long that their means are as good as independent.
///
/// Tests for independent vectors, by random signs or by a joint covariance, then hold for correlated ones
/// too: a block of ten autocorrelation times of the slowest component leaves a correlation of about 1/20
/// between neighbours.
public struct IndependentBlocks: Sendable {
  /// `columns[k][b]` is the mean of component k in block b.
  public let columns: [[Double]]
  /// The number of successive samples in a block, 1 where the samples are independent.
  public let length: Int
  /// How many independent blocks a block is worth: below 1 only where the order is lost and the samples are
  /// known to be worth less than they are.
  public let worth: Double
  /// τ_int of the slowest component.
  public let slowestTime: Double

  /// The length of a block in autocorrelation times.
  public static let times = 10.0

  /// n_eff, the number of blocks as far as they are independent.
  public var effectiveCount: Double { Double(columns[0].count) * worth }

  /// Whether there are blocks enough: n is at least `EffectiveSize.fewestTimes` τ, twenty blocks.
  public var suffice: Bool {
    length == 1 || Double(columns[0].count) * Self.times >= EffectiveSize.fewestTimes
  }

  /// - Precondition: at least one column; all have the same, positive length.
  public init(_ columns: [[Double]], inOrder order: SampleOrder) {
    let count = columns[0].count
    switch order {
    case .independent:
      self.init(columns: columns, length: 1, worth: 1, slowestTime: 0.5)
    case .stated(let effectiveCount):
      let worth = min(1, effectiveCount / Double(count))
      self.init(columns: columns, length: 1, worth: worth, slowestTime: 0.5 / worth)
    case .correlated:
      let slowest = columns.map { integratedAutocorrelationTime($0).integratedTime }.max()!
      let length = max(1, Int((Self.times * slowest).rounded(.up)))
      // The samples beyond the last whole block are left out.
      let blocks = max(1, count / length)
      let width = min(length, count)
      let means = columns.map { column in
        (0..<blocks).map { block in
          column[block * width..<(block + 1) * width].reduce(0, +) / Double(width)
        }
      }
      self.init(columns: means, length: width, worth: 1, slowestTime: slowest)
    }
  }

  private init(columns: [[Double]], length: Int, worth: Double, slowestTime: Double) {
    self.columns = columns
    self.length = length
    self.worth = worth
    self.slowestTime = slowestTime
  }
}
