import BatchRuns

extension UnitResults {
  /// What the finished ones of `studies` measured, by size, in the order of the studies.
  ///
  /// - Throws: `RunDirectoryError` where a unit's file is not its result.
  func bySize<Study: UnitOfWork>(
    _ studies: [Study], _ size: KeyPath<Study, Int>
  ) throws(RunDirectoryError) -> [Int: [Study.Result]] {
    var measurements: [Int: [Study.Result]] = [:]
    for study in studies {
      guard let result = try result(of: study) else { continue }
      measurements[study[keyPath: size], default: []].append(result)
    }
    return measurements
  }
}
