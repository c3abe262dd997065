import ArgumentParser
import Console
import Reporting
import Storage
import Suites

/// `steelyard suite init`
struct SuiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suite",
    abstract: "Files that say what is asked of samples, for steelyard assess --suite.",
    subcommands: [SuiteInitCommand.self])
}

/// `steelyard suite init [FILE]`
struct SuiteInitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Writes a suite with everything that it may say, to begin with.")

  @Argument(help: ArgumentHelp("The file to write; it must not exist.", valueName: "file"))
  var file = "suite.toml"

  func run() async throws {
    try await reportingErrors {
      try SuiteTemplate.write(to: file)
      try StandardOutput.write(
        "wrote \(file.printable()); weigh by it: steelyard assess --suite \(shellQuoted(file))\n")
    }
  }
}
