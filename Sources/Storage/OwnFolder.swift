import Glibc

/// A folder that keeps an unfinished run under a name that anybody can foresee.
///
/// In a place that is shared with others, one of them may have made it first, with symbolic links in it or as one.
/// So it is used only if it is a folder and belongs to whoever runs this process.
package enum OwnFolder {
  /// Makes the folder, which others may not write into, where it does not exist; not those above it.
  ///
  /// - Throws: `OwnFolderError` where something else is there.
  package static func make(_ path: String) throws(OwnFolderError) {
    guard mkdir(path, 0o755) != 0 else { return }
    let code = errno
    guard code == EEXIST else {
      throw OwnFolderError(
        file: path,
        found: "a place where no folder can be made (\(String(cString: strerror(code))))")
    }
    try require(path)
  }

  /// Throws where there is something at `path` other than a folder of ours; that there is nothing is good.
  package static func require(_ path: String) throws(OwnFolderError) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    let found: String
    switch status.st_mode & S_IFMT {
    case S_IFDIR where status.st_uid == geteuid(): return
    case S_IFDIR: found = "a folder of another user"
    case S_IFLNK: found = "a symbolic link"
    default: found = "something that is no folder"
    }
    throw OwnFolderError(file: path, found: found)
  }
}

/// Why an unfinished run cannot be kept.
package struct OwnFolderError: FileInputError {
  package let file: String
  package let found: String
  package var wanted: String { "a folder of our own for an unfinished run, or nothing" }
}
