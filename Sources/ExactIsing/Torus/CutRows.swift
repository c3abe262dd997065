import Randomness
import SpinSystems

/// The rows at which a torus with given first row is cut, with their probabilities.
struct CutRows: Sendable {
  /// Over all 2^L rows. The total is the weight of all configurations with that first row, bonds
  /// within it included.
  let distribution: CumulativeDistribution
  private let firstRow: Int
  /// Spins up outside the first row.
  private let upCount: Int

  /// - Parameter isFlipped: whether all spins will be flipped after the draw.
  init(
    _ half: BoltzmannHalf, rowClass: RowClass, ensemble: Ensemble, isFlipped: Bool,
    plan: BoltzmannPlan
  ) {
    firstRow = rowClass.representative
    let totalSpin = (ensemble.totalSpin ?? 0) * (isFlipped ? -1 : 1)
    upCount = (totalSpin + ensemble.lattice.siteCount) / 2 - rowClass.upCount
    let (firstRow, upCount) = (firstRow, upCount)
    let weights = half.withTables { tables in
      var products: [Double] = []
      return (0..<1 << plan.size).map { row in
        tables.splits(
          cutRow: row, upCount: upCount - row.nonzeroBitCount, plan: plan, into: &products)
        return plan.rowWeights[firstRow] * products.reduce(0, +)
      }
    }
    distribution = CumulativeDistribution(weights: weights)
  }

  /// Draws cut rows, and the fillings on both sides of them.
  func draw(
    count: Int, _ half: BoltzmannHalf, plan: BoltzmannPlan,
    using stream: inout Xoshiro256PlusPlus
  ) -> Fillings {
    var fillings = Fillings(size: plan.size, count: count)
    half.withTables { tables in
      var products: [Double] = []
      var cutRows: [Int32] = []
      var (inShorter, inLonger): ([Int32], [Int32]) = ([], [])
      for _ in 0..<count {
        let row = distribution.draw(using: &stream)
        let inside = upCount - row.nonzeroBitCount
        tables.splits(cutRow: row, upCount: inside, plan: plan, into: &products)
        let split = CumulativeDistribution(weights: products).draw(using: &stream)
        cutRows.append(Int32(row))
        inShorter.append(Int32(split))
        inLonger.append(Int32(plan.countsUp == 1 ? inside - split : 0))
      }
      fillings.fill(row: 0) { _ in firstRow }
      fillings.fill(row: plan.shorterInterior + 1) { Int(cutRows[$0]) }
      fillings.draw(
        tables, interiorRows: plan.shorterInterior, from: cutRows, upCounts: inShorter,
        using: &stream, rowAt: { $0 })
      fillings.draw(
        tables, interiorRows: plan.longerInterior, from: cutRows, upCounts: inLonger,
        using: &stream, rowAt: { plan.size - $0 })
    }
    return fillings
  }
}
