import Foundation
import Subprocess
import Testing

/// What a process left: its exit status and what it printed.
struct ProcessResult: Sendable {
  /// The exit status, or minus the number of the signal that ended the process.
  var status: Int32
  var standardOutput: String
  var standardError: String
}

/// The built executable, run as a user runs it.
enum SteelyardProcess {
  /// SwiftPM puts the executable beside the test bundle.
  static let directory = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().path(percentEncoded: false)

  /// Runs `steelyard` with `arguments` in `folder`.
  static func run(
    _ arguments: [String], in folder: Workspace, environment: [Environment.Key: String?] = [:]
  ) async throws -> ProcessResult {
    try await run(
      "\(directory)/steelyard", Arguments(arguments), in: folder, environment: environment)
  }

  /// Runs a line for the POSIX shell, which finds `steelyard`.
  static func shell(
    _ line: String, in folder: Workspace, environment: [Environment.Key: String?] = [:]
  ) async throws -> ProcessResult {
    try await run("/bin/sh", ["-c", line], in: folder, environment: environment)
  }

  /// Runs `steelyard` with arguments that need not be UTF-8.
  static func run(
    bytes arguments: [[UInt8]], in folder: Workspace
  ) async throws -> ProcessResult {
    // Raw bytes are handed to the system as they are, which reads them up to a zero.
    try await run("\(directory)/steelyard", Arguments(arguments.map { $0 + [0] }), in: folder)
  }

  /// Settings of whoever runs the tests must not reach the process.
  private static let environment: Environment = .inherit.updating([
    "PATH": "\(directory):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")",
    "COLUMNS": nil, "NO_COLOR": nil, "STEELYARD_FIXTURES": nil, "TERM": "xterm",
    // No cache of the user's; a test that needs one names it.
    "XDG_CACHE_HOME": "/dev/null/none",
  ])

  private static func run(
    _ executable: String, _ arguments: Arguments, in folder: Workspace,
    environment changes: [Environment.Key: String?] = [:]
  ) async throws -> ProcessResult {
    let record = try await Subprocess.run(
      .path(.init(executable)), arguments: arguments,
      environment: environment.updating(changes), workingDirectory: .init(folder.path),
      input: .none, output: .string(limit: 1 << 24), error: .string(limit: 1 << 20))
    return ProcessResult(
      status: record.terminationStatus.number, standardOutput: record.standardOutput,
      standardError: record.standardError)
  }
}

extension TerminationStatus {
  var number: Int32 {
    switch self {
    case .exited(let code): code
    case .signaled(let signal): -signal
    }
  }
}

extension ProcessResult {
  /// Standard output as one JSON document; anything before or behind it is an error.
  func jsonObject(sourceLocation: SourceLocation = #_sourceLocation) throws -> [String: Any] {
    let document = try JSONSerialization.jsonObject(with: Data(standardOutput.utf8))
    return try #require(document as? [String: Any], sourceLocation: sourceLocation)
  }

  /// Expects what bad input gets: exit status 65, one line on standard error, nothing else.
  func expectOneLineOfError(
    saying fragments: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(status == 65, "\(standardError)", sourceLocation: sourceLocation)
    #expect(standardOutput == "", sourceLocation: sourceLocation)
    #expect(standardError.hasPrefix("error: "), sourceLocation: sourceLocation)
    #expect(standardError.hasSuffix("\n"), sourceLocation: sourceLocation)
    #expect(standardError.split(separator: "\n").count == 1, sourceLocation: sourceLocation)
    for fragment in fragments {
      #expect(standardError.contains(fragment), sourceLocation: sourceLocation)
    }
  }
}
