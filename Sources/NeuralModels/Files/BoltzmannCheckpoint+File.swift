import DataFiles
import Foundation
import Storage

extension BoltzmannCheckpoint {
  /// The checkpoint as arrays; those of the machine are called as in its own file, so that a checkpoint
  /// is a machine to every reader of machines.
  public var archive: ArrayArchive {
    ArrayArchive(
      machine.archive.arrays + [
        ("options", NumericArray(text: Self.text(of: options))),
        ("epoch", NumericArray(epoch)),
        ("step", NumericArray(step)),
        ("samplesHash", NumericArray(Int(bitPattern: UInt(samplesHash)))),
        ("firstMoments", NumericArray(shape: [firstMoments.count], firstMoments)),
        ("secondMoments", NumericArray(shape: [secondMoments.count], secondMoments)),
        (
          "persistentChains",
          NumericArray(
            shape: [persistentChains.count], persistentChains.map { Int64(bitPattern: $0) })
        ),
        column("meanAbsoluteParameter") { $0.meanAbsoluteParameter },
        column("reconstructionError") { $0.reconstructionError },
        column("exactDivergence") { $0.exactDivergence ?? .nan },
      ])
  }

  /// The checkpoint that the arrays of `archive` are.
  ///
  /// - Throws: `SampleFileError` where an array is missing or of another shape or kind. Whether the
  ///   arrays fit together, `BoltzmannTraining.init(resuming:samples:ensemble:)` finds out.
  public init(_ archive: ArrayArchive) throws(SampleFileError) {
    func integer(_ name: String) throws(SampleFileError) -> Int {
      let array = try archive.array(name, shape: [])
      guard let value = array.integers?.first else {
        throw archive.error(
          .elementType, array: name, found: array.elements.typeName, wanted: "an integer")
      }
      return value
    }
    func list(_ name: String) throws(SampleFileError) -> NumericArray {
      let array = try archive.array(name)
      guard array.shape.count == 1 else {
        throw archive.error(
          .shape, array: name, found: "shape \(array.shape)", wanted: "one axis")
      }
      return array
    }
    let epoch = try integer("epoch")
    func column(_ name: String) throws(SampleFileError) -> [Double] {
      try archive.array(name, shape: [epoch]).doubles
    }
    let (parameters, errors, divergences) = (
      try column("meanAbsoluteParameter"), try column("reconstructionError"),
      try column("exactDivergence")
    )
    let chains = try list("persistentChains")
    guard let words = chains.integers else {
      throw archive.error(
        .elementType, array: "persistentChains", found: chains.elements.typeName,
        wanted: "integers")
    }
    self.init(
      options: try Self.options(in: archive), machine: try RestrictedBoltzmannMachine(archive),
      epoch: epoch, step: try integer("step"), firstMoments: try list("firstMoments").floats,
      secondMoments: try list("secondMoments").floats,
      persistentChains: words.map { UInt64(bitPattern: Int64($0)) },
      history: parameters.indices.map { index in
        BoltzmannEpochRecord(
          epoch: index + 1, meanAbsoluteParameter: parameters[index],
          reconstructionError: errors[index],
          exactDivergence: divergences[index].isNaN ? nil : divergences[index])
      }, samplesHash: UInt64(UInt(bitPattern: try integer("samplesHash"))))
  }

  private func column(
    _ name: String, _ value: (BoltzmannEpochRecord) -> Double
  ) -> (name: String, array: NumericArray) {
    (name, NumericArray(shape: [history.count], history.map(value)))
  }

  // MARK: Options

  private static func text(of options: BoltzmannTrainingOptions) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let data = try? encoder.encode(options) else {
      preconditionFailure("options hold a number that is not finite")
    }
    return String(decoding: data, as: UTF8.self)
  }

  private static func options(
    in archive: ArrayArchive
  ) throws(SampleFileError) -> BoltzmannTrainingOptions {
    let text = try archive.array("options").text
    guard let text,
      let options = try? JSONDecoder().decode(
        BoltzmannTrainingOptions.self, from: Data(text.utf8))
    else {
      throw archive.error(
        .value, array: "options",
        found: text.map { "\"\($0.printable(limit: 60))\"" } ?? "an array that is no text",
        wanted: "the options of a training, as JSON")
    }
    return options
  }
}
