import ArgumentParser
import Checks
import ExactIsing
import Foundation
import Reporting
import SampleFiles
import SpinSystems
import Validation

/// What the process's exit status means; see `design` of the command line in the README.
enum ExitStatus {
  static let inconclusive = ExitCode(3)
  /// Input that cannot be read or is not spins (EX_DATAERR).
  static let badInput = ExitCode(65)
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
}

/// Runs `body`; an error becomes one line on standard error and the exit status that it means.
func reportingErrors<Result>(_ body: () async throws -> Result) async throws -> Result {
  do {
    return try await body()
  } catch let code as ExitCode {
    throw code
  } catch let error where error.isBadInput {
    printError(String(describing: error))
    throw ExitStatus.badInput
  } catch {
    printError("internal fault: \(error)")
    throw ExitStatus.fault
  }
}

extension Error {
  /// Whether the user's input, and not Steelyard, is at fault.
  fileprivate var isBadInput: Bool {
    self is SampleFileError || self is EnsembleError || self is ExactError
      || self is WeighingError || self is ReportWriterError || self is BaselineError
  }
}

private func printError(_ message: String) {
  FileHandle.standardError.write(Data("error: \(message)\n".utf8))
}
