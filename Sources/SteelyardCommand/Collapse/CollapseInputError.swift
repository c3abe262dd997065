import DataFiles
import Storage

/// Why a file is no table that can be collapsed.
struct CollapseInputError: FileInputError {
  /// The path as it was given, or "standard input".
  let file: String
  /// The number of the line, counted from 1, where there is one to blame.
  var line: Int?
  let found: String
  let wanted: String

  var place: String { line.map { ": line \($0)" } ?? "" }
}
