import ArgumentParser
import Checks
import Console
import Judgement
import Reporting
import Storage
import UpdateRules

/// `steelyard explain CHECK`
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "What a check computes, what it can and cannot see, and where it comes from.")

  @Argument(help: "A check by its name, as steelyard list checks says.")
  var check: String

  @Flag(help: "Print one JSON document.")
  var json = false

  private static let checks: [any Check] =
    allChecks + thoroughChecks + likelihoodChecks + allRuleChecks

  func validate() throws {
    guard !Self.checks.contains(where: { $0.identifier == check }) else { return }
    let near = NearWord.nearest(to: check, in: Self.checks.map(\.identifier))
    throw ValidationError(
      "There is no check '\(check)'; "
        + (near.map { "did you mean \($0)?" } ?? "steelyard list checks names them."))
  }

  func run() async throws {
    try await reportingErrors {
      let text = ExplanationText(of: Self.checks.first { $0.identifier == check }!)
      try StandardOutput.write(json ? text.json() : text.text(width: Terminal.tableWidth))
    }
  }
}
