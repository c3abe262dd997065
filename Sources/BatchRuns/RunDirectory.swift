import Foundation
import Storage

/// The folder of a run: what is to be computed, what has been, and locks for who is at it.
///
///     run.json            parameters, version, groups, and the list of units
///     units/NAME.json     the result of a unit; there only when it is finished
///     work/NAME/          checkpoints and large files of a unit
///     locks/NAME.lock     held by the process that computes the unit
///
/// Any number of processes may work on one directory at once; a unit is computed by one of them. A process
/// that is killed leaves its unit to the next, together with the unit's last checkpoint.
public struct RunDirectory<Parameters: RunParameters>: Sendable {
  /// The path of the folder, as it was given.
  public let path: String
  /// What was asked for, continuing what the run was begun with.
  public let parameters: Parameters
  /// The groups of units that this run is about.
  public let groups: [any UnitGroup<Parameters>]
  /// Their units, with the numbers that `run.json` gives them, ascending.
  public let units: [(index: Int, unit: any UnitOfWork)]
  /// The number of units of the whole run, which may have been asked for more groups.
  public let unitCount: Int

  /// Opens the directory at `path`, which is made where it does not exist.
  ///
  /// The list of units only ever grows: groups and parameters that are new to the run add theirs at its
  /// end.
  ///
  /// - Parameters:
  ///   - chosen: the groups of interest; where there are none, those that the run was begun with, and all
  ///     for a new one.
  ///   - known: all groups that there are.
  ///   - isExact: whether the units are those of `parameters` as they are, which continue the run all the same.
  ///   - onWait: is told once if another process is opening the directory: who, if it has said.
  /// - Throws: `RunDirectoryError` for a run of other parameters or version, and where files cannot be
  ///   read or written; `FileLockError`; `AtomicFileError`.
  public init(
    _ path: String, parameters: Parameters, groups chosen: [any UnitGroup<Parameters>],
    from known: [any UnitGroup<Parameters>], isExact: Bool = false,
    onWait: (LockHolder?) -> Void = { _ in }
  ) throws {
    for folder in ["units", "work", "locks"] { try Self.make("\(path)/\(folder)") }
    let recordPath = "\(path)/run.json"
    let lock = try FileLock(waitingFor: "\(path)/locks/run.lock", onWait: onWait)
    defer { withExtendedLifetime(lock) {} }
    let existing = try Self.contents(of: recordPath).map { data throws(RunDirectoryError) in
      try RunRecord<Parameters>(decoding: data, path: recordPath)
    }
    let isForeign = try existing == nil && Self.hasEntries("\(path)/units")
    if isForeign {
      throw RunDirectoryError.record(
        path: recordPath, problem: "found no such file beside finished units, which it explains")
    }
    var record = existing ?? RunRecord(parameters)
    try record.requireEqual(to: parameters, path: path)
    record.parameters = parameters.continuing(record.parameters)
    let groups =
      !chosen.isEmpty
      ? chosen
      : existing.map { run in known.filter { run.groups.contains($0.identifier) } } ?? known
    let own = isExact ? parameters : record.parameters
    let wanted = Self.units(of: groups, own)
    let listed = Set(record.units)
    record.units += wanted.map(\.name).filter { !listed.contains($0) }
    record.groups += groups.map(\.identifier).filter { !record.groups.contains($0) }
    if record != existing {
      try AtomicFile.write(record.encoded(), to: recordPath, links: .replaced)
    }

    let indices = Dictionary(uniqueKeysWithValues: record.units.enumerated().map { ($1, $0) })
    self.path = path
    self.parameters = own
    self.groups = groups
    units = wanted.map { (indices[$0.name]!, $0) }.sorted { $0.0 < $1.0 }
    unitCount = record.units.count
  }

  /// The units of `groups`, each once, those of lower priority numbers first.
  static func units(
    of groups: [any UnitGroup<Parameters>], _ parameters: Parameters
  ) -> [any UnitOfWork] {
    var names: Set<String> = []
    let units = groups.flatMap { $0.units(parameters) }.filter { names.insert($0.name).inserted }
    for unit in units {
      precondition(isUnitName(unit.name), "'\(unit.name)' is not a name for a unit")
    }
    return units.enumerated()
      .sorted { ($0.element.priority, $0.offset) < ($1.element.priority, $1.offset) }
      .map(\.element)
  }

  /// The results of the units that are finished.
  public var results: UnitResults {
    UnitResults(run: path) { [path] name throws(RunDirectoryError) in
      try Self.contents(of: Self.resultPath(of: name, in: path))
    }
  }

  /// Whether the unit has a result. A file that is damaged is none: its unit is left to be computed, and takes
  /// its place.
  public func isFinished(_ unit: any UnitOfWork) -> Bool {
    (try? results.isFinished(unit)) == true
  }

  /// The names of the units of `group` that have no result, by the parameters of the run or by others.
  public func missingUnits(
    of group: some UnitGroup<Parameters>, _ parameters: Parameters? = nil
  ) -> [String] {
    group.units(parameters ?? self.parameters).filter { !isFinished($0) }.map(\.name)
  }

  /// What each of the finished units of `group` took.
  ///
  /// - Throws: `RunDirectoryError` where a unit's file is not its result.
  func effort(
    ofUnitsOf group: some UnitGroup<Parameters>
  ) throws(RunDirectoryError) -> [UnitEffort] {
    var efforts: [UnitEffort] = []
    for unit in group.units(parameters) {
      if let effort = try results.effort(of: unit.name) { efforts.append(effort) }
    }
    return efforts
  }

  // MARK: One unit

  private func lockPath(of unit: any UnitOfWork) -> String {
    "\(path)/locks/\(unit.name).lock"
  }

  /// Who is at `unit`, or was last; nil where nobody has said so.
  func holder(of unit: any UnitOfWork) -> LockHolder? { FileLock.holder(of: lockPath(of: unit)) }

  /// Computes `unit` unless it is finished or another process is at it.
  ///
  /// - Parameters:
  ///   - onProgress: is told how far it has come, from 0 to 1.
  ///   - onDamage: is told what is wrong with the file that is replaced.
  /// - Returns: whether it is finished now.
  /// - Throws: what the unit throws; `RunDirectoryError`; `FileLockError`; `AtomicFileError`.
  func compute(
    _ unit: any UnitOfWork, onProgress: @escaping @Sendable (Double) -> Void,
    onDamage: (RunDirectoryError) -> Void = { _ in }
  ) throws -> Bool {
    if isFinished(unit) { return true }
    let lockPath = lockPath(of: unit)
    try Self.make(Self.folder(of: lockPath))
    guard let lock = try FileLock(ifFree: lockPath) else { return false }
    defer { withExtendedLifetime(lock) {} }
    // Another may have finished it since.
    do throws(RunDirectoryError) {
      if try results.isFinished(unit) { return true }
    } catch {
      guard case .result = error else { throw error }
      onDamage(error)
    }
    let workspace = UnitWorkspace(folder: "\(path)/work/\(unit.name)", onProgress: onProgress)
    try Self.make(workspace.folder)
    AtomicFile.removeAbandoned(in: workspace.folder)
    let text = try Self.record(of: unit, in: workspace)
    // First whole among the unit's own files, where an interrupted write is cleared away, then named.
    let staged = workspace.path("result.json")
    let result = Self.resultPath(of: unit.name, in: path)
    try AtomicFile.write(text, to: staged, links: .replaced)
    try Self.make(Self.folder(of: result))
    guard rename(staged, result) == 0 else {
      throw RunDirectoryError.system(path: result, problem: String(cString: strerror(errno)))
    }
    return true
  }

  private static func record<Unit: UnitOfWork>(
    of unit: Unit, in workspace: UnitWorkspace
  ) throws -> String {
    let start = ContinuousClock.now
    let result = try unit.run(in: workspace)
    let duration = (ContinuousClock.now - start) / Duration.seconds(1)
    return try UnitRecord(
      unit: unit.name, seconds: duration, machine: MachineName.current, result: result
    ).encoded()
  }

  // MARK: Files

  private static func resultPath(of name: String, in path: String) -> String {
    "\(path)/units/\(name).json"
  }

  private static func folder(of path: String) -> String {
    String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }

  private static func make(_ folder: String) throws(RunDirectoryError) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .system(path: folder, problem: "cannot be made: \(ReadingProblem(error))")
    }
  }

  private static func hasEntries(_ folder: String) throws(RunDirectoryError) -> Bool {
    do {
      return try !FileManager.default.contentsOfDirectory(atPath: folder).isEmpty
    } catch {
      throw .system(path: folder, problem: "cannot be read: \(ReadingProblem(error))")
    }
  }

  private static func contents(of path: String) throws(RunDirectoryError) -> Data? {
    guard access(path, F_OK) == 0 else { return nil }
    do {
      return try Data(contentsOf: URL(filePath: path))
    } catch {
      throw .system(path: path, problem: "cannot be read: \(ReadingProblem(error))")
    }
  }
}

/// Whether `name` can be a path below a folder.
private func isUnitName(_ name: String) -> Bool {
  name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
    !part.isEmpty && part.first != "."
      && part.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "." || $0 == "_")
      }
  }
}
