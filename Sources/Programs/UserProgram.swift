import Foundation
import Storage

/// A program of somebody's own, run to its end within a limit.
///
/// What it says on standard error is kept up to its last line, however much that is.
public struct UserProgram: Sendable {
  /// What is run.
  public enum Invocation: Sendable, Equatable {
    /// A line for `/bin/sh`.
    case shell(String)
    /// A program and its arguments, as they are; at least one word.
    case words([String])
  }

  /// What messages call it: the command as it was given, with its placeholders.
  public let command: String
  /// How long it may take before it is stopped, with all that it started.
  public let timeLimit: Duration

  /// A program by the command that people gave; nothing is run yet.
  public init(_ command: String, timeLimit: Duration) {
    self.command = command
    self.timeLimit = timeLimit
  }

  /// Runs `invocation` to its end. Where the process is asked to end meanwhile, by a signal that nobody else takes
  /// care of, the program is stopped, `folder` is removed, and the process ends as it was asked to.
  ///
  /// - Parameters:
  ///   - invocation: the command with its placeholders filled in.
  ///   - input: the file that it finds on standard input; nil for nothing.
  ///   - output: the file that takes its standard output; nil to throw that away.
  ///   - folder: where it works.
  /// - Throws: `ProgramError` where it cannot be started, fails or takes too long.
  public func run(
    _ invocation: Invocation, input: String?, output: String?, in folder: ScratchFolder
  ) async throws(ProgramError) {
    guard let streams = StandardStreams(input: input, output: output) else {
      throw .failed(command, "no temporary file could be opened", complaint: nil)
    }
    defer { withExtendedLifetime(streams) {} }
    let (program, arguments) = Self.executable(of: invocation)
    do {
      try await BoundedProgram(program, arguments, timeLimit: timeLimit)
        .run(input: streams.input, output: streams.output) { folder.remove() }
    } catch {
      throw problem(error)
    }
  }

  private func problem(_ failure: BoundedProgram.Failure) -> ProgramError {
    switch failure {
    case .notFound: .notFound(command)
    case .unusable(let reason): .failed(command, Self.lastLine(of: reason) ?? "", complaint: nil)
    case .ended(let status, let complaint):
      .failed(command, status, complaint: Self.lastLine(of: complaint))
    case .timeLimitExceeded: .timeLimitExceeded(command, timeLimit)
    case .outputTooLong(let limit): .failed(command, "printed over \(limit) bytes", complaint: nil)
    }
  }

  private static func executable(
    of invocation: Invocation
  ) -> (program: String, arguments: [String]) {
    switch invocation {
    case .shell(let line): ("/bin/sh", ["-c", line])
    case .words(let words): (words[0], Array(words.dropFirst()))
    }
  }

  private static func lastLine(of text: String) -> String? {
    text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
      .last { !$0.isEmpty }
  }
}
