import Randomness
import SpinSystems

/// Configurations in the making, row by row.
struct Fillings {
  private let size: Int
  private let count: Int
  /// Shape [row][sample].
  private var rows: [UInt16]

  init(size: Int, count: Int) {
    self.size = size
    self.count = count
    rows = [UInt16](repeating: 0, count: size * count)
  }

  /// Sets one row of every sample.
  mutating func fill(row: Int, with value: (Int) -> Int) {
    for sample in 0..<count { rows[row * count + sample] = UInt16(value(sample)) }
  }

  /// Draws the rows between the first row and the cut rows, from the cut rows backwards.
  ///
  /// All samples take each step together, so one table at a time is in the cache.
  ///
  /// - Parameters:
  ///   - upCounts: the spins up in each sample's interior.
  ///   - rowAt: which row of the torus the interior row 1, 2, … is.
  mutating func draw(
    _ tables: BoltzmannHalf.Tables, interiorRows: Int, from cutRows: [Int32], upCounts: [Int32],
    using stream: inout Xoshiro256PlusPlus, rowAt: (Int) -> Int
  ) {
    var frontiers = cutRows
    var upCounts = upCounts
    let countsUp = tables.half.countsUp
    let bondWeight = tables.half.bondWeight
    for sites in stride(from: interiorRows * size - 1, through: 0, by: -1) {
      let column = sites % size
      let bit = 1 << column
      for sample in 0..<count {
        let frontier = Int(frontiers[sample])
        let upCount = Int(upCounts[sample]) * countsUp
        let isUp = frontier & bit != 0
        let down = tables.line(sites: sites, frontier: frontier & ~bit)[upCount]
        let up = tables.line(sites: sites, frontier: frontier | bit)[upCount - countsUp]
        let downWeight = isUp ? bondWeight * down : down
        let upWeight = isUp ? up : bondWeight * up
        let wasUp = stream.nextFraction() * (downWeight + upWeight) < upWeight
        frontiers[sample] = Int32(wasUp ? frontier | bit : frontier & ~bit)
        upCounts[sample] -= wasUp ? 1 : 0
      }
      if column == 0 {
        let row = rowAt(sites / size + 1)
        for sample in 0..<count { rows[row * count + sample] = UInt16(frontiers[sample]) }
      }
    }
  }

  /// The configurations as `SampleSet` packs them, each after a random translation, reflection and
  /// transposition.
  ///
  /// Rotation and reflection of the rows are needed, because the first row was only drawn up to
  /// them; the others cost little and leave no direction or place distinguished.
  func packed(isFlipped: Bool, using stream: inout Xoshiro256PlusPlus) -> [UInt64] {
    let width = (size * size + 63) / 64
    let mask = UInt64(1) << UInt64(size) - 1
    let flip = isFlipped ? mask : 0
    var words = [UInt64](repeating: 0, count: count * width)
    var square = [UInt64](repeating: 0, count: size)
    for sample in 0..<count {
      let coins = stream.next()
      let rowShift = Int.random(in: 0..<size, using: &stream)
      let columnShift = UInt64(Int.random(in: 0..<size, using: &stream))
      for row in 0..<size {
        var spins = UInt64(rows[row * count + sample]) ^ flip
        if coins & 1 == 1 { spins = reversed(spins) }
        spins = (spins << columnShift | spins >> (UInt64(size) - columnShift)) & mask
        square[(row + rowShift) % size] = spins
      }
      if coins & 2 == 2 { transpose(&square) }
      for row in 0..<size {
        let site = row * size
        words[sample * width + site / 64] |= square[row] << UInt64(site % 64)
        if site % 64 + size > 64 {
          words[sample * width + site / 64 + 1] |= square[row] >> UInt64(64 - site % 64)
        }
      }
    }
    return words
  }

  private func reversed(_ row: UInt64) -> UInt64 {
    var row = row
    row = (row >> 1 & 0x5555_5555_5555_5555) | (row & 0x5555_5555_5555_5555) << 1
    row = (row >> 2 & 0x3333_3333_3333_3333) | (row & 0x3333_3333_3333_3333) << 2
    row = (row >> 4 & 0x0F0F_0F0F_0F0F_0F0F) | (row & 0x0F0F_0F0F_0F0F_0F0F) << 4
    return row.byteSwapped >> UInt64(64 - size)
  }

  private func transpose(_ square: inout [UInt64]) {
    let rows = square
    for row in 0..<size {
      var spins: UInt64 = 0
      for column in 0..<size { spins |= (rows[column] >> UInt64(row) & 1) << UInt64(column) }
      square[row] = spins
    }
  }
}
