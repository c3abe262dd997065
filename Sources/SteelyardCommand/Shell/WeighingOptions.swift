import ArgumentParser
import Judgement
import Reporting
import Studies

extension DecisionRule.Standard: ExpressibleByArgument {}
extension TemperatureChoice: ExpressibleByArgument {}

/// How samples are judged and where the reports on them go, shared by the commands that weigh.
struct WeighingOptions: ParsableArguments {
  @Option(
    help: "exact: every proved difference fails; practical: one inside the tolerance does not.")
  var standard: DecisionRule.Standard = .exact

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Probability that correct samples fail any check.", valueName: "rate"))
  var falseAlarmRate: Double = DecisionRule.defaultFalseAlarmRate

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = Assessment.defaultSeed

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Directory for the report files (default: reports/NAME).", valueName: "directory"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Report files to write: json, markdown, html, junit (default: all), or none.",
      valueName: "formats"),
    transform: ReportFormat.list(named:))
  var format = ReportFormat.allCases

  @Flag(help: "Print one JSON document instead of tables.")
  var json = false

  func validate() throws {
    guard falseAlarmRate > 0, falseAlarmRate < 1 else {
      throw ValidationError("--false-alarm-rate must lie between 0 and 1.")
    }
  }

  var decisionRule: DecisionRule {
    DecisionRule(standard: standard, falseAlarmRate: falseAlarmRate)
  }
}
