import Foundation

/// The results of the finished units of a run, read from their files when they are asked for.
public struct UnitResults: Sendable {
  private let data: @Sendable (String) throws(RunDirectoryError) -> Data?

  /// The contents of a unit's file.
  func contents(of unit: String) throws(RunDirectoryError) -> Data? { try data(unit) }

  /// - Parameter data: the contents of a unit's file, nil where there is none.
  init(_ data: @escaping @Sendable (String) throws(RunDirectoryError) -> Data?) {
    self.data = data
  }

  /// What `unit` measured; nil if it is not finished.
  ///
  /// - Throws: `RunDirectoryError.result` where the file is not a result of this unit.
  public func result<Unit: UnitOfWork>(of unit: Unit) throws(RunDirectoryError) -> Unit.Result? {
    try record(of: unit)?.result
  }

  /// The wall-clock seconds that `unit` took, nil if it is not finished.
  public func seconds(of unit: some UnitOfWork) throws(RunDirectoryError) -> Double? {
    try record(of: unit)?.seconds
  }

  private func record<Unit: UnitOfWork>(
    of unit: Unit
  ) throws(RunDirectoryError) -> UnitRecord<Unit.Result>? {
    guard let data = try data(unit.name) else { return nil }
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
