import ArgumentParser
import Console
import NeuralModels
import Reporting
import SpinSystems
import Storage
import Studies

/// `steelyard rbm generate MACHINE.npz --count N --output SAMPLES.npy`
struct RBMGenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Draws configurations from a machine by Gibbs chains.",
    usage: """
      steelyard rbm generate <machine.npz> --count <n> --output <file.npy>
                             [--start random|data] [<options>]
      """,
    discussion: """
      Every configuration is the end of a chain of its own, so they are independent. With \
      --total-spin the visible units are drawn from their distribution given the hidden ones and \
      given ΣS: the law is imposed exactly. The same seed gives the same bytes on any number of \
      processor cores. Beside FILE.npy a FILE.json says how it was made.

      Example:
        steelyard rbm generate machine.npz --count 10000 --output samples.npy
        steelyard assess samples.npy --temperature 1 --total-spin 0
      """)

  enum StartName: String, CaseIterable, ExpressibleByArgument {
    case random, data
  }

  @Argument(help: ArgumentHelp("The machine: W, b and c.", valueName: "machine.npz"))
  var machine: String

  @Option(help: "The values that its units are meant to have, which no file says.")
  var units: MachineUnits = .binary

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Number of configurations.", valueName: "n"))
  var count: Int

  @Option(parsing: .unconditional, help: ArgumentHelp("Gibbs steps of each chain.", valueName: "k"))
  var steps: Int = 1000

  @Option(help: "Where chains begin.")
  var start: StartName?

  @Option(
    help: ArgumentHelp("Configurations for chains to begin at.", valueName: "file"))
  var data: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The sum of all spins, conserved by every step.", valueName: "S"))
  var totalSpin: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The L that the machine must have (default: any).", valueName: "L"))
  var size: Int?

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = Assessment.defaultSeed

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; its name ends in .npy.", valueName: "file.npy"))
  var output: String

  @Flag(help: "Write one bit a spin, as numpy.packbits does along each row.")
  var packed = false

  @Option(
    help: ArgumentHelp(
      "Write e(k), the mean energy after k steps, here, from random starts and from data if given.",
      valueName: "file.csv"))
  var mixingCurve: String?

  @OptionGroup var lock: LockOptions

  @Flag(help: "Print one JSON document.")
  var json = false

  func validate() throws {
    try OptionRange.require("--count", count, in: OptionRange.count)
    try OptionRange.require("--steps", steps, in: OptionRange.repetitions)
    try OptionRange.require("--size", size, in: SquareLattice.sizes)
    guard start != .data || data != nil else {
      throw ValidationError("--start data needs --data FILE.")
    }
    guard data == nil || start != .random || mixingCurve != nil else {
      throw ValidationError("--data serves --start data or --mixing-curve.")
    }
    try MachineOutput.validate(output, ending: ".npy")
    if let mixingCurve {
      try MachineOutput.validate(mixingCurve, option: "--mixing-curve", ending: ".csv")
    }
  }

  func run() async throws {
    try await reportingErrors {
      let source = try MachineSource(
        machine, units: units, size: size, data: data, totalSpin: totalSpin)
      let document = try MachineGenerationRun.draw(
        from: source, start: chainStart, count: count, steps: MachineSource.validate(steps),
        seed: seed, output: output, waiting: lock.waiting, packed: packed,
        mixingCurvePath: mixingCurve,
        command: command, progress: Terminal.showProgress)
      Terminal.showProgress(nil)
      try StandardOutput.write(json ? try JSONText.indented(document) : document.text)
    }
  }

  /// Data that are given are started from, unless random starts are asked for.
  private var chainStart: ChainStart {
    switch start {
    case .random: .random
    case .data: .data
    case nil: data == nil ? .random : .data
    }
  }

  /// The command that makes the file again.
  private var command: String {
    CommandLineText("rbm", "generate")
      .option("--units", units.rawValue, unless: MachineUnits.binary.rawValue)
      .option("--count", count)
      .option("--steps", steps)
      .option("--start", chainStart.rawValue)
      .attached("--data", data)
      .option("--total-spin", totalSpin)
      .option("--seed", seed)
      .attached("--output", output)
      .flag("--packed", packed)
      .attached("--mixing-curve", mixingCurve)
      .text(files: [machine])
  }
}
