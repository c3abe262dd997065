import Foundation

/// The results of the finished units of a run, read from their files when they are asked for.
public struct UnitResults: Sendable {
  /// The contents of a unit's file, nil where there is none.
  package let contents: @Sendable (String) throws(RunDirectoryError) -> Data?

  /// - Parameter data: the contents of a unit's file, nil where there is none.
  package init(_ data: @escaping @Sendable (String) throws(RunDirectoryError) -> Data?) {
    contents = data
  }

  /// What `unit` measured; nil if it is not finished.
  ///
  /// - Throws: `RunDirectoryError.result` where the file is not a result of this unit.
  public func result<Unit: UnitOfWork>(of unit: Unit) throws(RunDirectoryError) -> Unit.Result? {
    try record(of: unit)?.result
  }

  /// The wall-clock seconds that the unit of that name took, nil if it is not finished.
  func seconds(of name: String) throws(RunDirectoryError) -> Double? {
    guard let data = try contents(name) else { return nil }
    do {
      return try UnitRecord<Anything>(decoding: data).seconds
    } catch {
      throw .result(unit: name, problem: "\(error)")
    }
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
      throw .result(unit: unit.name, problem: "\(error)")
    }
    guard record.unit == unit.name else {
      throw .result(unit: unit.name, problem: "it is the result of \(record.unit)")
    }
    return record
  }
}
