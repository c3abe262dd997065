import Foundation
import Storage

/// What `run.json` says: the parameters of a run and its units, in an order that never changes.
struct RunRecord<Parameters: RunParameters>: Equatable {
  static var schemaVersion: Int { 1 }

  var version = Version.current
  var parameters: Parameters
  /// The groups that were asked for, by name.
  var groups: [String] = []
  /// The names of their units. A unit's number is its place here.
  var units: [String] = []

  init(_ parameters: Parameters) { self.parameters = parameters }

  /// Reads what `encoded()` gave.
  ///
  /// - Throws: `RunDirectoryError.record`.
  init(decoding data: Data, path: String) throws(RunDirectoryError) {
    do {
      self = try JSONText.decode(data)
    } catch {
      throw .record(path: path, problem: "\(ReadingProblem(error))")
    }
  }

  func encoded() -> String {
    // Words and numbers; nothing that could fail.
    try! JSONText.indented(self)
  }

  /// - Throws: `RunDirectoryError.parameter` where the run was made with others.
  func requireEqual(to wanted: Parameters, path: String) throws(RunDirectoryError) {
    let pairs = zip(
      parameters.unalterable + [("Steelyard", version)],
      wanted.unalterable + [("Steelyard", Version.current)])
    for (found, wanted) in pairs where found != wanted {
      throw .parameter(
        path: path, name: found.name, found: found.value, wanted: wanted.value)
    }
  }
}

extension RunRecord: Codable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    static var schemaVersion: Key { Key(stringValue: "schemaVersion") }
    static var version: Key { Key(stringValue: "version") }
    static var groups: Key { Key(stringValue: Parameters.groupsKey) }
    static var units: Key { Key(stringValue: "units") }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let found = try container.decode(Int.self, forKey: .schemaVersion)
    guard found == Self.schemaVersion else {
      throw DecodingError.dataCorruptedError(
        forKey: .schemaVersion, in: container,
        debugDescription: "found schemaVersion \(found), wanted \(Self.schemaVersion)")
    }
    version = try container.decode(String.self, forKey: .version)
    parameters = try Parameters(from: decoder)
    groups = try container.decode([String].self, forKey: .groups)
    units = try container.decode([String].self, forKey: .units)
    for (key, names) in [(Key.groups, groups), (Key.units, units)] {
      var seen: Set<String> = []
      if let twice = names.first(where: { !seen.insert($0).inserted }) {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container,
          debugDescription: "found \(twice.printable(limit: 60)) twice, wanted each once")
      }
    }
  }

  func encode(to encoder: any Encoder) throws {
    try parameters.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(Self.schemaVersion, forKey: .schemaVersion)
    try container.encode(version, forKey: .version)
    try container.encode(groups, forKey: .groups)
    try container.encode(units, forKey: .units)
  }
}
