import Storage

/// What is wrong with a history.
public struct HistoryError: FileInputError, Equatable {
  /// The path of the file.
  public let file: String
  /// What was found.
  public let found: String
  /// What was wanted instead.
  public let wanted: String
}
