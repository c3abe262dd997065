import NeuralModels
import Randomness
import SpinSystems

/// Low-pass maps as the inputs of a classifier.
enum LabelledMaps {
  static func inputs(_ maps: LowPassMaps) throws -> ClassifierInputs {
    .maps(
      try InputMaps(
        shape: MapShape(rows: LowPassMaps.side, columns: LowPassMaps.side), values: maps.values))
  }

  /// The maps with labels, ordered below `label`; the last tenth of each temperature is for validation.
  ///
  /// - Parameter seed: of a random order of the labels; nil to leave them where they belong.
  static func split(
    _ series: [(temperature: Double, maps: LowPassMaps)], label: Double,
    permutingBy seed: UInt64?
  ) throws -> (training: LabelledInputs, validation: LabelledInputs) {
    func labelled(_ part: (Int) -> Range<Int>) throws -> LabelledInputs {
      let inputs = try series.map {
        try self.inputs($0.maps).extracting(part($0.maps.count))
      }
      let labelled = try LabelledInputs(
        .joined(inputs),
        isOrdered: zip(series, inputs).flatMap { point, inputs in
          [Bool](repeating: point.temperature < label, count: inputs.count)
        })
      guard let seed else { return labelled }
      var generator = RandomStreams(seed: seed).stream("permuted labels", block: labelled.count)
      return labelled.permutingLabels(using: &generator)
    }
    return (
      try labelled { 0..<$0 - $0 / 10 }, try labelled { $0 - $0 / 10..<$0 }
    )
  }
}
