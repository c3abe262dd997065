import Foundation

/// A folder that a command writes several files into.
package enum OutputFolder {
  /// Makes the folder, with those above it, where it does not exist.
  package static func make(_ path: String) throws(OutputFolderError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw OutputFolderError(path: path)
    }
  }
}

/// Why a folder cannot be written into.
package struct OutputFolderError: InputError {
  package let path: String

  package var description: String {
    "\(path): found a place where no folder can be made; wanted one"
  }
}
