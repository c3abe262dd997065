import NeuralModels
import Randomness
import SpinSystems
import Testing

/// A network and inputs for it, small enough for the yardstick.
struct NetworkSubject: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let architecture: ClassifierArchitecture

  init(
    _ description: String, _ input: MapShape, _ blocks: [ClassifierArchitecture.Block],
    _ padding: ClassifierArchitecture.Padding, hiddenUnits: Int? = nil
  ) {
    testDescription = description
    architecture = try! ClassifierArchitecture(
      input: input, blocks: blocks, padding: padding, hiddenUnits: hiddenUnits)
  }

  /// Shapes that take every path through the kernels: both paddings, odd sizes, kernels other than 3 × 3,
  /// filters that fill no vector, more than one vector of them and more than one word of choices, and
  /// rows of windows that are no whole tiles.
  static let all = [
    NetworkSubject(
      "the paper's, circular", MapShape(rows: 12, columns: 12),
      [.init(filters: 16), .init(filters: 32)], .circular),
    NetworkSubject(
      "the paper's, valid and odd", MapShape(rows: 19, columns: 19),
      [.init(filters: 16), .init(filters: 32)], .valid),
    NetworkSubject(
      "few filters on small maps", MapShape(rows: 8, columns: 8),
      [.init(filters: 8), .init(filters: 16)], .circular),
    NetworkSubject(
      "odd and circular", MapShape(rows: 9, columns: 11),
      [.init(filters: 5), .init(filters: 20)], .circular),
    NetworkSubject(
      "several channels", MapShape(channels: 3, rows: 8, columns: 8),
      [.init(filters: 17), .init(filters: 3)], .circular),
    NetworkSubject(
      "large kernels", MapShape(rows: 18, columns: 18),
      [.init(kernelSize: 5, filters: 6), .init(kernelSize: 7, filters: 4)], .circular),
    NetworkSubject(
      "mixed kernels, valid", MapShape(rows: 16, columns: 14),
      [.init(kernelSize: 1, filters: 6), .init(kernelSize: 5, filters: 33)], .valid),
    NetworkSubject(
      "many filters", MapShape(rows: 8, columns: 8),
      [.init(filters: 40), .init(filters: 70)], .circular),
    NetworkSubject("one block", MapShape(rows: 8, columns: 8), [.init(filters: 48)], .valid),
    NetworkSubject(
      "three blocks and hidden units", MapShape(rows: 16, columns: 16),
      [.init(filters: 4), .init(filters: 6), .init(filters: 8)], .circular, hiddenUnits: 9),
    NetworkSubject(
      "fully connected", MapShape(rows: 6, columns: 6), [], .circular, hiddenUnits: 20),
    NetworkSubject(
      "logistic", MapShape(channels: 2, rows: 3, columns: 3), [], .circular),
  ]

  /// `count` inputs of independent numbers, uniform in [-1, 1).
  func inputs(count: Int) -> ClassifierInputs {
    var generator = RandomStreams(seed: 11).stream("network subject")
    let values = (0..<count * architecture.input.count).map { _ in
      Float(2 * generator.nextUnitInterval() - 1)
    }
    return .maps(try! InputMaps(shape: architecture.input, values: values))
  }
}

extension ClassifierInputs {
  /// The numbers of input `index`, [channel][row][column].
  func values(_ index: Int) -> [Double] {
    switch self {
    case .spins(let samples): samples.spins(of: index).map { Double($0) }
    case .maps(let maps):
      maps.values[index * maps.shape.count..<(index + 1) * maps.shape.count].map { Double($0) }
    }
  }
}
