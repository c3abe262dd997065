import Foundation
import Storage
import Subprocess
import Synchronization

/// A program of somebody's own, run to its end within a limit.
///
/// It is a session of its own, so that whatever it started is stopped with it. What it says on standard error is
/// kept up to its last line, however much that is.
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
    enum Event {
      case ended(Result<Void, ProgramError>)
      case interrupted(Int32?)
    }
    Interruption.pending.add(1, ordering: .relaxed)
    let event = await withTaskGroup(of: Event.self) { group in
      group.addTask { .ended(await self.outcome(of: invocation, input, output)) }
      group.addTask { .interrupted(await Interruption.first()) }
      group.addTask {
        try? await Task.sleep(for: self.timeLimit)
        return .ended(.failure(.timeLimitExceeded(self.command, self.timeLimit)))
      }
      let first = await group.next()!
      group.cancelAll()
      return first
    }
    if case .interrupted(_?) = event { folder.remove() }
    Interruption.pending.subtract(1, ordering: .releasing)
    switch event {
    case .ended(let result): try result.get()
    case .interrupted(let number): if let number { Interruption.end(by: number) }
    }
  }

  private func outcome(
    of invocation: Invocation, _ input: String?, _ output: String?
  ) async -> Result<Void, ProgramError> {
    guard let streams = StandardStreams(input: input, output: output) else {
      return .failure(.failed(command, "no temporary file could be opened", complaint: nil))
    }
    defer { withExtendedLifetime(streams) {} }
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200))
    ]
    let (program, arguments) = Self.executable(of: invocation)
    do {
      let record = try await Subprocess.run(
        program, arguments: Arguments(arguments), platformOptions: options,
        input: .fileDescriptor(
          .init(rawValue: streams.input), closeAfterSpawningProcess: false),
        output: .fileDescriptor(
          .init(rawValue: streams.output), closeAfterSpawningProcess: false),
        error: .sequence
      ) { execution in
        // However much it complains, the end is what counts.
        var complaint: [UInt8] = []
        for try await part in execution.standardError {
          part.withUnsafeBytes { complaint += $0.suffix(Self.longestComplaint) }
          complaint = complaint.suffix(Self.longestComplaint)
        }
        return String(decoding: complaint, as: UTF8.self)
      }
      guard record.terminationStatus.isSuccess else {
        return .failure(
          .failed(
            command, Self.words(for: record.terminationStatus),
            complaint: Self.lastLine(of: record.closureResult)))
      }
      return .success(())
    } catch let error as SubprocessError where error.code == .executableNotFound {
      return .failure(.notFound(command))
    } catch {
      return .failure(.failed(command, Self.lastLine(of: "\(error)") ?? "", complaint: nil))
    }
  }

  private static func executable(of invocation: Invocation) -> (Executable, [String]) {
    switch invocation {
    case .shell(let line): (.path("/bin/sh"), ["-c", line])
    case .words(let words):
      (
        words[0].contains("/") ? .path(.init(words[0])) : .name(words[0]),
        Array(words.dropFirst())
      )
    }
  }

  private static func words(for status: TerminationStatus) -> String {
    switch status {
    case .exited(let code): "ended with status \(code)"
    case .signaled(let signal): "was killed by signal \(signal)"
    }
  }

  private static let longestComplaint = 1 << 12

  private static func lastLine(of text: String) -> String? {
    text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
      .last { !$0.isEmpty }
  }
}
