import ArgumentParser
import Console
import Foundation
import Judgement
import Storage

/// What the process's exit status means; `steelyard --help` lists them.
enum ExitStatus {
  static let inconclusive = ExitCode(3)
  /// Input that cannot be read or is not spins, or output that cannot be written (EX_DATAERR).
  static let badInput = ExitCode(65)
  /// Units of a run are left, because it was to end, or another process makes the same file (EX_TEMPFAIL): the same
  /// command goes on.
  static let moreToDo = ExitCode(75)
  /// A fault of Steelyard itself (EX_SOFTWARE).
  static let fault = ExitCode(70)

  /// The exit status for a verdict, nil for success.
  static func code(for verdict: Verdict) -> ExitCode? {
    switch verdict {
    case .pass, .tolerable, .notApplicable: nil
    case .fail: .failure
    case .inconclusive: inconclusive
    case .error: fault
    }
  }

  /// Says on standard error, in one line, what `error` is about, and returns the exit status that it
  /// means.
  static func report(_ error: any Error) -> ExitCode {
    Terminal.showProgress(nil)
    let (message, status) =
      switch error {
      case is OutputInUse: ("\(error)", moreToDo)
      case let error as ValidationError: (error.message, .validationFailure)
      case is any InputError: ("\(error)\(error.optionHint)", badInput)
      case is any InconclusiveError: ("\(error)", inconclusive)
      default: ("internal fault: \(error)", fault)
      }
    // Names of files come into messages, and a name may hold anything.
    StandardError.write("error: \(message.printable())\n")
    return status
  }
}

/// Runs `body`; an error becomes one line on standard error and the exit status that it means.
func reportingErrors(_ body: () async throws -> Void) async throws {
  do {
    try await body()
  } catch let code as ExitCode {
    throw code
  } catch {
    throw ExitStatus.report(error)
  }
}
