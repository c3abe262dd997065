import Statistics
import Storage

/// Names with a line on each, for people and for programs.
package struct NamedList {
  private let entries: [(name: String, summary: String)]

  package init(_ entries: [(name: String, summary: String)]) { self.entries = entries }

  /// The names in a column, and behind each what it is.
  package var text: String {
    let width = (entries.map(\.name.count).max() ?? 0) + 2
    return entries.map { $0.name.leftAligned(in: width) + $0.summary + "\n" }.joined()
  }

  /// An array of objects with `name` and `summary`.
  package var json: String {
    get throws {
      try JSONText.indented(entries.map { ["name": $0.name, "summary": $0.summary] })
    }
  }
}
