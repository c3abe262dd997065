import ArgumentParser
import Checks
import Console
import Faults
import MonteCarlo
import NeuralModels
import Statistics
import Storage

/// `steelyard list checks|samplers|models|faults`
struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists what there is, one line each.",
    usage: "steelyard list checks|samplers|models|faults [--json]")

  enum Kind: String, CaseIterable, ExpressibleByArgument {
    /// What samples are asked.
    case checks
    /// How configurations can be drawn.
    case samplers
    /// What can learn from configurations.
    case models
    /// What can be wrong with samples, for trying out the checks.
    case faults
  }

  @Argument(
    help: """
      checks: what samples are asked; samplers: how configurations can be drawn; \
      models: what can learn from them; faults: known \
      ways in which samples are wrong.
      """)
  var kind: Kind

  @Flag(help: "Print one JSON document.")
  var json = false

  func run() async throws {
    try await reportingErrors {
      let entries = Self.entries(of: kind)
      try StandardOutput.write(
        json
          ? try JSONText.indented(entries.map { ["name": $0.name, "summary": $0.summary] })
          : Self.text(of: entries))
    }
  }

  private static func entries(of kind: Kind) -> [(name: String, summary: String)] {
    switch kind {
    case .checks:
      (allChecks + thoroughChecks + likelihoodChecks).map { ($0.identifier, $0.summary) }
    case .samplers: allSamplers.map { ($0.identifier, $0.summary) }
    case .models: allModels.map { ($0.identifier, $0.summary) }
    case .faults: allFaults.map { ($0.identifier, $0.summary) }
    }
  }

  private static func text(of entries: [(name: String, summary: String)]) -> String {
    let width = (entries.map(\.name.count).max() ?? 0) + 2
    return entries.map { $0.name.leftAligned(in: width) + $0.summary + "\n" }.joined()
  }
}
