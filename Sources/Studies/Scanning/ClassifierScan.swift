import DataFiles
import NeuralModels

/// What a classifier in a file says of configurations in files: what `steelyard classifier scan` prints as
/// JSON, and the table of it.
package struct ClassifierScan: Encodable {
  let weights: String
  package let table: ClassifierScanTable

  private enum CodingKeys: CodingKey { case weights, points }

  /// Reads the files and classifies the configurations.
  ///
  /// - Parameters:
  ///   - weights: the path of the classifier.
  ///   - arguments: files and folders of configurations, as `ClassifierSeries` takes them.
  ///   - labels: where each file has its temperatures, if they are in it.
  ///   - progress: is told now and then what is being done.
  /// - Throws: where a file cannot be read, or where they do not go together.
  package init(
    weights: String, _ arguments: [String], by labels: Labels? = nil,
    progress: (String) -> Void = { _ in }
  ) throws {
    self.weights = weights
    let archive = try ArrayArchive.read(weights)
    let series = try ClassifierSeries(arguments, by: labels, progress: progress)
    do {
      let classifier = try PhaseClassifier(archive, input: series.shape)
      progress("classifying …")
      table = ClassifierScanTable(
        try classifier.scan(series.points), size: series.lattice.size)
    } catch let error as ClassifierError {
      throw TemperatureFileError(
        file: weights, found: "a classifier that does not suit L = \(series.lattice.size)",
        wanted: "one that does (\(error))")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(weights, forKey: .weights)
    try container.encode(table.points, forKey: .points)
  }
}
