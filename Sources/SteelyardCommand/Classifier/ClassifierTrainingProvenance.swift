import Storage
import NeuralModels

/// What the JSON file beside a classifier says: where it comes from.
struct ClassifierTrainingProvenance: Encodable {
  struct File: Encodable {
    let file: String
    let temperature: Double
    let count: Int
  }

  let files: [File]
  let result: ClassifierTrainingResult
  let options: ClassifierTrainingOptions
  let version: String
  /// The command that trains the same network again.
  let command: String

  init(
    _ training: ClassifierTraining, _ result: ClassifierTrainingResult, _ series: ClassifierSeries,
    labelTemperature: Double, command: String
  ) {
    files = series.files.map {
      File(file: $0.file.path, temperature: $0.file.temperature, count: $0.count)
    }
    self.result = result
    options = training.options
    version = Version.current
    self.command = command
  }
}
