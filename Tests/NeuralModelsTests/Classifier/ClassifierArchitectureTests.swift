import Foundation
@testable import NeuralModels
import SpinSystems
import Testing

@Suite struct `The layers of a classifier` {
  /// As PyTorch computes them: n - k + 1 columns of a valid convolution, then ⌊n/2⌋.
  @Test(
    arguments: [
      (20, ClassifierArchitecture.Padding.valid, [20, 9, 3]), (20, .circular, [20, 10, 5]),
      (50, .valid, [50, 24, 11]), (50, .circular, [50, 25, 12]), (10, .valid, [10, 4, 1]),
      (8, .circular, [8, 4, 2]), (9, .circular, [9, 4, 2]), (128, .valid, [128, 63, 30]),
      (128, .circular, [128, 64, 32]),
    ])
  func `have maps of the sizes that PyTorch gives them`(
    size: Int, padding: ClassifierArchitecture.Padding, sizes: [Int]
  ) throws {
    let architecture = try ClassifierArchitecture.convolutional(size: size, padding: padding)
    #expect(architecture.mapShapes.map(\.rows) == sizes)
    #expect(architecture.mapShapes.map(\.columns) == sizes)
    #expect(architecture.featureCount == 32 * sizes[2] * sizes[2])
  }

  @Test(arguments: ClassifierArchitecture.Padding.allCases)
  func `suit every lattice size that is promised`(
    padding: ClassifierArchitecture.Padding
  ) throws {
    for size in (padding == .valid ? 10 : 8)...128 {
      _ = try ClassifierArchitecture.convolutional(size: size, padding: padding)
    }
  }

  @Test func `are refused where a map becomes too small, with the advice to pad`() throws {
    let error = try #require(throws: ClassifierError.self) {
      try ClassifierArchitecture.convolutional(size: 8, padding: .valid)
    }
    #expect("\(error)".contains("3 × 3") && "\(error)".contains("circular"))
  }

  @Test(
    arguments: [
      (1, 8, 8, 2, 4, nil), (1, 8, 8, 9, 4, nil), (1, 8, 8, 3, 0, nil), (1, 8, 8, 3, 2000, nil),
      (1, 8, 8, 3, 4, 0), (0, 8, 8, 3, 4, nil), (1, -8, 8, 3, 4, nil), (1, 1 << 40, 8, 3, 4, nil),
      (4096, 4096, 4096, 3, 4, nil), (1, 1, 1, 3, 4, nil), (1, 4096, 256, 1, 1024, 1024),
    ] as [(Int, Int, Int, Int, Int, Int?)])
  func `are refused where a number is out of range`(
    channels: Int, rows: Int, columns: Int, kernelSize: Int, filters: Int, hiddenUnits: Int?
  ) {
    #expect(throws: ClassifierError.self) {
      try ClassifierArchitecture(
        input: MapShape(channels: channels, rows: rows, columns: columns),
        blocks: [.init(kernelSize: kernelSize, filters: filters)], padding: .circular,
        hiddenUnits: hiddenUnits)
    }
  }

  @Test func `are the same after a round through JSON, which is checked`() throws {
    let architecture = try ClassifierArchitecture(
      input: MapShape(channels: 2, rows: 9, columns: 12), blocks: [.init(filters: 5)],
      padding: .valid, hiddenUnits: 7)
    let json = try JSONEncoder().encode(architecture)
    #expect(try JSONDecoder().decode(ClassifierArchitecture.self, from: json) == architecture)
    let damaged = String(decoding: json, as: UTF8.self)
      .replacingOccurrences(of: "\"kernelSize\":3", with: "\"kernelSize\":4")
    #expect(throws: ClassifierError.self) {
      try JSONDecoder().decode(ClassifierArchitecture.self, from: Data(damaged.utf8))
    }
  }

  @Test func `begin with weights of the width that the number of inputs asks for`() throws {
    let classifier = PhaseClassifier(try .convolutional(size: 32), seed: 2)
    for (name, shape) in classifier.parameterShapes {
      let values = classifier[parameter: name].map { Double($0) }
      #expect(values.count == shape.reduce(1, *))
      guard name.hasSuffix("weight") else {
        #expect(values.allSatisfy { $0 == 0 })
        continue
      }
      let fanIn = Double(shape.dropFirst().reduce(1, *))
      let variance = (name == "dense.weight" ? 1 : 2) / fanIn
      // Uniform numbers: x² has the standard deviation (4/5)^½ of its mean; four standard errors.
      let count = Double(values.count)
      let found = values.reduce(0) { $0 + $1 * $1 } / count
      #expect(abs(found / variance - 1) < 4 * (0.8 / count).squareRoot(), "\(name)")
      #expect(values.allSatisfy { $0 * $0 <= 3 * variance * 1.000001 })
    }
  }
}
