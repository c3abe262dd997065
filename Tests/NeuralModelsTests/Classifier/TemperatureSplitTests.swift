@testable import NeuralModels
import SpinSystems
import Testing

@Suite struct `The split by temperature` {
  /// Rounded for validation and test, halves upwards; the rest for training.
  @Test(
    arguments: [
      (5, 3, 1, 1), (6, 4, 1, 1), (10, 7, 1, 2), (13, 9, 1, 3), (15, 10, 2, 3),
      (1000, 700, 100, 200), (4348, 3043, 435, 870),
    ])
  func `takes 70, 10 and 20 % of each temperature`(
    count: Int, training: Int, validation: Int, test: Int
  ) {
    let ranges = TemperatureSplit.ranges(count: count)
    #expect(ranges.training == 0..<training)
    #expect(ranges.validation == training..<training + validation)
    #expect(ranges.test == count - test..<count)
    #expect(training + validation + test == count)
  }

  /// Each input is a 1 × 1 map that holds a number of its own.
  private static func series(_ counts: [(Double, Int)]) throws -> [TemperatureInputs] {
    var next: Float = 0
    return try counts.map { temperature, count in
      let values = (0..<count).map { next + Float($0) }
      next += Float(count)
      return TemperatureInputs(
        temperature: temperature,
        inputs: .maps(try InputMaps(shape: MapShape(rows: 1, columns: 1), values: values)))
    }
  }

  private static func numbers(_ inputs: ClassifierInputs) -> [Int] {
    (0..<inputs.count).map { Int(inputs.values($0)[0]) }
  }

  @Test func `loses no input, uses none twice, and labels by the temperature`() throws {
    let split = try TemperatureSplit(
      Self.series([(3, 10), (1, 20), (2.3, 5), (2.2, 7)]))
    let parts =
      [split.training.inputs, split.validation.inputs] + split.test.map(\.inputs)
    #expect(parts.flatMap(Self.numbers).sorted() == Array(0..<42))
    #expect(split.test.map(\.temperature) == [3, 1, 2.3, 2.2])
    #expect(split.test.map(\.inputs.count) == [2, 4, 1, 1])
    // Inputs 10 ..< 30 are of T = 1 and 35 ..< 42 of T = 2.2.
    for part in [split.training, split.validation] {
      for (number, isOrdered) in zip(Self.numbers(part.inputs), part.isOrdered) {
        #expect(isOrdered == ((10..<30).contains(number) || number >= 35))
      }
    }
  }

  @Test func `keeps spins as they are`() throws {
    let samples = SampleSet.random(count: 20, size: 9)
    let split = try TemperatureSplit([
      TemperatureInputs(temperature: 1, inputs: .spins(samples.prefix(10))),
      TemperatureInputs(temperature: 4, inputs: .spins(samples.strided(by: 2))),
    ])
    guard case .spins(let training) = split.training.inputs else {
      Issue.record("spins became maps")
      return
    }
    #expect(training.prefix(7).words == samples.prefix(7).words)
    guard case .spins(let test) = split.test[0].inputs else {
      Issue.record("spins became maps")
      return
    }
    #expect(test.packed(1) == samples.packed(9))
  }

  @Test func `follows the temperature at which labels are to change`() throws {
    let split = try TemperatureSplit(
      Self.series([(1, 10), (2.5, 10), (3, 10)]), labelTemperature: 2.75)
    #expect(split.training.isOrdered.count { $0 } == 14)
  }

  @Test(
    arguments: [
      ([(1.0, 10), (2.0, 10)], "no temperature above"), ([(3, 10)], "no temperature below"),
      ([(1, 4), (3, 10)], "4 inputs at T = 1.0"), ([(1, 10), (3, 0)], "0 inputs at T = 3.0"),
      ([(0, 10), (3, 10)], "T = 0.0"), ([(1, 10), (.nan, 10)], "T = nan"),
      ([(1, 10), (Ensemble.criticalTemperature, 10), (3, 10)], "where labels change"),
      ([], "training set is empty"),
    ] as [([(Double, Int)], String)])
  func `is refused where there are no two classes or empty parts`(
    counts: [(Double, Int)], saying: String
  ) throws {
    let series = try Self.series(counts)
    let error = try #require(throws: ClassifierError.self) { try TemperatureSplit(series) }
    #expect("\(error)".contains(saying), "\(error)")
  }

  @Test func `is refused where sizes are mixed`() throws {
    let error = try #require(throws: ClassifierError.self) {
      try TemperatureSplit([
        TemperatureInputs(temperature: 1, inputs: .spins(.random(count: 10, size: 8))),
        TemperatureInputs(temperature: 3, inputs: .spins(.random(count: 10, size: 10))),
      ])
    }
    #expect("\(error)".contains("[1, 10, 10]") && "\(error)".contains("[1, 8, 8]"))
  }
}
