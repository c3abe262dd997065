import ArgumentParser
import Checks
import Reporting
import Reproduction
import Validation

extension Scale: ExpressibleByArgument {}

/// `steelyard reproduce [CLAIM…]`
struct ReproduceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Reproduces claims of the paper, each with a verdict of its own.",
    discussion: """
      Claims: \(allClaims.map { "\($0.identifier): \($0.summary)" }.joined(separator: " "))

      Each claim leaves a report in a folder of its name. Exit status: 0 if all are confirmed, 1 if \
      one is refuted, 3 if one cannot be tested at this scale.
      """)

  @Argument(help: "The claims, by name (default: all).")
  var claims: [String] = []

  @Option(help: "smoke: minutes; paper: the paper's sizes and counts.")
  var scale: Scale = .smoke

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = Assessment.defaultSeed

  @Option(help: "The folder that the reports go into.")
  var run: String = "reports/reproduction"

  @Flag(help: "Print one JSON document.")
  var json = false

  func validate() throws {
    for name in claims where !allClaims.contains(where: { $0.identifier == name }) {
      let known = allClaims.map(\.identifier).joined(separator: ", ")
      throw ValidationError("'\(name)' is not a claim that can be reproduced; wanted \(known).")
    }
  }

  func run() async throws {
    try await reportingErrors {
      let chosen = allClaims.filter { claims.isEmpty || claims.contains($0.identifier) }
      var reports: [Report] = []
      for claim in chosen {
        Terminal.showProgress("reproducing \(claim.identifier) …")
        let command =
          "steelyard reproduce \(claim.identifier) --scale \(scale.rawValue) --seed \(seed)"
        let report = try claim.reproduce(scale, seed: seed, command: command)
        Terminal.showProgress(nil)
        let paths = try await ReportWriter().write(report, to: "\(run)/\(claim.identifier)")
        reports.append(report)
        guard !json else { continue }
        print("\(claim.identifier): \(report.verdict.ofClaim). \(claim.summary)")
        for finding in report.findings { print("  \(finding.title): \(finding.detail)") }
        for path in paths where path.hasSuffix(".html") { print("  report: \(path)") }
      }
      if json {
        let documents = try reports.map { try JSONReport.encode($0) }
        print("[\n\(documents.joined(separator: ","))]")
      }
      if let code = ExitStatus.code(for: .overall(reports.map(\.verdict))) { throw code }
    }
  }
}
