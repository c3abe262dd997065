/// The patterns that a window of 3 × 3 spins can have, up to the symmetries of the square.
///
/// A pattern's code has bit 3c + r for the spin in column c and row r of the window, as drawn by `picture`.
public struct WindowPatterns: Sendable {
  /// The smallest code of each class, in rising order.
  public let representatives: [Int]
  /// The class of each of the 512 codes.
  let classes: [Int]

  /// Classes under the eight symmetries of the square and, where `flips` is true, S → -S.
  public init(flips: Bool) {
    let smallest = (0..<512).map { code in Self.images(of: code, flips: flips).min()! }
    representatives = Set(smallest).sorted()
    let numbers = Dictionary(
      uniqueKeysWithValues: representatives.enumerated().map { ($0.element, $0.offset) })
    classes = smallest.map { numbers[$0]! }
  }

  /// The number of classes: 102, and 51 with S → -S.
  public var count: Int { representatives.count }

  private static func images(of code: Int, flips: Bool) -> [Int] {
    func turned(_ code: Int) -> Int { moved(code) { column, row in (row, 2 - column) } }
    func mirrored(_ code: Int) -> Int { moved(code) { column, row in (row, column) } }
    var images: [Int] = []
    for start in [code, mirrored(code)] {
      var image = start
      for _ in 0..<4 {
        images.append(image)
        image = turned(image)
      }
    }
    return flips ? images + images.map { 511 - $0 } : images
  }

  /// The window whose spin at (column, row) is that of `code` at `source(column, row)`.
  private static func moved(_ code: Int, _ source: (Int, Int) -> (column: Int, row: Int)) -> Int {
    var image = 0
    for column in 0..<3 {
      for row in 0..<3 {
        let place = source(column, row)
        let spin = (code >> (3 * place.column + place.row)) & 1
        image |= spin << (3 * column + row)
      }
    }
    return image
  }

  /// The window of a class, row by row: "++- ++- ---".
  public func picture(_ index: Int) -> String {
    let code = representatives[index]
    return (0..<3).map { row in
      (0..<3).map { column -> String in
        let bit = (code >> (3 * column + row)) & 1
        return bit == 1 ? "+" : "-"
      }.joined()
    }.joined(separator: " ")
  }
}

extension SampleSet {
  /// How many windows of each configuration have a pattern of each class, [class][n]; each row sums to N.
  ///
  /// - Precondition: L ≥ 3, so that a window holds no site twice.
  public func patternCounts(_ patterns: WindowPatterns) -> [[Int32]] {
    let size = lattice.size
    precondition(size >= 3)
    var counts = [Int32](repeating: 0, count: patterns.count * count)
    let classes = patterns.classes.map { $0 * count }
    var spins = [UInt8](repeating: 0, count: size * size)
    var columns = [Int](repeating: 0, count: size)
    counts.withUnsafeMutableBufferPointer { counts in
      for index in 0..<count {
        let first = index * lattice.wordsPerConfiguration
        for site in spins.indices {
          spins[site] = UInt8(words[first + site >> 6] >> UInt64(site & 63) & 1)
        }
        for row in 0..<size {
          let above = (row == 0 ? size - 1 : row - 1) * size
          let below = (row == size - 1 ? 0 : row + 1) * size
          let middle = row * size
          for column in 0..<size {
            let upper = Int(spins[above + column])
            let centre = Int(spins[middle + column])
            let lower = Int(spins[below + column])
            columns[column] = upper | centre << 1 | lower << 2
          }
          var (left, here) = (columns[size - 1], columns[0])
          for column in 0..<size {
            let right = columns[column == size - 1 ? 0 : column + 1]
            let code: Int = left | (here << 3) | (right << 6)
            counts[classes[code] + index] += 1
            (left, here) = (here, right)
          }
        }
      }
    }
    return (0..<patterns.count).map { Array(counts[$0 * count..<($0 + 1) * count]) }
  }
}
