import Storage
import ArgumentParser

/// The root of the command line.
struct Steelyard: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "steelyard",
    abstract: "Weighs generated spin configurations against exact Boltzmann weights.",
    discussion: """
      Exit status: 0 pass, 1 a check failed, 3 inconclusive, 64 wrong usage, 65 input that cannot \
      be read or is not spins, 70 a fault of Steelyard itself, 75 stopped with units of a run left, \
      or another process makes the same file.
      """,
    version: Version.current,
    subcommands: [
      AssessCommand.self, ExactCommand.self, SampleCommand.self, RBMCommand.self,
      KernelCommand.self, SuiteCommand.self, ClassifierCommand.self, CollapseCommand.self,
      ReproduceCommand.self,
      CalibrateCommand.self, HistoryCommand.self, ExplainCommand.self,
      BenchmarkCommand.self,
      ListCommand.self,
    ])
}
