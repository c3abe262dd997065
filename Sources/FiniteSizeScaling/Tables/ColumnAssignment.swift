/// Columns by name, counted from 1: "L=1,x=2,value=8,error=10".
public struct ColumnAssignment: Sendable, Hashable, LosslessStringConvertible {
  /// The place of each named column, counted from 0.
  public let columns: [String: Int]
  /// What was read.
  public let description: String

  /// Nil where a part is no name and number, a name comes twice, or fewer than three are named.
  public init?(_ description: String) {
    var columns: [String: Int] = [:]
    for part in description.split(separator: ",") {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty, let column = Int(sides[1]), column >= 1,
        columns.updateValue(column - 1, forKey: String(sides[0])) == nil
      else { return nil }
    }
    guard columns.count >= 3 else { return nil }
    self.columns = columns
    self.description = description
  }
}
