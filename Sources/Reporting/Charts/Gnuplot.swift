import Programs
import Storage
import Synchronization

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
  public let executable: String
  /// How long one figure may take before the process is killed; about 25 ms are usual.
  public let timeLimit: Duration
  private let experience = Experience()

  private static let longestFigure = 4 << 20

  /// The program of that name or path; nothing is run yet.
  public init(executable: String = "gnuplot", timeLimit: Duration = .seconds(120)) {
    self.executable = executable
    self.timeLimit = timeLimit
  }

  /// What gnuplot prints when `script` comes on its standard input.
  ///
  /// - Throws: `GnuplotError`. One that is missing or hangs is not tried again.
  func run(_ script: String) async throws(GnuplotError) -> String {
    if let problem = experience.lastingProblem.withLock({ $0 }) { throw problem }
    // A file and not a pipe: writing into the pipe of a process that has died raises SIGPIPE, which
    // would end this one too.
    guard let file = tmpfile() else {
      throw .failed("no temporary file: \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    guard fputs(script, file) >= 0, fflush(file) == 0 else {
      throw .failed("no temporary file: \(String(cString: strerror(errno)))")
    }
    rewind(file)
    do {
      // Without the start-up files of whoever runs this, which may change every default.
      return try await BoundedProgram(executable, ["-d"], timeLimit: timeLimit)
        .output(reading: fileno(file), limit: Self.longestFigure)
    } catch {
      let problem = problem(error)
      if problem.isLasting { experience.lastingProblem.withLock { $0 = problem } }
      throw problem
    }
  }

  private func problem(_ failure: BoundedProgram.Failure) -> GnuplotError {
    switch failure {
    case .notFound: .notFound(executable)
    case .unusable(let reason): .failed(reason.onOneLine)
    case .ended(let status, let complaint):
      .failed(complaint.onOneLine.isEmpty ? status : complaint.onOneLine)
    case .timeLimitExceeded: .timeLimitExceeded(timeLimit)
    case .outputTooLong(let limit): .failed("it printed over \(limit) bytes")
    }
  }

  /// What has been learned about the program, for all copies of the value.
  private final class Experience: Sendable {
    let lastingProblem = Mutex<GnuplotError?>(nil)
  }
}

/// Why gnuplot drew no figure.
enum GnuplotError: InternalError, Equatable, CustomStringConvertible {
  case notFound(String)
  case failed(String)
  case timeLimitExceeded(Duration)
  /// It ran, but what it printed is not a figure that can stand in a page.
  case unusableFigure(String)

  /// Whether the next figure would only wait for the same again.
  var isLasting: Bool {
    switch self {
    case .notFound, .timeLimitExceeded: true
    case .failed, .unusableFigure: false
    }
  }

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
