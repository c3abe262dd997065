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
      its name; index.html has all that are there. Exit status: 0 if all are confirmed, 1 if one is refuted, 3 if one cannot be tested \
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

  @Flag(
    help: "Add seeds, twice as many each time, to each claim that is open, until it is decided.")
  var untilDecided = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The most seeds of --until-decided (default: 20).", valueName: "n"))
  var mostSeeds: Int?

  @OptionGroup var options: RunOptions

  func validate() throws {
    for name in claims where !allClaims.contains(where: { $0.identifier == name }) {
      let known = allClaims.map(\.identifier).joined(separator: ", ")
      throw ValidationError("'\(name)' is not a claim that can be reproduced; wanted \(known).")
    }
    let counts = ReproductionPlan.fewestSeeds...ReproductionPlan.seedCounts.upperBound
    try OptionRange.require("--seeds", seeds, in: counts)
    try OptionRange.require("--most-seeds", mostSeeds, in: counts)
    guard mostSeeds == nil || untilDecided else {
      throw ValidationError("--most-seeds goes with --until-decided.")
    }
    guard firstSeeds <= lastSeeds else {
      throw ValidationError("--seeds are the first of --until-decided, at most --most-seeds.")
    }
  }

  private var firstSeeds: Int { seeds ?? ReproductionPlan.fewestSeeds }
  private var lastSeeds: Int { untilDecided ? mostSeeds ?? 20 : firstSeeds }

  func run() async throws {
    try await reportingErrors {
      let chosen = allClaims.filter { claims.contains($0.identifier) }
      if untilDecided { return try await computeUntilDecided(chosen) }
      let directory = try directory(
        ReproductionPlan(scale: scale, seed: seed, seedCount: firstSeeds), chosen)
      guard try await perform(on: directory) else { return }
      try await write(
        ReproductionReports(
          directory: directory, folder: folder(directory), isJSON: options.json,
          command: { command($0, seeds: directory.plan.seedCount).text() }))
    }
  }

  /// Looks at the claims with more seeds each time, until each is decided or has as many as it may have.
  private func computeUntilDecided(_ chosen: [any Claim]) async throws {
    let plans = SeedSchedule(from: firstSeeds, most: lastSeeds).plans(scale: scale, seed: seed)
    var open = chosen
    var ended: [String: ReproductionPlan] = [:]
    var last: RunDirectory<ReproductionPlan>?
    for plan in plans {
      let look = try directory(plan, open, isExact: true)
      last = look
      open = look.claims
      if !look.unfinishedUnits.isEmpty {
        guard try await perform(on: look) else { return }
      }
      for claim in open { ended[claim.identifier] = plan }
      // Where nothing was to be computed some may be missing.
      guard look.unfinishedUnits.isEmpty else { break }
      open = try open.filter { claim in
        try claim.report(on: look.results, plan: plan)
          .report(on: claim, plan: plan, missing: []).verdict == .inconclusive
      }
      if plan != plans.last {
        let names = open.map(\.identifier).joined(separator: ", ")
        StandardError.write(
          "\(plan.seedCount) seeds: \(open.isEmpty ? "all are decided" : "open are \(names)")\n")
      }
      if open.isEmpty { break }
    }
    // Nothing is left, unless nothing was to be computed.
    guard let last, try await perform(on: last) else { return }
    let all = try directory(plans[0], chosen)
    try await write(
      ReproductionReports(
        directory: all, folder: folder(all), isJSON: options.json,
        plan: { ended[$0.identifier] ?? all.plan },
        command: { command($0, seeds: firstSeeds).text() }))
  }

  private func directory(
    _ plan: ReproductionPlan, _ claims: [any Claim], isExact: Bool = false
  ) throws -> RunDirectory<ReproductionPlan> {
    try RunDirectory(
      options.units.run ?? "reports/reproduction-\(scale.rawValue)", plan: plan, claims: claims,
      isExact: isExact, onWait: UnitOptions.sayOpening)
  }

  private func folder(_ directory: RunDirectory<ReproductionPlan>) -> String {
    options.output ?? directory.path
  }

  /// Whether a report is wanted.
  private func perform(on directory: RunDirectory<ReproductionPlan>) async throws -> Bool {
    try await options.perform(
      on: directory,
      command: command(nil, seeds: untilDecided ? firstSeeds : directory.plan.seedCount))
  }

  private func write(_ reports: ReproductionReports) async throws {
    let verdict = try await reports.write(
      .init(
        print: { try StandardOutput.write($0) }, complain: { StandardError.write($0) },
        showProgress: { Terminal.showProgress($0) }))
    if let code = ExitStatus.code(for: verdict) { throw code }
  }

  /// The command that computes a claim again, or all of them.
  private func command(_ claim: String?, seeds: Int?) -> CommandLineText {
    CommandLineText(["reproduce"] + (claim.map { [$0] } ?? []))
      .option("--scale", scale.rawValue)
      .option("--seed", seed)
      .option("--seeds", seeds, unless: ReproductionPlan.fewestSeeds)
      .flag("--until-decided", untilDecided).option("--most-seeds", mostSeeds)
  }
}
