import ArgumentParser
import Console
import Generators
import Reporting
import SpinSystems
import Studies

extension TemperatureList: ExpressibleByArgument {}

/// A program whose samples are weighed, in place of files.
struct GeneratorOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A program that draws the samples; {count}, {temperature}, {total_spin}, {size}, {seed} and {output} "
        + "in it are filled in.", valueName: "command"))
  var generator: String?

  @Flag(help: "The program is a line for /bin/sh.")
  var shell = false

  @Option(parsing: .unconditional, help: "Configurations that it draws at each temperature.")
  var count = 10_000

  @Option(help: ArgumentHelp("Temperatures: 1,2,3 or 1.0:3.2:0.1.", valueName: "list"))
  var temperatures: TemperatureList?

  @Flag(help: "Claim that one seed gives the same samples each time, and have that checked.")
  var deterministic = false

  @Option(
    help: ArgumentHelp("Seconds that the program may take for one temperature.", valueName: "s"))
  var timeLimit = 3600

  @Flag(
    help: "Draw twice as many again and again until there is a verdict; needs {count} and {seed}.")
  var untilDecided = false

  @Option(help: ArgumentHelp("The most configurations of --until-decided.", valueName: "n"))
  var max = 1e6

  func validate() throws {
    guard (100...1e9).contains(max) else { throw ValidationError("--max must be 100 to 1e9.") }
    guard !untilDecided || temperatures == nil && !deterministic else {
      throw ValidationError("--until-decided goes with one temperature, without --deterministic.")
    }
    try OptionRange.require("--count", count, in: OptionRange.count)
    try OptionRange.require("--time-limit", timeLimit, in: OptionRange.seconds)
    guard generator != nil || !(shell || untilDecided || deterministic || temperatures != nil)
    else {
      throw ValidationError("--shell, --temperatures and --deterministic go with --generator.")
    }
  }

  /// `line` with the options that say all this.
  func command(_ line: CommandLineText) -> CommandLineText {
    guard generator != nil else { return line }
    return line.attached("--generator", generator).flag("--shell", shell)
      .option("--count", count, unless: 10_000).option("--temperatures", temperatures)
      .flag("--deterministic", deterministic).option("--time-limit", timeLimit, unless: 3600)
      .flag("--until-decided", untilDecided).option("--max", max, unless: 1e6)
  }

  /// What the program comes to when it draws until it is decided; nil where it is not to.
  func decision(
    at temperature: TemperatureChoice?, for request: AssessmentRequest, command: String,
    progress: @escaping @Sendable (String) -> Void
  ) async throws -> Report? {
    guard untilDecided, let generator, let size = request.size, let claim = temperature?.claim
    else {
      return nil
    }
    let search = try UntilDecided(
      Generator(
        generator, usesShell: shell, array: request.array, timeLimit: .seconds(timeLimit)),
      for: request, most: Int(max))
    return try await search.outcome(
      of: Ensemble(size: size, temperature: claim, totalSpin: request.totalSpin), command: command,
      progress: progress
    ) { Terminal.showStep($0.text) }.report
  }

  /// What the program draws at each temperature when its turn comes; nil without one.
  func sittings(
    at temperature: TemperatureChoice?, for request: AssessmentRequest
  ) throws -> [Sitting]? {
    guard let generator else { return nil }
    let program = try Generator(
      generator, usesShell: shell, array: request.array, timeLimit: .seconds(timeLimit))
    guard let size = request.size else { throw ValidationError("--generator needs --size.") }
    return try program.sittings(
      count, size: size, at: temperatures?.temperatures ?? [temperature?.claim].compactMap(\.self),
      for: request, claimsDeterminism: deterministic)
  }
}
