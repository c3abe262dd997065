import Foundation
import Storage

/// What is known about the terminal, if there is one.
package enum Terminal {
  /// Whether standard output goes to a person.
  private static let isInteractive = isatty(STDOUT_FILENO) == 1

  private static func variable(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name]
  }

  /// Whether to use colour: on a terminal, unless NO_COLOR is set (no-color.org) or it is dumb.
  package static var usesColor: Bool {
    isInteractive && (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"
  }

  /// The number of columns for tables on standard output: the terminal's own, but from 80 to 100,
  /// since a table of wide columns is hard to follow; 80 where there is no terminal.
  package static var tableWidth: Int {
    guard isInteractive else { return 80 }
    return min(max(columnCount(of: STDOUT_FILENO) ?? 80, 80), 100)
  }

  /// The number of columns of a terminal, if it or the environment says.
  private static func columnCount(of descriptor: Int32) -> Int? {
    var size = winsize()
    if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return variable("COLUMNS").flatMap { Int($0) }
  }

  /// Shows a line that stays on standard error, if that is a terminal.
  package static func showStep(_ message: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    showProgress(nil)
    StandardError.write(message.printable() + "\n")
  }

  /// Shows a passing message on standard error, if that is a terminal; nil takes it away.
  package static func showProgress(_ message: String?) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    // A message that reaches the next line could not be taken away again.
    let width = max(columnCount(of: STDERR_FILENO) ?? 80, 20)
    let line = (message ?? "").printable(limit: width - 2)
    StandardError.write("\r\u{1B}[K\(line)")
  }
}
