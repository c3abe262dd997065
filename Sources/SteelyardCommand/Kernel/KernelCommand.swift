import ArgumentParser
import Checks
import Console
import ExactIsing
import Reporting
import SpinSystems
import Studies
import UpdateRules

/// `steelyard kernel --size L --temperature T [--total-spin S] --command '…'`
struct KernelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernel",
    abstract: "Weighs an update rule: does it keep perfect samples perfect?",
    usage: """
      steelyard kernel --size <L> --temperature <T> [--total-spin <S>]
                       --command <command> [<options>]
      """,
    discussion: """
      The command is run by /bin/sh. {input} in it is a .npy file of perfect samples (int8, ±1, [n, L, L]), \
      {output} the file to write after one application of the update, {seed} a number that is another one in \
      each application. Without {input} and {output} they are standard input and output. There is no burn-in, \
      and no autocorrelation time matters.
      """)

  @Option(help: ArgumentHelp("Lattice size, 2 to 12.", valueName: "L"))
  var size: Int

  @OptionGroup var ensembleOptions: EnsembleOptions

  @Option(help: ArgumentHelp("The program, as one line for the shell.", valueName: "command"))
  var command: String

  @Option(help: ArgumentHelp("Perfect configurations to start from.", valueName: "n"))
  var count = 10_000

  @Option(help: ArgumentHelp("How often the update is applied.", valueName: "k"))
  var applications = 1

  @Option(help: ArgumentHelp("Seconds that one application may take.", valueName: "s"))
  var timeLimit = 600

  @OptionGroup var options: WeighingOptions

  func validate() throws {
    try OptionRange.require("--count", count, in: OptionRange.count)
    try OptionRange.require("--applications", applications, in: OptionRange.repetitions)
    try OptionRange.require("--time-limit", timeLimit, in: OptionRange.seconds)
  }

  func run() async throws {
    try await reportingErrors {
      let ensemble = try ensembleOptions.ensemble(size: size)
      let rule = CommandRule(command, timeLimit: .seconds(timeLimit))
      let transition = try await Transition(
        of: rule, from: try PerfectSampler(ensemble), count: count, applications: applications,
        seed: options.seed
      ) { Terminal.showProgress("application \($0) of \(applications) …") }
      Terminal.showProgress("weighing …")
      let report = try RuleAssessment(decisionRule: options.decisionRule).report(
        on: transition, of: rule,
        command: CommandLineText("kernel").option("--size", size)
          .ensemble(temperature: ensemble.temperature, totalSpin: ensemble.totalSpin)
          .option("--count", count, unless: 10_000)
          .option("--applications", applications, unless: 1)
          .option("--seed", options.seed).attached("--command", command).text(),
        seed: options.seed)
      let paths = try await ReportWriter(formats: options.format).write(
        report, to: options.output ?? "reports/kernel")
      Terminal.showProgress(nil)
      let table = TerminalTable(width: Terminal.tableWidth, color: Terminal.usesColor)
      try StandardOutput.write(
        options.json
          ? JSONReport.encode([report])
          : table.render(report)
            + paths.filter { $0.hasSuffix(".html") }.map { "report: \($0)\n" }
            .joined())
      if let code = ExitStatus.code(for: report.verdict) { throw code }
    }
  }
}
