import Glibc

/// A process among all that ever ran on this machine, so that a file can say who made it and a later process can
/// prove that its maker is gone.
///
/// The number of a process is used again; together with the clock tick at which it began it is not. Both mean
/// something only under the kernel, and within the container, that gave them.
struct ProcessIdentity: Equatable {
  /// Stands for the start of this kernel and for the container's own numbering of processes.
  private let numbering: UInt64
  private let number: Int32
  /// Clock ticks from the start of the kernel to that of the process.
  private let start: UInt64

  /// This process; nil where the system does not tell.
  static let current: ProcessIdentity? = {
    guard let numbering = currentNumbering, let start = startTime(of: getpid()) else { return nil }
    return ProcessIdentity(numbering: numbering, number: getpid(), start: start)
  }()

  private init(numbering: UInt64, number: Int32, start: UInt64) {
    self.numbering = numbering
    self.number = number
    self.start = start
  }

  /// The process that `text` describes; nil if it describes none.
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let numbering = UInt64(parts[0], radix: 36),
      let number = Int32(parts[1]), number > 0, let start = UInt64(parts[2])
    else { return nil }
    self.init(numbering: numbering, number: number, start: start)
  }

  /// A text for names of files.
  var text: String { "\(String(numbering, radix: 36)).\(number).\(start)" }

  /// Whether it is certain that the process has ended; false too where nothing is known of it.
  var hasEnded: Bool {
    guard let here = Self.current, numbering == here.numbering else { return false }
    guard kill(number, 0) == 0 || errno != ESRCH else { return true }
    return Self.startTime(of: number).map { $0 != start } ?? false
  }

  private static let currentNumbering: UInt64? = {
    guard let boot = contents(of: "/proc/sys/kernel/random/boot_id") else { return nil }
    var namespace = stat()
    guard stat("/proc/self/ns/pid", &namespace) == 0 else { return nil }
    return Checksum.of("\(boot)\(namespace.st_ino)")
  }()

  private static func startTime(of number: Int32) -> UInt64? {
    // The name of the program, in parentheses, may hold blanks and parentheses: field 22 is the 20th behind it.
    guard let text = contents(of: "/proc/\(number)/stat"),
      let name = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[name...].split(separator: " ")
    return fields.count > 20 ? UInt64(fields[20]) : nil
  }

  private static func contents(of path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
  }
}
