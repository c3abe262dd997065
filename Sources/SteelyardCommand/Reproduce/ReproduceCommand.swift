import ArgumentParser
import BatchRuns
import Checks
import Foundation
import Reproduction
import Studies

extension Scale: ExpressibleByArgument {}
extension Shard: ExpressibleByArgument {}

/// `steelyard reproduce [CLAIM…]`
struct ReproduceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Reproduces claims of the paper, each with a verdict of its own.",
    discussion: """
      Claims: \(allClaims.map { "\($0.identifier): \($0.summary)" }.joined(separator: " "))

      The work is divided into units, each a file in the run directory. A run that was killed goes on \
      when it is started again, and several processes, with --unit or --shard also on several \
      machines that share the directory, may work at once. Each claim leaves a report in a folder of \
      its name. Exit status: 0 if all are confirmed, 1 if one is refuted, 3 if one cannot be tested \
      at this scale or units are missing.
      """)

  @Argument(help: "The claims, by name (default: those of the run directory, or all).")
  var claims: [String] = []

  @Option(help: "smoke: minutes; paper: the paper's sizes and counts.")
  var scale: Scale = .smoke

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = Assessment.defaultSeed

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Machines to train of each kind (default: as many as the run has, or 3).",
      valueName: "n"))
  var seeds: Int?

  @Option(
    help: ArgumentHelp(
      "The run directory (default: reports/reproduction-SCALE).", valueName: "directory"))
  var run: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Directory for the reports (default: the run directory).", valueName: "directory"))
  var output: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Units to compute at once (default: one a core).", valueName: "n"))
  var jobs: Int?

  @Flag(help: "List the units, number and name, and compute nothing.")
  var listUnits = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Compute the unit of this number, and no report.", valueName: "k"))
  var unit: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Compute one of n shares of the units, from 0/n to (n-1)/n, and no report.",
      valueName: "i/n"))
  var shard: Shard?

  @Flag(help: "Compute no unit; make the reports from what is there and list what is missing.")
  var reduce = false

  @Flag(help: "Print one JSON document.")
  var json = false

  func validate() throws {
    for name in claims where !allClaims.contains(where: { $0.identifier == name }) {
      let known = allClaims.map(\.identifier).joined(separator: ", ")
      throw ValidationError("'\(name)' is not a claim that can be reproduced; wanted \(known).")
    }
    guard [listUnits, unit != nil, shard != nil, reduce].count(where: \.self) <= 1 else {
      throw ValidationError("--list-units, --unit, --shard and --reduce exclude each other.")
    }
    guard seeds ?? ReproductionPlan.fewestSeeds >= ReproductionPlan.fewestSeeds else {
      throw ValidationError("--seeds must be at least \(ReproductionPlan.fewestSeeds).")
    }
    guard jobs ?? 1 >= 1 else { throw ValidationError("--jobs must be at least 1.") }
  }

  func run() async throws {
    try await reportingErrors {
      let run = try ReproductionRun(
        directory: RunDirectory(
          run ?? "reports/reproduction-\(scale.rawValue)",
          plan: ReproductionPlan(
            scale: scale, seed: seed, seedCount: seeds ?? ReproductionPlan.fewestSeeds),
          claims: allClaims.filter { claims.contains($0.identifier) }),
        reports: output, jobCount: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
        isJSON: json)
      if listUnits {
        try run.list()
      } else if let unit {
        try run.compute(number: unit)
      } else if let shard {
        try run.compute(shard)
      } else {
        if !reduce { try run.computeAll() }
        if let code = ExitStatus.code(for: try await run.reduce()) { throw code }
      }
    }
  }
}
