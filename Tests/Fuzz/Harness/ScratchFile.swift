import Foundation

/// A file in memory, for readers that want a path; one and the same for all inputs.
enum ScratchFile {
  /// The folder, which the script that started the fuzzer removes.
  static let folder: String = {
    let path =
      ProcessInfo.processInfo.environment["STEELYARD_SCRATCH"]
      ?? "/dev/shm/steelyard-fuzz-\(getpid())"
    try! FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }()

  /// Puts `bytes` into the file called `name` and gives its path.
  static func holding(_ bytes: [UInt8], _ name: String) -> String {
    let path = "\(folder)/\(name)"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    precondition(descriptor >= 0, "\(path) cannot be written")
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      precondition(count > 0, "\(path) cannot be written")
      rest = rest.dropFirst(count)
    }
    return path
  }

  /// A path at which there is nothing.
  static func absent(_ name: String) -> String {
    let path = "\(folder)/\(name)"
    unlink(path)
    return path
  }
}
