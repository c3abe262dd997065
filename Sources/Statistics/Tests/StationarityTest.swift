import Glibc

/// Do series keep their levels from beginning to end?
///
/// The elements are gathered into blocks that are as good as independent, and the largest contrast between a part
/// and the rest,
///
///     z = (ȳ_part - ȳ) / (s (1/m - 1/B)^½),   m of B blocks,
///
/// is sought: over all places at which the level may change once, over windows of 4, 8, 16 … blocks that overlap by
/// half, and over the slope of a straight line. Without a change the blocks may stand in any order, and the p-value
/// is the share of random orders with as large a contrast in any of the series; it is exact for independent elements.
/// Beyond what so many orders resolve it is Student's tail of z, times the number of contrasts.
///
/// In a correlated series a block holds ten autocorrelation times, of τ about the means of the two halves, which a
/// change of level lengthens less. Slow modes of small amplitude are not seen by a window on ρ(t); twenty
/// long stretches, by Student's t, are a lower guard against them: the larger p-value counts.
///
/// Changes of fewer than four blocks are not seen: of a hundredth of independent draws, or of forty τ. Large ones in
/// a chain look like a τ so long that there are no blocks.
public struct StationarityTest: Sendable {
  /// A part of the elements that differs from the rest.
  public struct Change: Sendable, Equatable {
    /// Which series.
    public let series: Int
    /// The part: from the first element on, to the last, or in between.
    public let part: Range<Int>
    /// The means of the part and of the rest.
    public let means: (part: Double, rest: Double)

    public static func == (one: Change, other: Change) -> Bool {
      one.series == other.series && one.part == other.part && one.means == other.means
    }
  }

  /// The largest contrast, in standard deviations of it.
  public let statistic: Double
  /// The probability of such a contrast where no level changes.
  public let pValue: Double
  /// Where the largest contrast is; that of a slope is between the halves.
  public let change: Change
  /// τ_int of the slowest series about the means of its halves, ½ of independent elements.
  public let integratedTime: Double

  /// Fewer blocks have no order to speak of.
  public static let fewestBlocks = 20
  /// The most blocks: the finest part is a hundredth of the series.
  static let mostBlocks = 512
  /// The smallest part, in blocks: of one block alone no order says anything.
  static let smallestPart = 4

  private static let orders = SequentialMonteCarlo(maximumReplicates: 19_999, exceedanceGoal: 50)

  /// The test of series in their common order; nil where there are too few elements, by their correlations, to say.
  ///
  /// - Parameters:
  ///   - columns: `columns[k][i]` is series k of element i.
  ///   - isCorrelated: whether successive elements belong to a chain.
  ///   - generator: of the random orders.
  /// - Precondition: at least one series; all have the same length.
  public init?(
    _ columns: [[Double]], isCorrelated: Bool, using generator: inout some RandomNumberGenerator
  ) {
    let count = columns[0].count
    precondition(columns.allSatisfy { $0.count == count }, "series of different lengths")
    guard count >= Self.fewestBlocks else { return nil }
    let half = count / 2
    integratedTime =
      isCorrelated
      ? columns.map {
        integratedAutocorrelationTime(components: [Array($0[..<half]), Array($0[half..<2 * half])])
          .integratedTime
      }.max()! : 0.5
    let independent =
      isCorrelated ? Int((IndependentBlocks.times * integratedTime).rounded(.up)) : 1
    // Whole blocks of one length, so that fewer elements than a block has are left over.
    let width = max(independent, (count + Self.mostBlocks - 1) / Self.mostBlocks)
    let blocks = count / width
    guard blocks >= Self.fewestBlocks else { return nil }

    let fine = BlockContrasts(columns, width: width, smallestPart: Self.smallestPart)
    let observed = fine.largest()
    var order = Array(0..<blocks)
    let outcome = Self.orders.pValue(of: observed.z) {
      order.shuffle(using: &generator)
      return fine.largest(in: order).z
    }
    var pValue = outcome.pValue
    if outcome.exceedances == 0 { pValue = min(pValue, fine.tail(of: observed.z)) }
    if isCorrelated {
      let coarse = BlockContrasts(
        columns, width: count / BatchMeans.standardCount, smallestPart: 1)
      pValue = max(pValue, coarse.tail(of: coarse.largest().z))
    }
    self.pValue = pValue
    statistic = observed.z
    let part = observed.part.lowerBound * width..<observed.part.upperBound * width
    let column = columns[observed.series]
    let inside = column[part].reduce(0, +)
    let rest = column.reduce(0, +) - inside
    change = Change(
      series: observed.series, part: part,
      means: (inside / Double(part.count), rest / Double(count - part.count)))
  }
}

/// Contrasts between a part of a series of blocks and the rest of them.
private struct BlockContrasts {
  /// Of each series, less their mean and over their standard deviation.
  private let values: [[Double]]
  private let count: Int
  private let smallestPart: Int
  /// Lengths of windows.
  private let lengths: [Int]
  /// Σ (i - (B - 1)/2)².
  private let squaresOfPlaces: Double

  /// Blocks of `width` elements each; what is left over at the end is left out.
  init(_ columns: [[Double]], width: Int, smallestPart: Int) {
    let blocks = columns[0].count / width
    count = blocks
    self.smallestPart = smallestPart
    values = columns.map { column in
      let means = (0..<blocks).map { block in
        column[block * width..<(block + 1) * width].reduce(0, +) / Double(width)
      }
      let mean = means.reduce(0, +) / Double(blocks)
      let squares = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = (squares / Double(blocks - 1)).squareRoot()
      return means.map { deviation > 0 ? ($0 - mean) / deviation : 0 }
    }
    lengths = Array(sequence(first: smallestPart) { 2 * $0 }.prefix { $0 <= blocks / 4 })
    let b = Double(blocks)
    squaresOfPlaces = b * (b * b - 1) / 12
  }

  /// How many contrasts there are, in all series.
  private var number: Int {
    let windows = lengths.reduce(0) { $0 + (count - $1) / max(1, $1 / 2) + 1 }
    return values.count * (max(0, count - 2 * smallestPart + 1) + windows + 1)
  }

  /// The largest contrast with the blocks in that order.
  func largest(in order: [Int]? = nil) -> (z: Double, series: Int, part: Range<Int>) {
    var best = (z: 0.0, series: 0, part: 0..<count / 2)
    let b = Double(count)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count + 1) { sums in
      for (series, values) in values.enumerated() {
        var (sum, slope) = (0.0, 0.0)
        sums.initializeElement(at: 0, to: 0)
        let middle = (b - 1) / 2
        for place in 0..<count {
          let value = values[order?[place] ?? place]
          sum += value
          slope += (Double(place) - middle) * value
          sums.initializeElement(at: place + 1, to: sum)
        }
        func consider(_ z: Double, _ part: Range<Int>) {
          if z > best.z { best = (z, series, part) }
        }
        consider(abs(slope) / squaresOfPlaces.squareRoot(), 0..<count / 2)
        if smallestPart <= count - smallestPart {
          for place in smallestPart...count - smallestPart {
            let m = Double(place)
            consider(
              abs(sums[place]) / (m * (1 - m / b)).squareRoot(),
              2 * place <= count ? 0..<place : place..<count)
          }
        }
        for length in lengths {
          let m = Double(length)
          let scale = 1 / (m * (1 - m / b)).squareRoot()
          for start in stride(from: 0, through: count - length, by: max(1, length / 2)) {
            consider(abs(sums[start + length] - sums[start]) * scale, start..<start + length)
          }
        }
      }
    }
    return best
  }

  /// P(any contrast ≥ z), at most: Student's t of z, as many times as there are contrasts.
  func tail(of z: Double) -> Double {
    let b = Double(count)
    // z is over the deviation of all blocks, which holds the contrast itself; t over that within the parts.
    let within = b - 1 - z * z
    guard within > 0 else { return 0 }
    let t = z * ((b - 2) / within).squareRoot()
    return min(1, 2 * Double(number) * studentTUpperTail(t, degreesOfFreedom: b - 2))
  }
}
