import Storage
import Subprocess
import Synchronization

/// A program of other people, run to its end within a limit of time, to which its start counts.
///
/// It is a session of its own, so that whatever it started is stopped with it. Where this process is asked to end
/// meanwhile, by a signal that nobody else takes care of, the program is stopped first.
package struct BoundedProgram: Sendable {
  private let executable: Executable
  private let arguments: Arguments
  private let timeLimit: Duration

  /// Why a program is of no use.
  package enum Failure: InternalError, Equatable {
    /// There is none of that name.
    case notFound
    /// It cannot be started or listened to.
    case unusable(String)
    /// It ended badly, as the first text says; the second is the end of what it said on standard error.
    case ended(String, complaint: String)
    /// It took too long and was stopped.
    case timeLimitExceeded
    /// It printed more bytes than were wanted and was stopped.
    case outputTooLong(limit: Int)
  }

  /// A program by its path, or by its name if that has no slash; nothing is run yet.
  package init(_ name: String, _ arguments: [String], timeLimit: Duration) {
    executable = name.contains("/") ? .path(.init(name)) : .name(name)
    self.arguments = Arguments(arguments)
    self.timeLimit = timeLimit
  }

  /// Runs the program between two open files.
  ///
  /// - Parameters:
  ///   - input: what it reads.
  ///   - output: what it writes to.
  ///   - cleanUp: is called before this process ends because it was asked to.
  package func run(
    input: Int32, output: Int32, cleanUp: () -> Void
  ) async throws(Failure) {
    try await supervised(cleanUp) {
      let record = try await Subprocess.run(
        executable, arguments: arguments, platformOptions: Self.options,
        input: .fileDescriptor(.init(rawValue: input), closeAfterSpawningProcess: false),
        output: .fileDescriptor(.init(rawValue: output), closeAfterSpawningProcess: false),
        error: .sequence
      ) { try await Self.end(of: $0.standardError) }
      try Self.requireSuccess(record.terminationStatus, complaint: record.closureResult)
    }
  }

  /// Runs the program on an open file and returns what it prints.
  ///
  /// - Parameters:
  ///   - input: what it reads.
  ///   - limit: the number of bytes that it may print.
  package func output(reading input: Int32, limit: Int) async throws(Failure) -> String {
    try await supervised({}) {
      let record = try await Subprocess.run(
        executable, arguments: arguments, platformOptions: Self.options,
        input: .fileDescriptor(.init(rawValue: input), closeAfterSpawningProcess: false),
        output: .sequence, error: .sequence
      ) { execution in
        async let complaint = Self.end(of: execution.standardError)
        var output: [UInt8] = []
        for try await part in execution.standardOutput {
          part.withUnsafeBytes { output += $0 }
          guard output.count <= limit else { throw Failure.outputTooLong(limit: limit) }
        }
        return (output: output, complaint: try await complaint)
      }
      try Self.requireSuccess(
        record.terminationStatus, complaint: record.closureResult.complaint)
      return String(decoding: record.closureResult.output, as: UTF8.self)
    }
  }

  // MARK: Its end

  private static var options: PlatformOptions {
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200))
    ]
    return options
  }

  /// How long a program may take to be stopped. What cannot even be started, because its disk does not answer,
  /// say, cannot be stopped either, and is left.
  private static let patience = Duration.seconds(5)

  private enum Event<Value: Sendable>: Sendable {
    case ended(Result<Value, Failure>)
    case timeLimitExceeded
    case interrupted(Int32)
  }

  /// What `operation` returns, unless the time is up before, or this process is asked to end.
  private func supervised<Value: Sendable>(
    _ cleanUp: () -> Void, _ operation: @escaping @Sendable () async throws -> Value
  ) async throws(Failure) -> Value {
    Interruption.pending.add(1, ordering: .relaxed)
    let (events, continuation) = AsyncStream<Event<Value>>.makeStream()
    // Not a group of tasks, which would wait for a program that cannot be stopped.
    let run = Task {
      let result = await Self.result(of: operation)
      continuation.yield(.ended(result))
      continuation.finish()
    }
    let others = [
      Task {
        try await Task.sleep(for: timeLimit)
        continuation.yield(.timeLimitExceeded)
      },
      Task {
        if let number = await Interruption.first() { continuation.yield(.interrupted(number)) }
      },
    ]
    let event = await withTaskCancellationHandler {
      await events.first { _ in true }
    } onCancel: {
      run.cancel()
    }
    for task in others { task.cancel() }
    switch event {
    case .timeLimitExceeded, .interrupted: await Self.stop(run)
    case .ended, nil: break
    }
    if case .interrupted = event { cleanUp() }
    Interruption.pending.subtract(1, ordering: .releasing)
    switch event {
    case .ended(let result): return try result.get()
    case .timeLimitExceeded: throw .timeLimitExceeded
    case .interrupted(let number): Interruption.end(by: number)
    case nil: throw .unusable("was cancelled")
    }
  }

  /// Cancels the task and waits for its end, within bounds.
  private static func stop(_ run: Task<Void, Never>) async {
    run.cancel()
    let (ends, continuation) = AsyncStream<Void>.makeStream()
    let waiting = Task {
      await run.value
      continuation.finish()
    }
    let alarm = Task {
      try await Task.sleep(for: patience)
      continuation.finish()
    }
    for await _ in ends {}
    waiting.cancel()
    alarm.cancel()
  }

  private static func result<Value>(
    of operation: () async throws -> Value
  ) async -> Result<Value, Failure> {
    do {
      return .success(try await operation())
    } catch let failure as Failure {
      return .failure(failure)
    } catch let error as SubprocessError where error.code == .executableNotFound {
      return .failure(.notFound)
    } catch {
      return .failure(.unusable("\(error)"))
    }
  }

  private static func requireSuccess(
    _ status: TerminationStatus, complaint: String
  ) throws(Failure) {
    switch status {
    case .exited(0): return
    case .exited(let code): throw .ended("ended with status \(code)", complaint: complaint)
    case .signaled(let signal):
      throw .ended("was killed by signal \(signal)", complaint: complaint)
    }
  }

  private static let longestComplaint = 1 << 12

  /// The end of what a program complains, however much that is.
  private static func end(of standardError: SubprocessOutputSequence) async throws -> String {
    var complaint: [UInt8] = []
    for try await part in standardError {
      part.withUnsafeBytes { complaint += $0.suffix(longestComplaint) }
      complaint = complaint.suffix(longestComplaint)
    }
    return String(decoding: complaint, as: UTF8.self)
  }
}
