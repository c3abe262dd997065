import DataFiles
import FiniteSizeScaling
import Storage

/// A table of a file that cannot be collapsed.
struct CollapseTableError: InputError {
  let file: String
  let error: ScalingTableError
  /// Whether the fault is found in a window only: the whole table is good.
  var isInWindow = false

  var description: String {
    "\(file.printable()): \(isInWindow ? "near the critical point: " : "")\(error)"
  }
}
