import Storage

/// What the units of a run took, in a file of its own: everything else that a run leaves follows from what the
/// units measured and is the same however often they were interrupted.
public struct RunTimes: Sendable {
  private let rows: [(group: String, unitCount: Int, seconds: Double)]

  /// The times of the finished units of `run`.
  ///
  /// - Throws: `RunDirectoryError` where a unit's file is not its result.
  public init<Parameters>(_ run: RunDirectory<Parameters>) throws(RunDirectoryError) {
    var rows: [(group: String, unitCount: Int, seconds: Double)] = []
    for group in run.groups {
      let times = try run.seconds(ofUnitsOf: group)
      rows.append((group.identifier, times.count, times.reduce(0, +)))
    }
    self.rows = rows
  }

  /// A table in Markdown.
  public var text: String {
    """
    # What the units took

    Wall-clock seconds of the finished units, one after the other, each from its last interruption on. Groups \
    may share units.

    | of | units | seconds |
    |---|---|---|
    \(rows.map { "| \($0.group) | \($0.unitCount) | \(Int($0.seconds.rounded())) |" }.joined(separator: "\n"))

    """
  }

  /// Writes the table into `folder`.
  ///
  /// - Throws: `AtomicFileError`.
  public func write(to folder: String) throws {
    try AtomicFile.write(text, to: "\(folder)/times.md")
  }
}
