import Foundation
import History
import Studies

extension FileReader {
  /// Histories of runs, in SQLite's files; SQLite itself is not instrumented.
  static let histories = FileReader(
    name: "histories", largestByteCount: 20480,
    words: [
      "SQLite format 3\u{0}", "CREATE TABLE run", "CREATE TABLE finding", "NULL", "pass",
      "mean-energy",
    ]
  ) {
    let path = ScratchFile.absent("new.db")
    let report = try assessment().weigh(someSamples, subject: "s").report
    let file = try HistoryFile(path: path, mayBeMade: true)
    try file.add([report, report], label: "first")
    return [Array(try Data(contentsOf: URL(filePath: path)))]
  } read: { bytes in
    for other in ["history.db-journal", "history.db-wal", "history.db-shm"] {
      unlink("\(ScratchFile.folder)/\(other)")
    }
    let path = ScratchFile.holding(bytes, "history.db")
    let runs = try HistoryFile(path: path, mayBeMade: false).runs()
    _ = try HistoryReport(on: runs, of: path).summary(listing: 20, command: "steelyard history")
  }
}
