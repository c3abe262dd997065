/// Why a file could not be written; one line names the file and the reason.
public struct AtomicFileError: FileInputError, Hashable {
  /// What stood in the way of writing.
  public enum Reason: Hashable, Sendable {
    /// The disk, or the quota, is full.
    case diskFull
    /// The folder, or the file system, does not permit it.
    case permission
    /// The folder does not exist.
    case missingFolder
    /// A part of the path is not a folder.
    case notAFolder
    /// A folder stands at the path.
    case isAFolder
    /// Any other reason, as the system numbers it.
    case system(errno: Int32)
  }

  /// The path as it was given.
  public let file: String
  /// What stood in the way.
  public let reason: Reason
  /// The system's text for the reason.
  public let systemText: String

  /// What was found at the path, with the system's text where it says more.
  public var found: String {
    switch reason {
    case .diskFull: "a full disk (\(systemText))"
    case .permission: "a place that cannot be written (\(systemText))"
    case .missingFolder: "no such folder"
    case .notAFolder: "a path that leads through a file (\(systemText))"
    case .isAFolder: "a directory"
    case .system: "an obstacle to writing (\(systemText))"
    }
  }

  /// What would have let the file be written.
  public var wanted: String {
    switch reason {
    case .diskFull: "room for the whole file"
    case .permission, .system: "a place that can be written"
    case .missingFolder, .notAFolder: "a path in a folder that exists"
    case .isAFolder: "the path of a file"
    }
  }
}
