import DataFiles

/// Why a file is no table that can be collapsed.
struct CollapseInputError: Error, CustomStringConvertible {
  /// The path as it was given, or "standard input".
  let file: String
  /// The number of the line, counted from 1, where there is one to blame.
  var line: Int?
  let found: String
  let wanted: String

  var description: String {
    let place = line.map { ": line \($0)" } ?? ""
    return "\(file.printable())\(place): found \(found); wanted \(wanted)"
  }
}
