import Storage

/// Why a file is no table that can be collapsed.
public struct ScalingTextError: FileInputError {
  /// The path as it was given, or "standard input".
  public let file: String
  /// The number of the line, counted from 1, where there is one to blame.
  public var line: Int?
  /// What stands there.
  public let found: String
  /// What should stand there.
  public let wanted: String

  /// ": line 3", where there is a line.
  public var place: String { line.map { ": line \($0)" } ?? "" }
}

/// A table of a file that cannot be collapsed.
public struct ScalingFileError: InputError {
  /// The path as it was given, or "standard input".
  public let file: String
  /// What is wrong with the points in it.
  public let error: ScalingTableError
  /// Whether the fault is found in a window only: the whole table is good.
  public let isInWindow: Bool

  /// An error about the table in `file`.
  public init(file: String, error: ScalingTableError, isInWindow: Bool = false) {
    self.file = file
    self.error = error
    self.isInWindow = isInWindow
  }

  public var description: String {
    "\(file.printable()): \(isInWindow ? "near the critical point: " : "")\(error)"
  }
}
