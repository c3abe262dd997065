/// How a table is to be read.
public struct ScalingTableRequest: Sendable {
  /// What the control parameter is; nil for what headers say, or T.
  public var controlParameter: ControlParameter?
  /// The columns by name, counted from 0; nil for what headers say.
  public var columns: [String: Int]?
  /// The columns of values to read; nil for the one that there is.
  public var observables: [String]?
  /// Whether the table's errors are read.
  public var needsErrors: Bool
  /// Whether points may be left out whose error is 0: deep in a phase all configurations say the same, and the
  /// scatter does not show how far off that may be.
  public var leavesOutZeroErrors: Bool
  /// Whether the seeds of a table share their configurations.
  public var configurations: ScalingData.Configurations

  /// What headers say, unless something else is asked for.
  public init(
    controlParameter: ControlParameter? = nil, columns: [String: Int]? = nil,
    observables: [String]? = nil, needsErrors: Bool = true,
    leavesOutZeroErrors: Bool = true,
    configurations: ScalingData.Configurations = .shared
  ) {
    self.controlParameter = controlParameter
    self.columns = columns
    self.observables = observables
    self.needsErrors = needsErrors
    self.leavesOutZeroErrors = leavesOutZeroErrors
    self.configurations = configurations
  }
}
