import ArgumentParser
import Checks
import Console
import Faults
import MonteCarlo
import NeuralModels
import Reporting
import UpdateRules

/// `steelyard list checks|kernel-checks|samplers|models|faults`
struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists what there is, one line each.",
    usage: "steelyard list checks|kernel-checks|samplers|models|faults [--json]")

  enum Kind: String, CaseIterable, ExpressibleByArgument {
    case checks
    case kernelChecks = "kernel-checks"
    case samplers
    case models
    case faults
  }

  @Argument(
    help: """
      checks: what samples are asked; kernel-checks: what update rules are; samplers: how \
      configurations can be drawn; models: what can learn from them; faults: known ways in which \
      samples are wrong.
      """)
  var kind: Kind

  @Flag(help: "Print one JSON document.")
  var json = false

  func run() async throws {
    try await reportingErrors {
      let list = NamedList(Self.entries(of: kind))
      try StandardOutput.write(json ? try list.json : list.text)
    }
  }

  private static func entries(of kind: Kind) -> [(name: String, summary: String)] {
    switch kind {
    case .checks:
      (allChecks + thoroughChecks + likelihoodChecks).map { ($0.identifier, $0.summary) }
    case .kernelChecks: allRuleChecks.map { ($0.identifier, $0.summary) }
    case .samplers: allSamplers.map { ($0.identifier, $0.summary) }
    case .models: allModels.map { ($0.identifier, $0.summary) }
    case .faults: allFaults.map { ($0.identifier, $0.summary) }
    }
  }
}
