import Foundation
import Storage

/// What a unit took, and of what.
struct UnitEffort {
  /// Wall-clock seconds.
  let seconds: Double
  /// The kind of machine; nil in files of earlier versions.
  let machine: String?
}

/// What the units of a run took, in files of their own: everything else that a run leaves follows from what the
/// units measured and is the same however often they were interrupted.
///
/// Beside the table for people, `times.md`, the same stands in `times.json`, from which groups that an earlier run
/// left in the same folder stay in the table.
public struct RunTimes: Sendable {
  /// What the units of a group took on one kind of machine.
  private struct Row: Codable, Equatable {
    let group: String
    let machine: String?
    /// Nil where an earlier version did not say.
    let units: Int?
    let seconds: Double
  }

  private var rows: [Row] = []
  /// The groups of the run, whether a unit of theirs is finished or not.
  private let groups: [String]

  /// The times of the finished units of `run`.
  ///
  /// - Throws: `RunDirectoryError` where a unit's file is not its result.
  public init<Parameters>(_ run: RunDirectory<Parameters>) throws(RunDirectoryError) {
    groups = run.groups.map(\.identifier)
    for group in run.groups {
      let efforts = try run.effort(ofUnitsOf: group)
      let byMachine = Dictionary(grouping: efforts, by: \.machine)
      rows += byMachine.sorted { ($0.key ?? "") < ($1.key ?? "") }.map { machine, efforts in
        Row(
          group: group.identifier, machine: machine, units: efforts.count,
          seconds: efforts.reduce(0) { $0 + $1.seconds }.rounded())
      }
    }
  }

  /// A table in Markdown.
  private static func text(_ rows: [Row]) -> String {
    let lines = rows.map {
      let machine = ($0.machine ?? "not recorded").printable().replacing("|", with: "\\|")
      return
        "| \($0.group) | \(machine) | \($0.units.map(String.init) ?? "–") | \(Int($0.seconds)) |"
    }
    return """
      # What the units took

      Wall-clock seconds of the finished units, one after the other, each from its last interruption on. Groups \
      may share units.

      | of | machine | units | seconds |
      |---|---|---|---|
      \(lines.joined(separator: "\n"))

      """
  }

  /// Writes the tables into `folder`, with those of other groups that stand there.
  ///
  /// - Parameter order: the groups of a table, in their order; others stand behind them.
  /// - Throws: `AtomicFileError`.
  public func write(to folder: String, order: [String] = []) throws {
    let path = "\(folder)/times.json"
    let earlier: [Row] =
      OwnFile.contents(of: path, limit: 1 << 20).flatMap { try? JSONText.decode($0) } ?? []
    let kept = earlier.filter {
      !groups.contains($0.group) && order.contains($0.group)
        && (0...1e12).contains($0.seconds)
    }
    let all = (kept + rows).enumerated().sorted { a, b in
      let places = [a, b].map { order.firstIndex(of: $0.element.group) ?? order.count }
      return (places[0], a.offset) < (places[1], b.offset)
    }.map(\.element)
    try AtomicFile.write(try JSONText.indented(all), to: path)
    try AtomicFile.write(Self.text(all), to: "\(folder)/times.md")
  }
}
