import SpinSystems

/// The single-spin flips of an application whose four neighbours stayed as they are, by what surrounds them.
///
/// The class of a flip is the number of neighbours that are up, 0 … 4. The net number of flips up, less those
/// down, changes its sign if before and after are exchanged, so it vanishes in the mean under detailed balance.
struct MoveClasses {
  /// [class][configuration], flips up.
  private(set) var up: [[Int32]]
  /// [class][configuration], flips down.
  private(set) var down: [[Int32]]

  static let count = 5

  init(before: SampleSet, after: SampleSet) {
    let size = before.lattice.size
    let empty = [Int32](repeating: 0, count: before.count)
    up = [[Int32]](repeating: empty, count: Self.count)
    down = up
    for index in 0..<before.count where before.packed(index) != after.packed(index) {
      let (x, y) = (before.spins(of: index), after.spins(of: index))
      for row in 0..<size {
        for column in 0..<size {
          let site = row * size + column
          guard x[site] != y[site] else { continue }
          let neighbours = [
            row * size + (column + 1) % size, row * size + (column + size - 1) % size,
            (row + 1) % size * size + column, (row + size - 1) % size * size + column,
          ]
          guard neighbours.allSatisfy({ x[$0] == y[$0] }) else { continue }
          let place = neighbours.count { x[$0] > 0 }
          if y[site] > 0 { up[place][index] += 1 } else { down[place][index] += 1 }
        }
      }
    }
  }
}
