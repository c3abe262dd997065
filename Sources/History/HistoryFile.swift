import Foundation
import GRDB
import Judgement
import Reporting
import SpinSystems
import Storage

/// Verdicts over time: a SQLite file to which each run adds what it found.
///
/// Whoever adds takes the file for a moment and the others wait, so several processes may add to one file. What is
/// no such file, or is damaged, is said and left as it is.
public struct HistoryFile: Sendable {
  /// The path of the file.
  public let path: String
  private let queue: DatabaseQueue

  /// "SYHI", which tells a history from other SQLite files.
  private static let applicationIdentifier: Int64 = 0x5359_4849
  private static let schemaVersion = 1

  /// Opens the file.
  ///
  /// - Parameter isNew: whether it may be made where it does not exist.
  /// - Throws: `HistoryError` where it is no history, is damaged, or cannot be read or written.
  public init(path: String, mayBeMade isNew: Bool) throws(HistoryError) {
    self.path = path
    guard isNew || FileManager.default.fileExists(atPath: path) else {
      throw HistoryError(file: path, found: "no such file", wanted: "a history of steelyard assess")
    }
    var configuration = Configuration()
    configuration.busyMode = .timeout(120)
    configuration.readonly = !isNew
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try Self.prepare(queue, mayBeMade: isNew)
    } catch let error as HistoryError {
      throw HistoryError(file: path, found: error.found, wanted: error.wanted)
    } catch {
      throw Self.error(error, path)
    }
  }

  /// Throws where nothing could be added to the file at `path`, which is not made where it does not exist.
  public static func requireUsable(_ path: String) throws {
    if FileManager.default.fileExists(atPath: path) {
      _ = try HistoryFile(path: path, mayBeMade: true)
    } else {
      _ = try AtomicFile(path: path)
    }
  }

  private static func prepare(_ queue: DatabaseQueue, mayBeMade isNew: Bool) throws {
    try queue.inDatabase { database in
      try requireHarmless(database)
      let isSound = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") == "ok"
      guard isSound else { throw damage }
    }
    func check(_ database: Database) throws -> Bool {
      let found = try Int64.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      let tables = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM sqlite_master") ?? 0
      guard found == applicationIdentifier else {
        guard found == 0, tables == 0, isNew else {
          throw HistoryError(
            file: "", found: "a SQLite file of another program",
            wanted: "a history of steelyard assess")
        }
        return false
      }
      let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      guard version == schemaVersion else {
        throw HistoryError(
          file: "", found: "a history of schema \(version)", wanted: "schema \(schemaVersion)")
      }
      return true
    }
    if try queue.inDatabase(check) { return }
    // Another process may have made it meanwhile: look again with the file in hand.
    try queue.writeWithoutTransaction { database in
      try database.inTransaction(.immediate) {
        if try !check(database) { try makeTables(database) }
        return .commit
      }
    }
  }

  /// Throws where the file has more in it than tables of rows: views, triggers and tables of modules are programs of
  /// whoever made the file, and need never end.
  private static func requireHarmless(_ database: Database) throws {
    try database.execute(sql: "PRAGMA trusted_schema = OFF")
    let programs = try Int.fetchOne(
      database,
      sql: """
        SELECT COUNT(*) FROM sqlite_master WHERE type NOT IN ('table', 'index')
          OR sql LIKE 'CREATE VIRTUAL%'
          OR type = 'table' AND name NOT IN ('run', 'finding', 'sqlite_sequence')
            AND EXISTS (SELECT 1 FROM pragma_application_id WHERE application_id = \(applicationIdentifier))
          OR type = 'index' AND sql IS NOT NULL
        """)
    guard programs == 0 else {
      throw HistoryError(
        file: "", found: "a SQLite file with programs or tables of somebody else in it",
        wanted: "a history of steelyard assess")
    }
  }

  private static func makeTables(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE run (
          id INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, label TEXT, subject TEXT NOT NULL,
          size INTEGER NOT NULL, temperature REAL NOT NULL, totalSpin INTEGER, sampleCount INTEGER NOT NULL,
          effectiveSampleCount REAL NOT NULL, reference TEXT NOT NULL, verdict TEXT NOT NULL,
          seed TEXT NOT NULL, command TEXT NOT NULL, version TEXT NOT NULL);
        CREATE TABLE finding (
          run INTEGER NOT NULL REFERENCES run(id), place INTEGER NOT NULL, name TEXT NOT NULL,
          title TEXT NOT NULL, verdict TEXT NOT NULL, statistic REAL, pValue REAL, adjustedPValue REAL,
          effect TEXT, value REAL, lower REAL, upper REAL, tolerance REAL, unit TEXT,
          PRIMARY KEY (run, place)) WITHOUT ROWID;
        PRAGMA application_id = \(applicationIdentifier);
        PRAGMA user_version = \(schemaVersion);
        """)
  }

  private static var damage: HistoryError {
    HistoryError(
      file: "", found: "a damaged file",
      wanted: "a history as steelyard assess writes it; it was left as it is")
  }

  private static func error(_ error: any Error, _ path: String) -> HistoryError {
    guard let database = error as? DatabaseError else {
      return HistoryError(file: path, found: "\(error)".onOneLine, wanted: "a history")
    }
    switch database.resultCode {
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      return HistoryError(file: path, found: damage.found, wanted: damage.wanted)
    case .SQLITE_CANTOPEN:
      return HistoryError(file: path, found: "a file that cannot be opened", wanted: "a history")
    case .SQLITE_READONLY, .SQLITE_PERM:
      return HistoryError(
        file: path, found: "a file that cannot be written", wanted: "permission to add to it")
    case .SQLITE_BUSY:
      return HistoryError(
        file: path, found: "a file that another process kept for two minutes", wanted: "its turn")
    case .SQLITE_FULL:
      return HistoryError(file: path, found: "a full disk", wanted: "room for a few kilobytes")
    default:
      return HistoryError(
        file: path, found: (database.message ?? "\(database.resultCode)").onOneLine,
        wanted: "a history")
    }
  }

  // MARK: Adding

  /// Adds a run for each of `reports`, all or none.
  ///
  /// - Parameters:
  ///   - label: what the caller calls the run, such as a commit or an epoch.
  ///   - time: when it was.
  public func add(
    _ reports: [Report], label: String?, at time: Date = Date()
  ) throws(HistoryError) {
    let text = time.ISO8601Format()
    do {
      try queue.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          for report in reports { try Self.insert(report, label, text, into: database) }
          return .commit
        }
      }
    } catch {
      throw Self.error(error, path)
    }
  }

  private static func insert(
    _ report: Report, _ label: String?, _ time: String, into database: Database
  ) throws {
    let ensemble = report.ensemble
    try database.execute(
      sql: "INSERT INTO run VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        time, label, report.subject, ensemble.lattice.size, ensemble.temperature,
        ensemble.totalSpin, report.sampleCount, report.effectiveSampleCount, report.reference,
        report.verdict.rawValue, "\(report.seed)", report.command ?? "", report.version,
      ])
    let run = database.lastInsertedRowID
    for (place, finding) in report.findings.enumerated() {
      let (evidence, effect) = (finding.evidence, finding.evidence?.effect)
      try database.execute(
        sql: "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          run, place, finding.check, finding.title, finding.verdict.rawValue,
          evidence?.statistic?.value, evidence?.pValue, finding.adjustedPValue, effect?.name,
          effect?.value, effect?.interval.lowerBound, effect?.interval.upperBound,
          effect?.tolerance, effect?.unit,
        ])
    }
  }

  // MARK: Reading

  /// All runs, the oldest first.
  public func runs() throws(HistoryError) -> [HistoryRun] {
    do {
      return try queue.read { database in
        let findings = try Dictionary(
          grouping: Row.fetchAll(database, sql: "SELECT * FROM finding ORDER BY run, place")
        ) { try $0.value("run") as Int64 }
        return try Row.fetchAll(database, sql: "SELECT * FROM run ORDER BY id").map { row in
          let identifier: Int64 = try row.value("id")
          return try HistoryRun(row, findings: findings[identifier] ?? [])
        }
      }
    } catch let error as HistoryError {
      throw HistoryError(file: path, found: error.found, wanted: error.wanted)
    } catch {
      throw Self.error(error, path)
    }
  }
}

extension HistoryRun {
  fileprivate init(_ row: Row, findings rows: [Row]) throws {
    identifier = Int(try row.value("id") as Int64)
    time = try row.value("time")
    label = try row.valueIfAny("label")
    subject = try row.value("subject")
    do {
      ensemble = try Ensemble(
        size: row.value("size"), temperature: row.value("temperature"),
        totalSpin: row.valueIfAny("totalSpin"))
    } catch let error as EnsembleError {
      throw HistoryError(
        file: "", found: "a run of no ensemble (\(error))", wanted: "a whole history")
    }
    sampleCount = try row.value("sampleCount")
    verdict = try row.value("verdict")
    findings = try rows.map { row in
      Finding(
        check: try row.value("name"), title: try row.value("title"),
        verdict: try row.value("verdict"), pValue: try row.number("pValue", in: 0...1),
        effect: try Effect(row))
    }
  }
}

extension HistoryRun.Effect {
  /// Nil where one of its numbers is not there: SQLite keeps NaN as NULL.
  fileprivate init?(_ row: Row) throws {
    guard let value: Double = try row.valueIfAny("value"),
      let lower: Double = try row.valueIfAny("lower"),
      let upper: Double = try row.valueIfAny("upper"),
      let tolerance = try row.number("tolerance", in: 0...Double.greatestFiniteMagnitude),
      lower <= upper
    else { return nil }
    self.init(
      value: value, interval: lower...upper, tolerance: tolerance,
      unit: try row.valueIfAny("unit") ?? "", name: try row.valueIfAny("effect") ?? "")
  }
}

extension Row {
  /// What stands in a column, which in SQLite may be of any type whatever its table says.
  ///
  /// - Throws: `HistoryError` where it is of another.
  fileprivate func value<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
    guard let value: Value = try valueIfAny(column) else { throw Self.error(column, .null) }
    return value
  }

  /// The same where there may be nothing.
  fileprivate func valueIfAny<Value: DatabaseValueConvertible>(_ column: String) throws -> Value? {
    let stored = (self[column] as (any DatabaseValueConvertible)?)?.databaseValue ?? .null
    guard !stored.isNull else { return nil }
    guard let value = Value.fromDatabaseValue(stored) else { throw Self.error(column, stored) }
    return value
  }

  /// A number within bounds, where there is one.
  fileprivate func number(_ column: String, in bounds: ClosedRange<Double>) throws -> Double? {
    guard let number: Double = try valueIfAny(column) else { return nil }
    guard bounds.contains(number) else { throw Self.error(column, number.databaseValue) }
    return number
  }

  private static func error(_ column: String, _ stored: DatabaseValue) -> HistoryError {
    HistoryError(
      file: "", found: "\(stored) as \(column)".onOneLine, wanted: "a whole history")
  }
}
