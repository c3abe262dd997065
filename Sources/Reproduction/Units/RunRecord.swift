import Storage
import Foundation

/// What `run.json` says: the parameters of a run and its units, in an order that never changes.
struct RunRecord: Codable, Equatable {
  var schemaVersion = 1
  var version = Version.current
  var scale: Scale
  var seed: UInt64
  /// How many machines are trained of each kind; nil in records that know only the usual number.
  var seedCount: Int?
  /// The claims that were asked for, by name.
  var claims: [String]
  /// The names of their units. A unit's number is its place here.
  var units: [String]

  init(_ plan: ReproductionPlan) {
    scale = plan.scale
    seed = plan.seed
    seedCount = plan.seedCount
    claims = []
    units = []
  }

  /// Reads what `encoded()` gave.
  ///
  /// - Throws: `RunDirectoryError.record`.
  init(decoding data: Data, path: String) throws(RunDirectoryError) {
    do {
      self = try JSONDecoder().decode(Self.self, from: data)
    } catch {
      throw .record(path: path, problem: "\(error)")
    }
    guard schemaVersion == 1 else {
      throw .record(path: path, problem: "found schemaVersion \(schemaVersion), wanted 1")
    }
  }

  func encoded() -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Words and numbers; nothing that could fail.
    let data = try! encoder.encode(self)
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// - Throws: `RunDirectoryError.parameter` where the run was made with others.
  func requireEqual(to plan: ReproductionPlan, path: String) throws(RunDirectoryError) {
    func require(_ name: String, _ found: String, _ wanted: String) throws(RunDirectoryError) {
      guard found == wanted else {
        throw .parameter(path: path, name: name, found: found, wanted: wanted)
      }
    }
    try require("scale", scale.rawValue, plan.scale.rawValue)
    try require("seed", "\(seed)", "\(plan.seed)")
    try require("Steelyard", version, Version.current)
  }
}
