import Storage
import Subprocess

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The plotting program gnuplot (Debian package gnuplot-nox), run as a process of its own.
///
/// Figures are an ornament: where gnuplot is missing, fails or hangs, a report carries tables of the
/// numbers instead.
public struct Gnuplot: Sendable {
  /// A name to be looked up on PATH, or a path.
  public var executable: String
  /// How long one figure may take before the process is killed; about 25 ms are usual.
  public var timeLimit: Duration

  /// The program of that name or path; nothing is run yet.
  public init(executable: String = "gnuplot", timeLimit: Duration = .seconds(120)) {
    self.executable = executable
    self.timeLimit = timeLimit
  }

  /// What gnuplot prints when `script` comes on its standard input.
  ///
  /// - Throws: `GnuplotError`.
  func run(_ script: String) async throws(GnuplotError) -> String {
    let outcome = await withTaskGroup(of: Result<String, GnuplotError>?.self) { group in
      group.addTask { await self.result(of: script) }
      group.addTask {
        try? await Task.sleep(for: self.timeLimit)
        return nil
      }
      let first = await group.next()!
      group.cancelAll()
      return first ?? .failure(.timeLimitExceeded(self.timeLimit))
    }
    return try outcome.get()
  }

  private func result(of script: String) async -> Result<String, GnuplotError> {
    // A session of its own, so that what gnuplot may have started is killed with it.
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(100))
    ]
    // A file and not a pipe: writing into the pipe of a process that has died raises SIGPIPE, which
    // would end this one too.
    guard let file = tmpfile() else {
      return .failure(.failed("no temporary file: \(String(cString: strerror(errno)))"))
    }
    defer { fclose(file) }
    guard fputs(script, file) >= 0, fflush(file) == 0 else {
      return .failure(.failed("no temporary file: \(String(cString: strerror(errno)))"))
    }
    rewind(file)
    do {
      let record = try await Subprocess.run(
        executable.contains("/") ? .path(.init(executable)) : .name(executable),
        // Without the start-up files of whoever runs this, which may change every default.
        arguments: ["-d"],
        platformOptions: options,
        input: .fileDescriptor(
          .init(rawValue: fileno(file)), closeAfterSpawningProcess: false),
        output: .string(limit: 4 << 20),
        error: .string(limit: 1 << 16))
      guard record.terminationStatus.isSuccess else {
        let complaint = record.standardError.onOneLine
        return .failure(.failed(complaint.isEmpty ? "\(record.terminationStatus)" : complaint))
      }
      return .success(record.standardOutput)
    } catch let error as SubprocessError where error.code == .executableNotFound {
      return .failure(.notFound(executable))
    } catch {
      return .failure(.failed("\(error)".onOneLine))
    }
  }
}

/// Why gnuplot drew no figure.
enum GnuplotError: InternalError, Equatable, CustomStringConvertible {
  case notFound(String)
  case failed(String)
  case timeLimitExceeded(Duration)
  /// It ran, but what it printed is not a figure that can stand in a page.
  case unusableFigure(String)

  var description: String {
    switch self {
    case .notFound(let executable):
      "\(executable) was not found (on Debian: apt-get install gnuplot-nox)"
    case .failed(let complaint): "gnuplot failed: \(complaint)"
    case .timeLimitExceeded(let limit): "gnuplot took longer than \(limit) and was stopped"
    case .unusableFigure(let problem): "gnuplot made no usable figure: \(problem)"
    }
  }
}
