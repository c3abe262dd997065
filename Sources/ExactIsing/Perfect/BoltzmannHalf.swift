import Foundation

/// Boltzmann weights of all ways to fill the rows above a fixed first row, for every last row.
///
/// The same growth as in `HalfTorus`, at one temperature: the polynomial in y is evaluated at
/// y = exp(-2/T), the weight of a broken bond. Kept is, site by site, the table
///
///     V_m(t, n): the weight of all fillings with m interior spins, n of them up, and frontier t
///
/// (or V_m(t) where ΣS is free). Going back from V_m to V_(m-1) one spin at a time draws a filling
/// with exactly its Boltzmann probability.
struct BoltzmannHalf: Sendable {
  let size: Int
  /// Rows in the longer of the two halves that the torus is cut into, and in the shorter.
  let longerInterior: Int
  let shorterInterior: Int
  /// The weight of a broken bond, exp(-2/T).
  let bondWeight: Double
  /// 1 where the number of spins up is counted, 0 where it is free.
  let countsUp: Int
  /// Tables V_0, V_1, …, each of shape [frontier][n] with a zero before and after every line of n.
  private var weights: [Double]
  private let offsets: [Int]

  /// - Parameter keepsTables: whether fillings will be drawn; if not, only the tables of the two
  ///   complete halves are kept.
  init(plan: BoltzmannPlan, keepsTables: Bool) {
    size = plan.size
    longerInterior = plan.longerInterior
    shorterInterior = plan.shorterInterior
    bondWeight = plan.bondWeight
    countsUp = plan.countsUp
    let states = 1 << size
    let last = longerInterior * size
    let shorterEnd = shorterInterior * size
    var offsets: [Int] = []
    var end = 0
    if keepsTables {
      for sites in 0...last {
        offsets.append(end)
        end += states * Self.width(sites, countsUp)
      }
    } else {
      // Two areas in turn, and one for the shorter half.
      let area = states * Self.width(last, countsUp)
      for sites in 0...last { offsets.append(sites == shorterEnd ? 2 * area : sites % 2 * area) }
      end = 3 * area
    }
    self.offsets = offsets
    weights = [Double](repeating: 0, count: end)
  }

  /// Fills the tables for `firstRow`.
  mutating func grow(from firstRow: Int, plan: BoltzmannPlan) {
    let states = 1 << size
    let (size, countsUp, offsets) = (size, countsUp, offsets)
    let sites = longerInterior * size
    weights.withUnsafeMutableBufferPointer { buffer in
      let tables = buffer.baseAddress!
      let width = Self.width(0, countsUp)
      for frontier in 0..<states {
        let line = tables + offsets[0] + frontier * width
        line.update(repeating: 0, count: width)
        line[1] = plan.powers[(frontier ^ firstRow).nonzeroBitCount]
      }
      for site in 0..<sites {
        let source = tables + offsets[site]
        if site.isMultiple(of: size) {
          Self.multiplyByBondsWithinRows(
            source, width: Self.width(site, countsUp), factors: plan.rowWeights)
        }
        Self.replaceSpin(
          source, tables + offsets[site + 1], states: states, bit: 1 << (site % size),
          widths: (Self.width(site, countsUp), Self.width(site + 1, countsUp)),
          countsUp: countsUp, bondWeight: plan.bondWeight)
      }
    }
  }

  /// Bytes that all tables take.
  static func tableBytes(_ plan: BoltzmannPlan) -> Int {
    (0...plan.longerInterior * plan.size).reduce(0) { $0 + width($1, plan.countsUp) }
      * MemoryLayout<Double>.size << plan.size
  }

  /// Numbers in one line of n, with a zero on either side.
  private static func width(_ sites: Int, _ countsUp: Int) -> Int { sites * countsUp + 3 }

  private static func multiplyByBondsWithinRows(
    _ table: UnsafeMutablePointer<Double>, width: Int, factors: [Double]
  ) {
    for (row, factor) in factors.enumerated() {
      for index in row * width..<(row + 1) * width { table[index] *= factor }
    }
  }

  private static func replaceSpin(
    _ source: UnsafeMutablePointer<Double>, _ target: UnsafeMutablePointer<Double>, states: Int,
    bit: Int, widths: (Int, Int), countsUp: Int, bondWeight: Double
  ) {
    let (width, newWidth) = widths
    for frontier in 0..<states where frontier & bit == 0 {
      let down = source + frontier * width + 1
      // A replaced spin that was up counts from now on.
      let up = source + (frontier | bit) * width + 1 - countsUp
      let newDown = target + frontier * newWidth
      let newUp = target + (frontier | bit) * newWidth
      newDown[0] = 0
      newUp[0] = 0
      for n in 0..<newWidth - 2 {
        newDown[n + 1] = down[n] + bondWeight * up[n]
        newUp[n + 1] = bondWeight * down[n] + up[n]
      }
      newDown[newWidth - 1] = 0
      newUp[newWidth - 1] = 0
    }
  }

  /// Calls `body` with access to the tables, which makes many draws cheap.
  func withTables<Result>(_ body: (Tables) -> Result) -> Result {
    weights.withUnsafeBufferPointer { body(Tables(half: self, weights: $0.baseAddress!)) }
  }

  /// The tables, as long as they are borrowed.
  struct Tables {
    let half: BoltzmannHalf
    fileprivate let weights: UnsafePointer<Double>

    /// The line of n for `frontier` after `sites` interior spins; entry 0 is n = 0.
    @inline(__always)
    func line(sites: Int, frontier: Int) -> UnsafePointer<Double> {
      let width = BoltzmannHalf.width(sites, half.countsUp)
      return weights + half.offsets[sites] + frontier * width + 1
    }

    /// The weight of the two halves between the first row and `cutRow`, with bonds within `cutRow`,
    /// for each number of spins up in the shorter half.
    ///
    /// - Parameter upCount: interior spins up in both halves together; ignored where it is free.
    func splits(cutRow: Int, upCount: Int, plan: BoltzmannPlan, into products: inout [Double]) {
      let (shorterSites, longerSites) = (half.shorterInterior, half.longerInterior)
      let shorter = line(sites: shorterSites * half.size, frontier: cutRow)
      let longer = line(sites: longerSites * half.size, frontier: cutRow)
      products.removeAll(keepingCapacity: true)
      // Where L is odd the shorter half has gone on growing, so it has the cut row's bonds already.
      let factor = shorterSites == longerSites ? plan.rowWeights[cutRow] : 1
      guard half.countsUp == 1 else {
        products.append(factor * shorter[0] * longer[0])
        return
      }
      for inShorter in 0...shorterSites * half.size {
        let inLonger = upCount - inShorter
        let isPossible = (0...longerSites * half.size).contains(inLonger)
        products.append(isPossible ? factor * shorter[inShorter] * longer[inLonger] : 0)
      }
    }
  }
}
