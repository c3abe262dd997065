@testable import NeuralModels
import Randomness
import SpinSystems
import Testing

@Suite struct `The scan of temperatures` {
  /// A classifier whose logit is its input.
  private static func identity() throws -> PhaseClassifier {
    var classifier = PhaseClassifier(
      try .logistic(input: MapShape(rows: 1, columns: 1)), seed: 1)
    try classifier.setParameter("dense.weight", to: [-0.5, 0.5])
    return classifier
  }

  private static func inputs(_ values: [Float]) throws -> ClassifierInputs {
    .maps(try InputMaps(shape: MapShape(rows: 1, columns: 1), values: values))
  }

  @Test func `has means and their standard errors`() throws {
    let classifier = try Self.identity()
    let points = try classifier.scan([
      TemperatureInputs(temperature: 2, inputs: try Self.inputs([3, 1, 2, 6])),
      TemperatureInputs(temperature: 1, inputs: try Self.inputs([0, 0])),
    ])
    #expect(points.map(\.temperature) == [2, 1])
    #expect(points.map(\.count) == [4, 2])
    #expect(points[0].logit.value == 3)
    // Var = (0 + 4 + 1 + 9)/3, over n = 4: too few to show correlations.
    #expect(abs(points[0].logit.standardError - (14.0 / 12).squareRoot()) < 1e-12)
    #expect(points[1].output.value == 0.5)
    #expect(points[1].output.standardError == ClassifierMean.smallestError)
  }

  /// Each input ten times: 1,000 values that are worth 100. τ_int is known to about 20 % from 100 of
  /// them, its root to 10 %.
  @Test func `allows for correlations in the order of the inputs`() throws {
    var generator = RandomStreams(seed: 9).stream("scan")
    let values = (0..<100).map { _ in Float(generator.nextUnitInterval()) }
    let point = try Self.identity().scan([
      TemperatureInputs(
        temperature: 1,
        inputs: try Self.inputs(values.flatMap { [Float](repeating: $0, count: 10) }))
    ])[0]
    let expected = (1.0 / 12 / 100).squareRoot()
    #expect(point.logit.standardError > 0.7 * expected)
    #expect(point.logit.standardError < 1.4 * expected)
  }

  @Test func `is refused where a temperature has no inputs`() throws {
    let error = try #require(throws: ClassifierError.self) {
      try Self.identity().scan([
        TemperatureInputs(temperature: 2.5, inputs: try Self.inputs([]))
      ])
    }
    #expect("\(error)".contains("T = 2.5"))
  }
}
