import BatchRuns

/// A question that a calibration asks of the checks themselves: units of work, and what they showed.
///
/// A new part is one file with a conforming type and one line in `allCalibrationParts`.
public protocol CalibrationPart: UnitGroup<CalibrationPlan> {
  /// One line that says what is asked.
  var summary: String { get }
  /// What the finished units showed; nil where none is finished.
  ///
  /// - Throws: `RunDirectoryError` where a unit's file is not its result.
  func findings(_ results: UnitResults, _ plan: CalibrationPlan) throws -> CalibrationFindings?
}

/// The parts of a calibration, in the order in which they are computed and shown.
public let allCalibrationParts: [any CalibrationPart] = [
  PerfectPart(),
  ChainPart(),
  GatePart(),
  DetectionPart(),
  FloorPart(),
  KernelPart(),
  MistakePart(),
]
