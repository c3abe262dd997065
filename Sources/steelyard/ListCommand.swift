import ArgumentParser
import Checks

/// `steelyard list checks`
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists what there is, one line each.")

  enum Kind: String, CaseIterable, ExpressibleByArgument {
    case checks
  }

  @Argument(help: "What to list.")
  var kind: Kind

  @Flag(help: "Print one JSON document.")
  var json = false

  func run() throws {
    let entries: [(name: String, summary: String)] =
      switch kind {
      case .checks: allChecks.map { ($0.identifier, $0.summary) }
      }
    if json {
      print(try JSONDocument.encode(entries.map { ["name": $0.name, "summary": $0.summary] }))
    } else {
      let width = entries.map(\.name.count).max() ?? 0
      for entry in entries {
        print(entry.name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + entry.summary)
      }
    }
  }
}
