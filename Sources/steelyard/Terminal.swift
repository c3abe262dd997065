import Foundation

/// What is known about the terminal, if there is one.
enum Terminal {
  /// Whether standard output goes to a person.
  static let isInteractive = isatty(STDOUT_FILENO) == 1

  /// Whether to use colour: on a terminal, unless NO_COLOR is set (no-color.org) or it is dumb.
  static var usesColor: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isInteractive && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  /// Shows a passing message on standard error, if that is a terminal; nil takes it away.
  static func showProgress(_ message: String?) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(message ?? "")".utf8))
  }
}
