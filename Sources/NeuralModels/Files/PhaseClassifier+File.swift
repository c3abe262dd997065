import DataFiles
import Foundation

extension PhaseClassifier {
  /// The name of the array that tells the layers, as JSON text.
  private static let architectureName = "architecture"

  /// The classifier as NumPy's arrays: the parameters by the names and in the shapes of
  /// `parameterShapes`, float32, and the layers as JSON in `architecture`.
  public var archive: ArrayArchive {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let json = try? encoder.encode(architecture) else {
      preconditionFailure("layers are whole numbers and names")
    }
    let text = NumericArray(text: String(decoding: json, as: UTF8.self))
    return ArrayArchive(
      parameterShapes.map { ($0.name, NumericArray(shape: $0.shape, self[parameter: $0.name])) }
        + [(Self.architectureName, text)])
  }

  /// The classifier whose parameters are arrays of `archive`.
  ///
  /// A PyTorch `state_dict` of layers called conv1, conv2 and dense, saved by `numpy.savez`, has all that
  /// is needed but what the inputs are; where the archive has no array `architecture`, the layers follow
  /// from `input` and the shapes of the arrays.
  ///
  /// - Parameters:
  ///   - archive: the archive that is read.
  ///   - input: the shape of inputs, where it is known from elsewhere.
  /// - Throws: `SampleFileError`, which names the file and the array; `ClassifierError.inputShape` where
  ///   the archive says that inputs have another shape.
  public init(_ archive: ArrayArchive, input: MapShape? = nil) throws {
    let architecture: ClassifierArchitecture
    if let input, !archive.contains(Self.architectureName) {
      architecture = try Self.architecture(of: archive, input: input)
    } else {
      architecture = try Self.architecture(in: archive)
    }
    if let input, input != architecture.input {
      throw ClassifierError.inputShape(input, wanted: architecture.input)
    }
    self.init(architecture, seed: 0)
    for (name, shape) in parameterShapes {
      let values = try archive.array(name, shape: shape).floats
      do throws(ClassifierError) {
        try setParameter(name, to: values)
      } catch {
        throw archive.error(
          .value, array: name, found: "an element that is not finite", wanted: "finite numbers")
      }
    }
  }
}

extension PhaseClassifier {
  /// Writes the arrays of `archive` to a `.npz` file, which appears whole or not at all.
  public func write(to path: String) throws(SampleFileError) {
    try archive.write(to: path)
  }

  /// Reads the classifier in the `.npz` file at `path`.
  ///
  /// - Throws: what `init(_:input:)` throws, and `SampleFileError` where the file cannot be read.
  public static func read(_ path: String, input: MapShape? = nil) throws -> PhaseClassifier {
    try PhaseClassifier(try ArrayArchive.read(path), input: input)
  }
}

extension PhaseClassifier {
  private static func architecture(
    in archive: ArrayArchive
  ) throws(SampleFileError) -> ClassifierArchitecture {
    let text = try archive.array(architectureName).text
    var reason = ""
    do {
      if let text {
        return try JSONDecoder().decode(ClassifierArchitecture.self, from: Data(text.utf8))
      }
    } catch let error as ClassifierError {
      reason = " (\(error))"
    } catch {}
    throw archive.error(
      .value, array: architectureName,
      found: text.map { "\"\($0.printable(limit: 60))\"\(reason)" } ?? "an array that is no text",
      wanted: "the layers of a classifier, as JSON")
  }

  /// The layers that the shapes of the arrays are of.
  private static func architecture(
    of archive: ArrayArchive, input: MapShape
  ) throws -> ClassifierArchitecture {
    var blocks: [ClassifierArchitecture.Block] = []
    while archive.contains("conv\(blocks.count + 1).weight") {
      let name = "conv\(blocks.count + 1).weight"
      let shape = try archive.array(name).shape
      guard shape.count == 4, shape[2] == shape[3] else {
        throw archive.error(
          .shape, array: name, found: "shape \(shape)", wanted: "[filters, channels, k, k]")
      }
      blocks.append(.init(kernelSize: shape[2], filters: shape[0]))
    }
    let hiddenShape =
      archive.contains("hidden.weight") ? try archive.array("hidden.weight").shape : nil
    let name = hiddenShape == nil ? "dense.weight" : "hidden.weight"
    let shape = try archive.array(name).shape
    guard shape.count == 2 else {
      throw archive.error(.shape, array: name, found: "shape \(shape)", wanted: "[units, features]")
    }
    // What happens at the sides does not show in the weights, only in how many features there are.
    var reasons: [ClassifierError] = []
    var fitting: [ClassifierArchitecture] = []
    for padding in ClassifierArchitecture.Padding.allCases {
      do throws(ClassifierError) {
        let architecture = try ClassifierArchitecture(
          input: input, blocks: blocks, padding: padding, hiddenUnits: hiddenShape?[0])
        if architecture.featureCount == shape[1] { fitting.append(architecture) }
      } catch {
        reasons.append(error)
      }
    }
    // Without blocks both paddings are the same network.
    if let architecture = fitting.first, fitting.count == 1 || blocks.isEmpty {
      return architecture
    }
    // Layers that are not possible either way.
    if reasons.count == ClassifierArchitecture.Padding.allCases.count { throw reasons[0] }
    throw archive.error(
      .shape, array: name, found: "shape \(shape)",
      wanted: fitting.isEmpty
        ? "as many features as the layers before make of an input of shape \(input)"
        : "features that tell circular from valid padding, or an array \"\(architectureName)\"")
  }
}
