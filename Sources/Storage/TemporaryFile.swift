import Glibc
import Synchronization

/// A file under a name that nobody can guess, in the folder of the file that it will become.
///
/// While it is open it is called `.steelyard-RANDOM.partial`, and its process holds the kernel's lock on it. One that
/// is whole and has been closed, because it waits for others, is called `.steelyard-RANDOM-PROCESS.waiting`. So
/// whoever finds such a file can tell whether it was left by a process that was killed: the lock of the former is
/// free, and the process of the latter has ended. Files that are locked in order to be locked, `.steelyard-NAME.lock`,
/// are swept like the former.
struct TemporaryFile {
  private(set) var path: String
  /// Negative once closed.
  private(set) var descriptor: Int32
  private let folder: String
  private let random: String

  private static let prefix = ".steelyard-"
  private static let openEnding = ".partial"
  private static let closedEnding = ".waiting"
  private static let lockEnding = ".lock"

  /// The name of a file for a lock on `name`.
  static func lockName(of name: String) -> String { prefix + name + lockEnding }

  /// Creates a file in `folder`; nil, with the reason in `errno`, where that cannot be.
  ///
  /// - Parameter mode: its permissions, of which the process's mask is taken away.
  init?(in folder: String, mode: mode_t) {
    // A name that exists, or that another process takes for abandoned before it is locked, is as rare as chance
    // makes it.
    for _ in 0..<100 {
      let random = String(UInt64.random(in: .min ... .max), radix: 36)
      let path = "\(folder)/\(Self.prefix)\(random)\(Self.openEnding)"
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
      guard descriptor >= 0 else {
        if errno == EEXIST { continue }
        return nil
      }
      // File systems that have no locks sweep nothing either.
      let isHeld = flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
      var status = stat()
      if isHeld, fstat(descriptor, &status) == 0, status.st_nlink > 0 {
        (self.path, self.descriptor, self.folder, self.random) = (path, descriptor, folder, random)
        return
      }
      Glibc.close(descriptor)
    }
    errno = EEXIST
    return nil
  }

  /// Gives the file the permissions and, where that is allowed, the owner of another; never more permissions than
  /// it had.
  func takeAfter(_ other: stat) {
    var mine = stat()
    var mode = other.st_mode & 0o777
    guard fstat(descriptor, &mine) == 0 else { return }
    let isOthers = mine.st_uid != other.st_uid || mine.st_gid != other.st_gid
    if isOthers, fchown(descriptor, other.st_uid, other.st_gid) != 0,
      fchown(descriptor, uid_t.max, other.st_gid) != 0, mine.st_gid != other.st_gid
    {
      // What a group was allowed is not for another group.
      mode &= ~0o070
    }
    fchmod(descriptor, mode)
  }

  /// Lets go of the descriptor; false, with the reason in `errno`, where bytes may have been lost.
  mutating func close() -> Bool {
    let whole =
      "\(folder)/\(Self.prefix)\(random)-\(ProcessIdentity.current?.text ?? "")\(Self.closedEnding)"
    guard rename(path, whole) == 0 else { return false }
    path = whole
    let status = Glibc.close(descriptor)
    descriptor = -1
    // An interrupted close has closed (Linux).
    return status == 0 || errno == EINTR
  }

  /// Removes the file.
  func discard() {
    unlink(path)
    if descriptor >= 0 { Glibc.close(descriptor) }
  }

  // MARK: What others have left

  private static let sweptFolders = Mutex<Set<String>>([])

  /// Sweeps `folder`, once in the life of this process.
  static func sweepOnce(_ folder: String) {
    guard sweptFolders.withLock({ $0.insert(folder).inserted }) else { return }
    sweep(folder)
  }

  /// Removes the files in `folder` of which it can be proved that nobody holds them.
  static func sweep(_ folder: String) {
    guard let directory = opendir(folder) else { return }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(prefix) { names.append(name) }
    }
    for name in names {
      if name.hasSuffix(closedEnding) {
        let maker = name.dropLast(closedEnding.count).split(separator: "-").last
        guard maker.flatMap({ ProcessIdentity($0) })?.hasEnded == true else { continue }
      } else if !name.hasSuffix(openEnding), !name.hasSuffix(lockEnding) {
        continue
      }
      removeIfFree("\(folder)/\(name)")
    }
  }

  private static func removeIfFree(_ path: String) {
    // Not blocking: under that name there may be anything.
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { Glibc.close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_uid == geteuid(), flock(descriptor, LOCK_EX | LOCK_NB) == 0
    else { return }
    unlink(path)
  }
}
