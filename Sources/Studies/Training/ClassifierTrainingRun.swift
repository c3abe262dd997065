import DataFiles
import NeuralModels
import SpinSystems
import Storage

/// The training of one classifier, with the files beside it.
public enum ClassifierTrainingRun {
  /// Trains the network and writes it, with its provenance, its history and the scan of the test set.
  ///
  /// - Parameters:
  ///   - arguments: files and folders of configurations, as `ClassifierSeries` takes them.
  ///   - labels: where each file has its temperatures, if they are in it.
  ///   - labelTemperature: where labels change.
  ///   - quantity: what the table of the test set is of.
  ///   - output: the path of the weights, which ends in .npz; the other files have names like it.
  ///   - waiting: what is done where another process makes the same file.
  ///   - command: the command that trains the same network again.
  ///   - architecture: the layers for inputs of a shape.
  ///   - epoch: is called after each epoch.
  ///   - progress: is told now and then what else is being done.
  /// - Throws: where a file cannot be read or written, and where configurations or options will not do.
  package static func train(
    on arguments: [String], by labels: Labels?, labelTemperature: Double,
    options: ClassifierTrainingOptions, quantity: ClassifierScanTable.Quantity, output: String,
    waiting: OutputLock.Waiting, command: String,
    architecture: (MapShape) throws -> ClassifierArchitecture,
    epoch: (ClassifierTraining) -> Void, progress: (String) -> Void
  ) throws -> ClassifierTrainingDocument {
    // Before the work, so that a place that cannot be written to is noticed at once.
    _ = try AtomicFile(path: output)
    let lock = try OutputLock(output, waiting: waiting)
    defer { withExtendedLifetime(lock) {} }
    let series = try ClassifierSeries(arguments, by: labels, progress: progress)
    let classifier = PhaseClassifier(try architecture(series.shape), seed: options.seed)
    let split = try TemperatureSplit(series.points, labelTemperature: labelTemperature)
    var training = try ClassifierTraining(
      classifier, training: split.training, validation: split.validation, options: options)
    while training.end == nil {
      try training.runEpoch()
      epoch(training)
    }
    progress("classifying the test set …")
    let test = ClassifierScanTable(
      try training.best.scan(split.test), size: series.lattice.size)
    let result = ClassifierTrainingResult(
      training, split, test: test, testQuality: try training.best.quality(on: split.labelledTest()))
    progress("writing \(output) …")
    let provenance = ClassifierTrainingProvenance(training, result, series, command: command)
    try writeTogether([
      (path(beside: output, ending: ".training.json"), try JSONText.indented(provenance)),
      (path(beside: output, ending: ".training.csv"), csv(training.history)),
      (path(beside: output, ending: ".scan.csv"), test.csv(quantity)),
    ]) { try training.best.write(to: output) }
    return ClassifierTrainingDocument(file: output, result: result, test: test)
  }

  private static func csv(_ history: [ClassifierEpoch]) -> String {
    history.reduce("epoch,trainingLoss,validationLoss,validationAccuracy\n") { text, record in
      text + "\(record.epoch),\(record.trainingLoss),\(record.validationLoss),"
        + "\(record.validationAccuracy)\n"
    }
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
