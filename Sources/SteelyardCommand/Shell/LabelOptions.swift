import ArgumentParser
import DataFiles
import Reporting

/// Where a file of several temperatures says which configuration has which.
struct LabelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The temperature of each sample: an array, a file or a column of labels.", valueName: "name"))
  var temperatureArray: String?

  @Option(help: ArgumentHelp("The same as inverse temperatures.", valueName: "name"))
  var inverseTemperatureArray: String?

  func validate() throws {
    guard temperatureArray == nil || inverseTemperatureArray == nil else {
      throw ValidationError("Labels are temperatures or inverse temperatures.")
    }
  }

  var labels: Labels? {
    temperatureArray.map { Labels($0) }
      ?? inverseTemperatureArray.map { Labels($0, .inverseTemperature) }
  }

  /// `line` with the options that say all this.
  func command(_ line: CommandLineText) -> CommandLineText {
    line.attached("--temperature-array", temperatureArray)
      .attached("--inverse-temperature-array", inverseTemperatureArray)
  }
}
