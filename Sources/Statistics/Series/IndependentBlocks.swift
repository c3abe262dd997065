/// Vectors along a series, gathered into blocks so long that their means are as good as independent.
///
/// Tests for independent vectors, by random signs or by a joint covariance, then hold for correlated ones
/// too: a block of ten autocorrelation times of the slowest component leaves a correlation of about 1/20
/// between neighbours.
///
/// Slow modes of small amplitude, such as the rare long excursions of a chain in its ordered phase, are not
/// seen by a window on ρ(t), and blocks by such a τ are too short. Where there are blocks enough, `coarse`
/// gathers the series in `BatchMeans.standardCount` stretches; a test by those as well is a lower guard.
public struct IndependentBlocks: Sendable {
  /// `columns[k][b]` is the mean of component k in block b.
  public let columns: [[Double]]
  /// The means of twenty long stretches, `[k][stretch]`; nil of independent samples, and where the blocks are
  /// no more than twice as many.
  public let coarse: [[Double]]?
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
      self.init(columns: columns, coarse: nil, length: 1, worth: 1, slowestTime: 0.5)
    case .stated(let effectiveCount):
      let worth = min(1, effectiveCount / Double(count))
      self.init(columns: columns, coarse: nil, length: 1, worth: worth, slowestTime: 0.5 / worth)
    case .correlated:
      let slowest = columns.map { integratedAutocorrelationTime($0).integratedTime }.max()!
      let length = max(1, Int((Self.times * slowest).rounded(.up)))
      let blocks = max(1, count / length)
      let stretches = BatchMeans.standardCount
      self.init(
        columns: columns.map { Self.means($0, of: blocks) },
        coarse: blocks > 2 * stretches ? columns.map { Self.means($0, of: stretches) } : nil,
        length: min(length, count), worth: 1, slowestTime: slowest)
    }
  }

  /// The means of `number` stretches of equal length; the elements beyond the last are left out.
  private static func means(_ column: [Double], of number: Int) -> [Double] {
    let width = column.count / number
    return (0..<number).map { index in
      column[index * width..<(index + 1) * width].reduce(0, +) / Double(width)
    }
  }

  private init(
    columns: [[Double]], coarse: [[Double]]?, length: Int, worth: Double, slowestTime: Double
  ) {
    self.columns = columns
    self.coarse = coarse
    self.length = length
    self.worth = worth
    self.slowestTime = slowestTime
  }
}
