import FiniteSizeScaling
import Foundation
import SampleFiles

/// A table of values against size and temperature, read from text.
///
/// A line holds the numbers of one point, separated by commas, semicolons or white space; "#" begins a
/// comment. A first line of names says which column is which (`CollapseColumns`).
struct CollapseFile {
  let data: ScalingData
  /// The number of bootstrap replicates of each seed; 0 where there are none.
  let replicateCount: Int

  /// - Parameters:
  ///   - path: the file, or - for standard input.
  ///   - controlParameter: T or β; nil for what the header says, or T.
  init(
    path: String, controlParameter: ScalingTable.ControlParameter?,
    configurations: ScalingData.Configurations
  ) throws {
    let name = path == "-" ? "standard input" : path
    let text = String(decoding: try Self.bytes(of: path, name), as: UTF8.self)
    let (rows, columns) = try Self.rows(of: text, name)
    guard !rows.isEmpty else {
      throw CollapseInputError(
        file: name, found: "no points", wanted: "lines of L, T, value, error")
    }
    let control = controlParameter ?? columns.controlParameter ?? .temperature
    func table(_ rows: [Row]) throws -> ScalingTable {
      do {
        return try ScalingTable(rows.map(\.point), controlParameter: control)
      } catch {
        throw CollapseTableError(file: name, error: error)
      }
    }
    var seeds: [ScalingTable] = []
    var replicates: [[ScalingTable]] = []
    for seed in Self.distinct(rows.map(\.seed)) {
      let own = rows.filter { $0.seed == seed }
      let numbers = Self.distinct(own.map(\.replicate))
      let tables = try numbers.map { number in try table(own.filter { $0.replicate == number }) }
      seeds.append(try Self.mean(of: tables, name))
      if tables.count >= 2 { replicates.append(tables) }
    }
    guard replicates.isEmpty || Set(replicates.map(\.count) + [0]).count == 2,
      replicates.isEmpty || replicates.count == seeds.count
    else {
      throw CollapseInputError(
        file: name, found: "seeds with different numbers of replicates",
        wanted: "the same replicates of every seed")
    }
    do {
      data =
        seeds.count == 1 && replicates.isEmpty
        ? ScalingData(seeds[0])
        : try ScalingData(seeds: seeds, replicates: replicates, configurations: configurations)
    } catch let error as ScalingTableError {
      throw CollapseTableError(file: name, error: error)
    }
    replicateCount = replicates.first?.count ?? 0
  }

  // MARK: Reading

  private struct Row {
    let point: ScalingPoint
    let seed: String
    let replicate: String
  }

  private static func bytes(of path: String, _ name: String) throws -> Data {
    do {
      return path == "-"
        ? try FileHandle.standardInput.readToEnd() ?? Data()
        : try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw CollapseInputError(
        file: name,
        found: FileManager.default.fileExists(atPath: path)
          ? "something that cannot be read" : "no such file",
        wanted: "a table of L, T, value, error")
    }
  }

  private static func rows(
    of text: String, _ name: String
  ) throws -> (rows: [Row], columns: CollapseColumns) {
    var columns: CollapseColumns?
    var rows: [Row] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let fields = fields(of: line)
      guard !fields.isEmpty else { continue }
      if columns == nil, fields.allSatisfy({ Double($0) == nil }) {
        columns = try CollapseColumns(header: fields, in: name, line: index + 1)
        continue
      }
      let layout = columns ?? .standard
      columns = layout
      rows.append(try row(fields, layout, name, line: index + 1))
    }
    return (rows, columns ?? .standard)
  }

  /// The fields of a line without its comment; none where it is blank.
  private static func fields(of line: Substring) -> [String] {
    let content = line.prefix { $0 != "#" }
    let separators = content.contains { $0 == "," || $0 == ";" }
    let fields =
      separators
      ? content.split(omittingEmptySubsequences: false) { $0 == "," || $0 == ";" }
      : content.split(whereSeparator: \.isWhitespace)
    return fields.map { $0.trimmingCharacters(in: .whitespaces.union(["\u{FEFF}"])) }
  }

  private static func row(
    _ fields: [String], _ columns: CollapseColumns, _ name: String, line: Int
  ) throws(CollapseInputError) -> Row {
    let needed = (columns.places.values.max() ?? 3) + 1
    let isStandard = columns.places[.seed] == nil && columns.places[.replicate] == nil
    guard fields.count >= needed else {
      throw CollapseInputError(
        file: name, line: line, found: "\(fields.count) fields",
        wanted: isStandard ? "L, T, value, error" : "\(needed)")
    }
    func number(_ kind: CollapseColumns.Kind) throws(CollapseInputError) -> Double {
      let field = fields[columns.places[kind]!]
      guard let number = Double(field), number.isFinite else {
        throw CollapseInputError(
          file: name, line: line,
          found: "\"\(field.printable(limit: 30))\" as the \(kind.rawValue)",
          wanted: "a finite number")
      }
      return number
    }
    func label(_ kind: CollapseColumns.Kind) -> String {
      columns.places[kind].map { fields[$0] } ?? ""
    }
    let point = ScalingPoint(
      size: try number(.size), control: try number(.control), value: try number(.value),
      error: try number(.error))
    guard point.size > 0 else {
      throw CollapseInputError(
        file: name, line: line, found: "the size \(point.size)", wanted: "a positive one")
    }
    guard point.error > 0 else {
      throw CollapseInputError(
        file: name, line: line, found: "the error \(point.error)", wanted: "a positive one")
    }
    return Row(point: point, seed: label(.seed), replicate: label(.replicate))
  }

  /// The values, each once, in the order in which they come first.
  private static func distinct(_ values: [String]) -> [String] {
    var seen: Set<String> = []
    return values.filter { seen.insert($0).inserted }
  }

  /// The mean of replicates, with the errors of the first.
  private static func mean(of tables: [ScalingTable], _ name: String) throws -> ScalingTable {
    let first = tables[0]
    guard tables.allSatisfy({ $0.points.count == first.points.count }) else {
      let other = tables.first { $0.points.count != first.points.count }!
      throw CollapseTableError(
        file: name,
        error: .differentGrids(first: first.points.count, other: other.points.count))
    }
    return first.replacingValues(
      first.points.indices.map { index in
        tables.reduce(0) { $0 + $1.points[index].value } / Double(tables.count)
      })
  }
}

/// A table of a file that cannot be collapsed.
struct CollapseTableError: Error, CustomStringConvertible {
  let file: String
  let error: ScalingTableError

  var description: String { "\(file.printable()): \(error)" }
}
