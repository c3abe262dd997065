import Foundation
import Storage

/// A suite to begin with: everything that it may say, with a comment on each.
public enum SuiteTemplate {
  /// The keys that are set; the others stand behind a mark of comments.
  private static let set = ["files", "temperature"]

  /// The text of the file.
  public static var text: String {
    let parts = SuiteKey.Part.allCases.map { part in
      let keys = allSuiteKeys.filter { $0.part == part }.map { key in
        guard key.kind != .table else { return "[\(key.name)]\n# \(key.example)\n" }
        let mark = set.contains(key.name) ? "" : "# "
        return "# \(key.summary)\n\(mark)\(key.name) = \(key.example)\n"
      }
      return "# ── \(part.rawValue)\n\n\(keys.joined(separator: "\n"))"
    }
    return """
      # What is asked of samples: steelyard assess --suite FILE
      # A key has the name of the option of assess; paths are those of the folder in which it is called.

      \(parts.joined(separator: "\n"))
      """
  }

  /// Writes the text to `path`, where nothing may be yet.
  ///
  /// - Throws: `SuiteError` where something is; `AtomicFileError`.
  public static func write(to path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw SuiteError(path, nil, found: "a file that is there already", wanted: "a new name")
    }
    try AtomicFile.write(text, to: path)
  }
}
