/// The generating functions of all ways to fill the rows between a fixed first row and every
/// possible last row.
///
/// For a last row t the polynomial is Σ x^n y^k over the interior configurations, with n the number
/// of interior spins up and 2k + q the number of broken bonds, where q is the parity of
/// popcount(first) + popcount(t). Bonds within the first and within the last row are left out; the
/// bonds between neighbouring rows are all counted. The interior grows one row at a time, one site at
/// a time (a transfer matrix, Onsager's in its modern form; Binder 1972 for the polynomials).
///
/// Every coefficient is at most 2^(interior sites), so `UInt64` holds half a torus exactly up to
/// L = 12, where the longest interior has 60 sites, and `UInt128` a whole one up to L = 11.
final class HalfTorus<Coefficient: HalfTorusCoefficient> {
  let size: Int
  /// Rows between the first and the last.
  private(set) var interiorRows = 0
  /// Distance in `coefficients` between the polynomials of neighbouring last rows.
  let stateStride: Int
  /// Distance between the coefficients of x^n and x^(n+1).
  let rowStride: Int
  let coefficients: UnsafeMutablePointer<Coefficient>
  private var firstRow = 0
  private let brokenPairs: [Int]

  /// - Parameter interiorRows: how far the interior will be grown at most.
  init(size: Int, interiorRows: Int) {
    precondition(interiorRows * size < Coefficient.bitWidth, "coefficients would not fit")
    self.size = size
    rowStride = (2 * interiorRows + 1) * size / 2 + 1
    stateStride = (interiorRows * size + 1) * rowStride
    coefficients = .allocate(
      capacity: Self.coefficientCount(size: size, interiorRows: interiorRows))
    brokenPairs = (0..<1 << size).map { RowClass.unequalPairs($0, distance: 1, size: size) / 2 }
  }

  deinit { coefficients.deallocate() }

  /// Coefficients of all polynomials together.
  static func coefficientCount(size: Int, interiorRows: Int) -> Int {
    let powersOfY = (2 * interiorRows + 1) * size / 2 + 1
    return (1 << size) * (interiorRows * size + 1) * powersOfY
  }

  /// Highest power of x in the polynomials as they stand.
  var highestUpCount: Int { interiorRows * size }

  /// Highest power of y that any polynomial can have as they stand.
  var highestBrokenPairs: Int { (2 * interiorRows + 1) * size / 2 }

  /// Goes back to an empty interior: every last row is joined to `firstRow` by its L bonds.
  func start(firstRow: Int) {
    self.firstRow = firstRow
    interiorRows = 0
    for row in 0..<1 << size {
      let polynomial = coefficients + row * stateStride
      polynomial.update(repeating: 0, count: rowStride)
      polynomial[(row ^ firstRow).nonzeroBitCount / 2] = 1
    }
  }

  /// Makes the last row an interior one and joins a new last row to it.
  func addRow() {
    precondition((interiorRows + 1) * size * rowStride < stateStride)
    for row in 0..<1 << size { multiplyByBondsWithin(row) }
    // Four columns at a time mix sixteen last rows among themselves, which then stay in the cache.
    let limits = (0..<size).map { reachableLimits(highestUpCount: highestUpCount + $0 + 1) }
    for start in stride(from: 0, to: size, by: 4) {
      let columns = start..<min(start + 4, size)
      let block = (1 << columns.count - 1) << start
      for outside in 0..<1 << size where outside & block == 0 {
        for column in columns {
          for inside in 0..<1 << columns.count where inside << start & 1 << column == 0 {
            replaceSpin(in: column, of: outside | inside << start, limits: limits[column])
          }
        }
      }
    }
    interiorRows += 1
  }

  /// Multiplies the polynomial of last row `row` by y to half the broken bonds within it.
  private func multiplyByBondsWithin(_ row: Int) {
    let shift = brokenPairs[row]
    guard shift > 0 else { return }
    for upCount in 0...highestUpCount {
      let line = coefficients + row * stateStride + upCount * rowStride
      (line + shift).update(from: line, count: rowStride - shift)
      line.update(repeating: 0, count: shift)
    }
  }

  /// Puts a new spin above the last row's spin in `column`, which becomes an interior one.
  ///
  /// - Parameters:
  ///   - row: a last row whose spin there is down; its partner with the spin up is dealt with too.
  ///   - limits: see `reachableLimits`.
  private func replaceSpin(in column: Int, of row: Int, limits: [Int]) {
    let newHighest = highestUpCount + column + 1
    let down = coefficients + row * stateStride
    let up = coefficients + (row | 1 << column) * stateStride
    let parity = (firstRow.nonzeroBitCount + row.nonzeroBitCount) & 1
    let limit = row.nonzeroBitCount * (newHighest + 1)
    (down + newHighest * rowStride).update(repeating: 0, count: rowStride)
    (up + newHighest * rowStride).update(repeating: 0, count: rowStride)
    // A new spin unlike the one it replaces breaks their bond. With broken bonds stored in pairs, that
    // raises the power of y exactly where the parity wraps. And with one interior spin more, x^n comes from x^n where the replaced spin is down and from
    // x^(n-1) where it is up. Descending n lets the new coefficients overwrite the old.
    for upCount in stride(from: newHighest, through: 1, by: -1) {
      Coefficient.replaceSpin(
        newUp: up + upCount * rowStride, down: down + upCount * rowStride,
        up: up + (upCount - 1) * rowStride, parity: parity, limit: limits[limit + upCount])
    }
    // x^0 has no source with the replaced spin up.
    for power in stride(from: limits[limit], through: 0, by: -1) {
      up[power] = power >= parity ? down[power - parity] : 0
    }
  }

  /// The highest power of y that can occur with each power of x, for each number of spins up in the
  /// last row, during the next row's growth.
  ///
  /// A broken bond has one end up and one down. An interior spin has four bonds, a spin of the last
  /// row at most three, one of the first row one.
  private func reachableLimits(highestUpCount: Int) -> [Int] {
    let firstUp = firstRow.nonzeroBitCount
    var limits: [Int] = []
    limits.reserveCapacity((size + 1) * (highestUpCount + 1))
    for lastUp in 0...size {
      for upCount in 0...highestUpCount {
        // The new spin may be up or down: one more of either kind in the last row.
        let fromUp = 4 * upCount + 3 * (lastUp + 1) + firstUp
        let fromDown =
          4 * (highestUpCount - upCount) + 3 * (size - lastUp + 1) + size - firstUp
        limits.append(min(fromUp / 2, fromDown / 2, rowStride - 1))
      }
    }
    return limits
  }
}
