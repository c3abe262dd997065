import DataFiles
import Foundation
import Reporting
import SpinSystems
import Storage
import Subprocess

/// A program of somebody's own as an update rule.
///
/// A line for the shell, in which {input} stands for a `.npy` file of configurations (int8, ±1, [n, L, L]),
/// {output} for the file that the program is to write, in any form that `SampleFile` reads, and {seed} for a
/// number that is another one in each application. Without {input} the configurations come on standard input,
/// without {output} they are expected on standard output.
public struct CommandRule: UpdateRule {
  /// The line, with its placeholders.
  public let command: String
  /// How long one application may take before the program, and all that it started, is killed.
  public let timeLimit: Duration

  public var name: String { command }

  /// A program by its line; nothing is run yet.
  public init(_ command: String, timeLimit: Duration = .seconds(600)) {
    self.command = command
    self.timeLimit = timeLimit
  }

  public func applied(to samples: SampleSet, seed: UInt64) async throws -> SampleSet {
    let folder = try Self.makeFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (input, output) = ("\(folder)/input.npy", "\(folder)/output.npy")
    try SampleFile.writeNPY(samples, to: input)
    var line =
      command
      .replacingOccurrences(of: "{input}", with: shellQuoted(input))
      .replacingOccurrences(of: "{output}", with: shellQuoted(output))
      .replacingOccurrences(of: "{seed}", with: "\(seed >> 33)")
    // A group, so that the redirections are those of all that the line starts.
    line = "{ \(line)\n}"
    if !command.contains("{input}") { line += " < \(shellQuoted(input))" }
    line += command.contains("{output}") ? " > /dev/null" : " > \(shellQuoted(output))"
    if let number = try await run(line) {
      try? FileManager.default.removeItem(atPath: folder)
      Interruption.end(by: number)
    }
    guard FileManager.default.fileExists(atPath: output) else {
      throw CommandRuleError.noOutput(command)
    }
    let moved: SampleSet
    do {
      moved = try SampleFile.read(output, size: samples.lattice.size).samples
    } catch {
      // The folder is gone when the message is read.
      let problem = error.description.replacingOccurrences(of: output, with: "what it wrote")
      throw CommandRuleError.unreadable(command, problem)
    }
    guard moved.lattice == samples.lattice else {
      throw CommandRuleError.size(
        command, found: moved.lattice.size, wanted: samples.lattice.size)
    }
    guard moved.count == samples.count else {
      throw CommandRuleError.count(command, found: moved.count, wanted: samples.count)
    }
    return moved
  }

  public func remarks(applications: Int) -> [String] {
    guard applications > 1, !command.contains("{seed}") else { return [] }
    return [
      "The program is not told a seed. If it draws the same random numbers in each application, "
        + "\(applications) of them are not a chain, and may fail where one passes; {seed} is another number in each."
    ]
  }

  private static func makeFolder() throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/steelyard-\(UUID().uuidString)"
    try OutputFolder.make(path)
    return path
  }

  /// Runs the line to its end.
  ///
  /// - Returns: the signal that ended the waiting, after the program and all that it started were killed; nil where
  ///   none did.
  private func run(_ line: String) async throws -> Int32? {
    enum Event {
      case ended(Result<Void, CommandRuleError>)
      case interrupted(Int32?)
    }
    let event = await withTaskGroup(of: Event.self) { group in
      group.addTask { .ended(await self.outcome(of: line)) }
      group.addTask { .interrupted(await Interruption.first()) }
      group.addTask {
        try? await Task.sleep(for: self.timeLimit)
        return .ended(.failure(.timeLimitExceeded(self.command, self.timeLimit)))
      }
      let first = await group.next()!
      group.cancelAll()
      return first
    }
    switch event {
    case .ended(let result):
      try result.get()
      return nil
    case .interrupted(let number): return number
    }
  }

  private func outcome(of line: String) async -> Result<Void, CommandRuleError> {
    // A session of its own, so that what the program may have started is killed with it.
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200))
    ]
    do {
      let record = try await Subprocess.run(
        .path("/bin/sh"), arguments: ["-c", line], platformOptions: options,
        input: .none, output: .discarded, error: .sequence
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
    } catch {
      return .failure(.failed(command, Self.lastLine(of: "\(error)") ?? "", complaint: nil))
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

/// Why a program is no update rule.
public enum CommandRuleError: InputError, Equatable {
  /// It ended with another status than 0, or could not be started.
  case failed(String, String, complaint: String?)
  /// It took too long.
  case timeLimitExceeded(String, Duration)
  /// It ended well and wrote nothing.
  case noOutput(String)
  /// What it wrote is no configurations.
  case unreadable(String, String)
  /// It wrote configurations of another lattice.
  case size(String, found: Int, wanted: Int)
  /// It wrote more or fewer configurations than it was given.
  case count(String, found: Int, wanted: Int)

  public var description: String {
    switch self {
    case .failed(let command, let status, let complaint):
      "\(command): \(status)" + (complaint.map { "; it said: \($0)" } ?? "")
    case .timeLimitExceeded(let command, let limit):
      "\(command): took longer than \(limit) and was stopped"
    case .noOutput(let command):
      "\(command): ended without writing {output}"
    case .unreadable(let command, let problem):
      "\(command): \(problem)"
    case .size(let command, let found, let wanted):
      "\(command): wrote configurations of size L = \(found); wanted L = \(wanted)"
    case .count(let command, let found, let wanted):
      "\(command): wrote \(found) configurations; wanted the \(wanted) that it was given"
    }
  }
}
