import DataFiles
import Foundation
@testable import NeuralModels
import SpinSystems
import Testing

@Suite struct `Files of classifiers` {
  @Test(arguments: NetworkSubject.all)
  func `hold the parameters and the layers`(subject: NetworkSubject) throws {
    let classifier = subject.classifierWithBiases()
    let url = FileManager.default.temporaryDirectory
      .appending(path: "steelyard-classifier-\(UUID().uuidString).npz")
    defer { try? FileManager.default.removeItem(at: url) }
    let path = url.path(percentEncoded: false)
    try classifier.write(to: path)
    let read = try PhaseClassifier.read(path)
    #expect(read.architecture == classifier.architecture)
    #expect(read.parameters == classifier.parameters)
  }

  /// What `numpy.savez` makes of the `state_dict` of a PyTorch module: no word on what inputs are.
  @Test(arguments: NetworkSubject.all)
  func `may be without the layers where the shape of inputs is known`(
    subject: NetworkSubject
  ) throws {
    let classifier = subject.classifierWithBiases()
    var archive = classifier.archive
    archive.arrays.removeAll { $0.name == "architecture" }
    let read = try PhaseClassifier(archive, input: classifier.architecture.input)
    let inputs = subject.inputs(count: 2)
    #expect(try read.logits(inputs) == classifier.logits(inputs))
    let error = try #require(throws: SampleFileError.self) { try PhaseClassifier(archive) }
    #expect(error.kind == .arrayName && "\(error)".contains("architecture"))
  }

  /// PyTorch's own outputs, in double precision; see `has the outputs of the definitions` for how close
  /// single precision comes.
  @Test(arguments: [("L11-circular", 11), ("L16-valid", 16)])
  func `of PyTorch have PyTorch's outputs`(name: String, size: Int) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appending(path: "Fixtures/classifiers/pytorch-cnn-\(name).npz")
      .path(percentEncoded: false)
    let archive = try ArrayArchive.read(path)
    let classifier = try PhaseClassifier(archive, input: MapShape(rows: size, columns: size))
    let inputs = try InputMaps(
      shape: classifier.architecture.input, values: archive.array("configurations").floats)
    let expected = try archive.array("logits").doubles
    let logits = try classifier.logits(.maps(inputs))
    #expect(logits.count == 16 && expected.count == 16)
    for (found, expected) in zip(logits, expected) { #expect(abs(Double(found) - expected) < 1e-5) }
  }

  private static let archive = PhaseClassifier(
    try! .convolutional(size: 8, filters: [2, 3]), seed: 1
  ).archive

  private static func replacing(_ name: String, by array: NumericArray?) -> ArrayArchive {
    ArrayArchive(
      archive.arrays.compactMap { entry in
        entry.name == name ? array.map { (name, $0) } : entry
      }, named: "w.npz")
  }

  private static func floats(_ shape: [Int], _ value: Float = 1) -> NumericArray {
    NumericArray(shape: shape, [Float](repeating: value, count: shape.reduce(1, *)))
  }

  @Test(
    arguments: [
      ("conv2.weight", nil, "conv2.weight"),
      ("conv2.weight", floats([3, 2, 5, 5]), "[3, 2, 3, 3]"),
      ("dense.bias", floats([2, 1]), "[2]"),
      ("dense.bias", floats([2], .nan), "not finite"),
      ("architecture", NumericArray(text: "{}"), "as JSON"),
      ("architecture", floats([3]), "no text"),
    ] as [(String, NumericArray?, String)])
  func `are refused where an array is missing or does not fit`(
    name: String, array: NumericArray?, saying: String
  ) throws {
    let archive = Self.replacing(name, by: array)
    let error = try #require(throws: SampleFileError.self) { try PhaseClassifier(archive) }
    #expect("\(error)".contains("w.npz") && "\(error)".contains(saying), "\(error)")
  }

  @Test func `say why their layers are not possible`() throws {
    let text = try #require(try Self.archive.array("architecture").text)
    let damaged = text.replacingOccurrences(of: "\"kernelSize\":3", with: "\"kernelSize\":6")
    let archive = Self.replacing("architecture", by: NumericArray(text: damaged))
    let error = try #require(throws: SampleFileError.self) { try PhaseClassifier(archive) }
    #expect("\(error)".contains("kernel size of 6"), "\(error)")
  }

  @Test func `are refused for inputs of another shape`() {
    #expect(throws: ClassifierError.self) {
      try PhaseClassifier(Self.archive, input: MapShape(rows: 10, columns: 10))
    }
  }

  @Test(
    arguments: [
      ("conv1.weight", floats([2, 1, 3]), "[filters, channels, k, k]"),
      ("dense.weight", floats([2, 13]), "as many features"),
      ("dense.weight", floats([13]), "[units, features]"),
    ])
  func `without the layers are refused where shapes are of no network`(
    name: String, array: NumericArray, saying: String
  ) throws {
    var archive = Self.replacing(name, by: array)
    archive.arrays.removeAll { $0.name == "architecture" }
    let error = try #require(throws: SampleFileError.self) {
      try PhaseClassifier(archive, input: MapShape(rows: 8, columns: 8))
    }
    #expect("\(error)".contains(saying), "\(error)")
  }
}
