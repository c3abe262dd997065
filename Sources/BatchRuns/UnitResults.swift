import Foundation
import Storage

/// The results of the finished units of a run, read from their files when they are asked for.
public struct UnitResults: Sendable {
  /// The contents of a unit's file, nil where there is none.
  package let contents: @Sendable (String) throws(RunDirectoryError) -> Data?
  /// The path of the run directory, for errors.
  private let run: String

  /// - Parameters:
  ///   - run: the path of the run directory.
  ///   - data: the contents of a unit's file, nil where there is none.
  package init(
    run: String, _ data: @escaping @Sendable (String) throws(RunDirectoryError) -> Data?
  ) {
    self.run = run
    contents = data
  }

  /// What `unit` measured; nil if it is not finished.
  ///
  /// - Throws: `RunDirectoryError.result` where the file is not a result of this unit.
  public func result<Unit: UnitOfWork>(of unit: Unit) throws(RunDirectoryError) -> Unit.Result? {
    try record(of: unit)?.result
  }

  /// What the unit of that name took, nil if it is not finished.
  func effort(of name: String) throws(RunDirectoryError) -> UnitEffort? {
    guard let data = try contents(name) else { return nil }
    do {
      let record = try UnitRecord<Anything>(decoding: data)
      return UnitEffort(seconds: record.seconds, machine: record.machine)
    } catch {
      throw .result(run: run, unit: name, problem: "\(ReadingProblem(error))")
    }
  }

  /// Whether there is a file that is the result of `unit`.
  ///
  /// - Throws: `RunDirectoryError.result` where the file is not.
  func isFinished(_ unit: some UnitOfWork) throws(RunDirectoryError) -> Bool {
    try record(of: unit) != nil
  }

  /// What is decoded of a result where only the record around it is wanted.
  private struct Anything: Codable {}

  private func record<Unit: UnitOfWork>(
    of unit: Unit
  ) throws(RunDirectoryError) -> UnitRecord<Unit.Result>? {
    guard let data = try contents(unit.name) else { return nil }
    let record: UnitRecord<Unit.Result>
    do {
      record = try UnitRecord(decoding: data)
    } catch {
      throw .result(run: run, unit: unit.name, problem: "\(ReadingProblem(error))")
    }
    guard record.unit == unit.name else {
      throw .result(
        run: run, unit: unit.name,
        problem: "it is the result of \(record.unit.printable(limit: 60))")
    }
    return record
  }
}
