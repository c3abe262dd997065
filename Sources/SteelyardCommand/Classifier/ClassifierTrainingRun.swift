import DataFiles
import Foundation
import NeuralModels
import SpinSystems
import Statistics
import Storage

/// The training of one classifier, with the files beside it.
struct ClassifierTrainingRun {
  /// Files and folders of configurations.
  let arguments: [String]
  /// The path of the weights, which ends in .npz.
  let output: String
  /// Where labels change.
  let labelTemperature: Double
  /// The layers for inputs of a shape.
  let architecture: (MapShape) throws -> ClassifierArchitecture
  let options: ClassifierTrainingOptions
  /// What the table of the test set is of.
  let quantity: ClassifierScanTable.Quantity
  /// The command that trains the same network again.
  let command: String

  /// Trains the network and writes it, with its provenance, its history and the scan of the test set.
  func run() throws -> ClassifierTrainingDocument {
    // Before the work, so that a place that cannot be written to is noticed at once.
    _ = try AtomicFile(path: output)
    let series = try ClassifierSeries(arguments)
    let classifier = PhaseClassifier(try architecture(series.shape), seed: options.seed)
    let split = try TemperatureSplit(series.points, labelTemperature: labelTemperature)
    var training = try ClassifierTraining(
      classifier, training: split.training, validation: split.validation, options: options)
    while training.end == nil {
      try training.runEpoch()
      showProgress(of: training)
    }
    Terminal.showProgress("classifying the test set …")
    let result = ClassifierTrainingResult(
      training, split,
      test: ClassifierScanTable(try training.best.scan(split.test), size: series.lattice.size),
      testQuality: try training.best.quality(on: split.labelledTest()))
    try write(training, result, series)
    Terminal.showProgress(nil)
    return ClassifierTrainingDocument(file: output, result)
  }

  private func write(
    _ training: ClassifierTraining, _ result: ClassifierTrainingResult, _ series: ClassifierSeries
  ) throws {
    Terminal.showProgress("writing \(output) …")
    let provenance = ClassifierTrainingProvenance(
      training, result, series, labelTemperature: labelTemperature, command: command)
    // All are whole before the first gets its name.
    var provenanceFile = try AtomicFile(
      path: MachineOutput.path(beside: output, ending: ".training.json"))
    try provenanceFile.write(Array(try JSONText.indented(provenance).utf8))
    try provenanceFile.synchronize()
    var historyFile = try AtomicFile(
      path: MachineOutput.path(beside: output, ending: ".training.csv"))
    try historyFile.write(Array(Self.csv(training.history).utf8))
    try historyFile.synchronize()
    var scanFile = try AtomicFile(path: MachineOutput.path(beside: output, ending: ".scan.csv"))
    try scanFile.write(Array(result.test.csv(quantity).utf8))
    try scanFile.synchronize()
    try training.best.write(to: output)
    try provenanceFile.commit()
    try historyFile.commit()
    try scanFile.commit()
  }

  private static func csv(_ history: [ClassifierEpoch]) -> String {
    history.reduce("epoch,trainingLoss,validationLoss,validationAccuracy\n") { text, record in
      text + "\(record.epoch),\(record.trainingLoss),\(record.validationLoss),"
        + "\(record.validationAccuracy)\n"
    }
  }

  private func showProgress(of training: ClassifierTraining) {
    guard let record = training.history.last else { return }
    Terminal.showProgress(
      "epoch \(record.epoch), loss \(decimal(record.trainingLoss, 5)), validation accuracy "
        + "\(decimal(record.validationAccuracy, 4)), best in epoch \(training.bestEpoch)")
  }
}

extension TemperatureSplit {
  /// The test set with its labels.
  fileprivate func labelledTest() throws -> LabelledInputs {
    try LabelledInputs(
      .joined(test.map(\.inputs)),
      isOrdered: test.flatMap {
        [Bool](repeating: $0.temperature < labelTemperature, count: $0.inputs.count)
      })
  }
}
