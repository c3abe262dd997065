/// How many points a window has.
struct WindowContent: Sendable, Hashable {
  var count: Int
  /// The points of the size that has most.
  var fullest: Int
  /// The points of all other sizes.
  var others: Int

  init(count: Int, fullest: Int, others: Int) {
    self.count = count
    self.fullest = fullest
    self.others = others
  }

  init(of table: ScalingTable, _ contains: (ScalingPoint) -> Bool) {
    let counts = table.curves.map { $0.count(where: contains) }
    count = counts.reduce(0, +)
    fullest = counts.max()!
    others = count - fullest
  }

  func isAtLeast(_ other: WindowContent) -> Bool {
    count >= other.count && fullest >= other.fullest && others >= other.others
  }

  /// The smaller one of each number.
  func atMost(_ other: WindowContent) -> WindowContent {
    WindowContent(
      count: min(count, other.count), fullest: min(fullest, other.fullest),
      others: min(others, other.others))
  }
}
