/// Widths for the columns of a table, so that its rows fit into a given number of characters.
///
/// Every column but one is either as wide as its widest cell or as narrow as its longest word; the
/// remaining one takes what is left. Of these layouts the one with the fewest lines is chosen.
struct ColumnLayout {
  /// The width of each column.
  let widths: [Int]
  private let separation: Int

  /// - Parameters:
  ///   - cells: rows of equally many cells, each on one line.
  ///   - flexible: the column that takes what the others leave.
  init(cells: [[String]], width: Int, separation: Int, flexible: Int) {
    let columnCount = cells.first?.count ?? 0
    precondition((0..<columnCount).contains(flexible))
    precondition(width >= (separation + 2) * columnCount)
    self.separation = separation
    let available = width - separation * (columnCount - 1)
    let natural = (0..<columnCount).map { column in
      cells.map { $0[column].columnCount }.max() ?? 0
    }
    let longestWord = (0..<columnCount).map { column in
      cells.flatMap { $0[column].split(separator: " ") }.map(\.columnCount).max() ?? 0
    }
    // Words too long for that are broken: the widest columns give way until the narrowest layout
    // fits.
    var narrow = longestWord.map { max($0, 2) }
    while narrow.reduce(0, +) > available {
      narrow[narrow.indices.max { narrow[$0] < narrow[$1] }!] -= 1
    }
    let others = (0..<columnCount).filter { $0 != flexible }

    var best = narrow
    var fewestLines = Int.max
    for choice in 0..<(1 << others.count) {
      var candidate = narrow
      for (bit, column) in others.enumerated() where choice >> bit & 1 == 0 {
        candidate[column] = max(natural[column], 2)
      }
      let used = others.reduce(0) { $0 + candidate[$1] }
      guard available - used >= narrow[flexible] else { continue }
      candidate[flexible] = min(available - used, max(natural[flexible], 2))
      let lines = cells.reduce(0) { $0 + ColumnLayout.height(of: $1, widths: candidate) }
      if lines < fewestLines { (best, fewestLines) = (candidate, lines) }
    }
    widths = best
  }

  /// The width of a full row.
  var usedWidth: Int { widths.reduce(0, +) + separation * (widths.count - 1) }

  /// One row as as many lines as its tallest cell needs; `decorate` may add what takes no width.
  func lines(for row: [String], decorate: (Int, String) -> String = { $1 }) -> [String] {
    let wrapped = zip(row, widths).map { $0.wrapped(to: $1) }
    return (0..<(wrapped.map(\.count).max() ?? 0)).map { line in
      var text = ""
      var column = 0
      for (index, cell) in wrapped.enumerated() where line < cell.count && !cell[line].isEmpty {
        let start = widths[..<index].reduce(0, +) + separation * index
        text += String(repeating: " ", count: start - column) + decorate(index, cell[line])
        column = start + cell[line].columnCount
      }
      return text
    }
  }

  private static func height(of row: [String], widths: [Int]) -> Int {
    zip(row, widths).map { $0.wrapped(to: $1).count }.max() ?? 0
  }
}
