import ArgumentParser
import Console
import Generators
import Programs
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

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Configurations that it draws at each temperature (default: \(Self.usualCount)).",
      valueName: "n"))
  var count: Int?

  @Option(help: ArgumentHelp("Temperatures: 1,2,3 or 1.0:3.2:0.1.", valueName: "list"))
  var temperatures: TemperatureList?

  @Flag(help: "Claim that one seed gives the same samples each time, and have that checked.")
  var deterministic = false

  @Option(
    help: ArgumentHelp(
      "Seconds that the program may take for one temperature (default: \(Self.usualSeconds)).",
      valueName: "s"))
  var timeLimit: Int?

  @Flag(
    help: "Draw twice as many again and again until there is a verdict; needs {count} and {seed}.")
  var untilDecided = false

  @Option(
    help: ArgumentHelp(
      "The most configurations of --until-decided (default: \(Self.usualMost)).", valueName: "n"))
  var max: Double?

  private static let usualCount = 10_000
  private static let usualSeconds = 3600
  private static let usualMost = 1_000_000

  func validate() throws {
    guard (100...1e9).contains(max ?? 100) else {
      throw ValidationError("--max must be 100 to 1e9.")
    }
    guard max == nil || untilDecided else {
      throw ValidationError("--max goes with --until-decided.")
    }
    guard !untilDecided || temperatures == nil && !deterministic else {
      throw ValidationError("--until-decided goes with one temperature, without --deterministic.")
    }
    try OptionRange.require("--count", count ?? Self.usualCount, in: OptionRange.count)
    try OptionRange.require("--time-limit", timeLimit ?? Self.usualSeconds, in: OptionRange.seconds)
    let needy = [
      (shell, "--shell"), (untilDecided, "--until-decided"), (deterministic, "--deterministic"),
      (temperatures != nil, "--temperatures"), (count != nil, "--count"),
      (timeLimit != nil, "--time-limit"),
    ]
    if generator == nil, let option = needy.first(where: \.0)?.1 {
      throw ValidationError("\(option) goes with --generator.")
    }
  }

  /// `line` with the options that say all this.
  func command(_ line: CommandLineText) -> CommandLineText {
    guard generator != nil else { return line }
    return line.attached("--generator", generator).flag("--shell", shell)
      .option("--count", count ?? Self.usualCount, unless: Self.usualCount)
      .option("--temperatures", temperatures).flag("--deterministic", deterministic)
      .option("--time-limit", timeLimit ?? Self.usualSeconds, unless: Self.usualSeconds)
      .flag("--until-decided", untilDecided)
      .option("--max", max ?? Double(Self.usualMost), unless: Double(Self.usualMost))
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
      program(generator, for: request), for: request, most: max.map { Int($0) } ?? Self.usualMost)
    return try await search.outcome(
      of: Ensemble(size: size, temperature: claim, totalSpin: request.totalSpin), command: command,
      progress: progress
    ) { Terminal.showStep($0.text) }.report
  }

  private func program(
    _ command: String, for request: AssessmentRequest
  ) throws(ProgramError) -> Generator {
    try Generator(
      command, usesShell: shell, array: request.array,
      timeLimit: .seconds(timeLimit ?? Self.usualSeconds))
  }

  /// What the program draws at each temperature when its turn comes; nil without one.
  func sittings(
    at temperature: TemperatureChoice?, for request: AssessmentRequest
  ) throws -> [Sitting]? {
    guard let generator else { return nil }
    let program = try program(generator, for: request)
    guard let size = request.size else { throw ValidationError("--generator needs --size.") }
    return try program.sittings(
      count ?? Self.usualCount, size: size,
      at: temperatures?.temperatures ?? [temperature?.claim].compactMap(\.self),
      for: request, claimsDeterminism: deterministic)
  }
}
