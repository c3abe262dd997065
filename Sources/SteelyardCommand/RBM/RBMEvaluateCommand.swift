import ArgumentParser
import Console
import Judgement
import NeuralModels
import References
import Reporting
import SpinSystems
import Storage
import Studies

extension MachineUnits: ExpressibleByArgument {}

/// `steelyard rbm evaluate MACHINE.npz --temperature T [--total-spin S]`
struct RBMEvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Weighs a machine by the configurations that it draws.",
    usage: """
      steelyard rbm evaluate <machine.npz> --temperature <T> [--total-spin <S>]
                             [--data <file>] [<options>]
      """,
    discussion: """
      Draws configurations by Gibbs chains from random starts, from data if given and, where ΣS is \
      fixed, with ΣS imposed on every step; each set gets the report of steelyard assess, into \
      reports/NAME/ or --output. The mean energy after k steps shows whether chains reach the \
      machine's own distribution. The exit status is that of the worst report on the machine as it \
      is; what remains wrong once ΣS is imposed does not count.

      Example:
        steelyard rbm evaluate machine.npz --temperature 1 --total-spin 0 --data t1.npy
      """)

  @Argument(help: ArgumentHelp("The machine: W, b and c.", valueName: "machine.npz"))
  var machine: String

  @Option(help: "The values that its units are meant to have, which no file says.")
  var units: MachineUnits = .binary

  @OptionGroup var ensemble: EnsembleOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The L that the machine must have (default: any).", valueName: "L"))
  var size: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Configurations to draw from each start.", valueName: "n"))
  var count: Int = 10_000

  @Option(parsing: .unconditional, help: ArgumentHelp("Gibbs steps of each chain.", valueName: "k"))
  var steps: Int = 1000

  @Option(
    help: ArgumentHelp(
      "Configurations of the ensemble, for chains to begin at as well.", valueName: "file"))
  var data: String?

  @OptionGroup var options: WeighingOptions

  func validate() throws {
    try OptionRange.require("--count", count, in: OptionRange.count)
    try OptionRange.require("--steps", steps, in: OptionRange.repetitions)
    try OptionRange.require("--size", size, in: SquareLattice.sizes)
  }

  func run() async throws {
    try await reportingErrors {
      let source = try MachineSource(machine, units: units, size: size, data: data)
      let claimed = try source.ensemble(
        temperature: ensemble.temperature, totalSpin: ensemble.totalSpin)
      let evaluation = try MachineEvaluation(
        of: source,
        against: ReferenceChoice.reference(
          nil, for: claimed, count: Reference.monteCarloCount, seed: options.seed
        ) { Terminal.showProgress($0) },
        decisionRule: options.decisionRule,
        count: count, steps: MachineSource.validate(steps), seed: options.seed, command: command,
        progress: Terminal.showProgress)
      Terminal.showProgress("writing …")
      let directory = ReportDirectories.directories(for: [machine], output: options.output)[0]
      var staged = try await ReportWriter(formats: options.format)
        .stage(evaluation.parts.map { ($0.report, "\(directory)/\($0.start.rawValue)") })
      let paths = try staged.publish()
      Terminal.showProgress(nil)
      let document = MachineEvaluationDocument(evaluation)
      try StandardOutput.write(
        options.json
          ? try JSONText.indented(document)
          : document.text(
            reports: paths,
            table: TerminalTable(width: Terminal.tableWidth, color: Terminal.usesColor)))
      if let code = ExitStatus.code(for: evaluation.verdict) { throw code }
    }
  }

  /// The command that evaluates the machine again.
  private var command: String {
    CommandLineText("rbm", "evaluate")
      .ensemble(temperature: ensemble.temperature, totalSpin: ensemble.totalSpin)
      .option("--units", units.rawValue, unless: MachineUnits.binary.rawValue)
      .option("--count", count)
      .option("--steps", steps)
      .attached("--data", data)
      .option("--standard", options.standard.rawValue, unless: DecisionRule.Standard.exact.rawValue)
      .option(
        "--false-alarm-rate", options.falseAlarmRate, unless: DecisionRule.defaultFalseAlarmRate
      )
      .option("--seed", options.seed)
      .text(files: [machine])
  }
}
