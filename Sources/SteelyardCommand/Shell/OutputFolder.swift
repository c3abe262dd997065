import Foundation
import Storage

/// A folder that a command writes several files into.
enum OutputFolder {
  /// Makes the folder, with those above it, where it does not exist.
  static func make(_ path: String) throws(OutputFolderError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw OutputFolderError(path: path)
    }
  }
}

/// Why a folder cannot be written into.
struct OutputFolderError: InputError {
  let path: String

  var description: String { "\(path): found a place where no folder can be made; wanted one" }
}
