import Statistics

/// Are thresholds of an integer observable crossed upwards as often as downwards?
///
/// If the law of the observable is the same before and after, P(x < c ≤ x') = P(x' < c ≤ x) for every
/// threshold c, however x and x' are correlated. Of m configurations that cross c the number of those that go up
/// is then binomial with probability ½, exactly, for any m (Q. McNemar, Psychometrika 12, 153, 1947).
struct CrossingTest {
  /// The threshold whose crossings are the least probable.
  struct Threshold {
    let level: Int32
    let up: Int
    let down: Int
    /// Two-sided, of this threshold alone.
    let pValue: Double
  }

  let thresholds: [Threshold]

  /// A threshold that fewer configurations cross could not be rejected.
  static let fewestCrossings = 20

  init(before: [Int32], after: [Int32]) {
    // Changes of the numbers of up- and down-crossings where the threshold passes a level.
    var (ups, downs): ([Int32: Int], [Int32: Int]) = ([:], [:])
    for (x, y) in zip(before, after) where x != y {
      // Thresholds just above min(x, y) and up to max(x, y) are crossed.
      if x < y {
        ups[x, default: 0] += 1
        ups[y, default: 0] -= 1
      } else {
        downs[y, default: 0] += 1
        downs[x, default: 0] -= 1
      }
    }
    var (up, down) = (0, 0)
    var found: [Threshold] = []
    for level in Set(ups.keys).union(downs.keys).sorted() {
      up += ups[level] ?? 0
      down += downs[level] ?? 0
      guard up + down >= Self.fewestCrossings else { continue }
      let tail = binomialUpperTail(max(up, down), of: up + down, probability: 0.5)
      found.append(.init(level: level, up: up, down: down, pValue: min(1, 2 * tail)))
    }
    thresholds = found
  }
}
