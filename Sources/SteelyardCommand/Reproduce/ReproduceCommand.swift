import ArgumentParser
import BatchRuns
import Console
import Reporting
import Reproduction
import Studies

extension Scale: ExpressibleByArgument {}

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

  @OptionGroup var options: RunOptions

  func validate() throws {
    for name in claims where !allClaims.contains(where: { $0.identifier == name }) {
      let known = allClaims.map(\.identifier).joined(separator: ", ")
      throw ValidationError("'\(name)' is not a claim that can be reproduced; wanted \(known).")
    }
    try OptionRange.require(
      "--seeds", seeds,
      in: ReproductionPlan.fewestSeeds...ReproductionPlan.seedCounts.upperBound)
  }

  func run() async throws {
    try await reportingErrors {
      let directory = try RunDirectory(
        options.units.run ?? "reports/reproduction-\(scale.rawValue)",
        plan: ReproductionPlan(
          scale: scale, seed: seed, seedCount: seeds ?? ReproductionPlan.fewestSeeds),
        claims: allClaims.filter { claims.contains($0.identifier) }, onWait: UnitOptions.sayOpening)
      guard
        try await options.perform(
          on: directory,
          command: Self.command(["reproduce"], directory.plan, directory.plan.seedCount))
      else { return }
      let reports = ReproductionReports(
        directory: directory, folder: options.output ?? directory.path, isJSON: options.json,
        command: { Self.command($0, directory.plan) })
      let verdict = try await reports.write(
        .init(
          print: { try StandardOutput.write($0) }, complain: { StandardError.write($0) },
          showProgress: { Terminal.showProgress($0) }))
      if let code = ExitStatus.code(for: verdict) { throw code }
    }
  }

  /// The command that computes a claim again, or all of them.
  private static func command(_ claim: String?, _ plan: ReproductionPlan) -> String {
    command(
      ["reproduce"] + (claim.map { [$0] } ?? []), plan, claim == nil ? nil : plan.seedCount
    ).text()
  }

  private static func command(
    _ words: [String], _ plan: ReproductionPlan, _ seedCount: Int?
  ) -> CommandLineText {
    CommandLineText(words)
      .option("--scale", plan.scale.rawValue)
      .option("--seed", plan.seed)
      .option("--seeds", seedCount, unless: ReproductionPlan.fewestSeeds)
  }
}
