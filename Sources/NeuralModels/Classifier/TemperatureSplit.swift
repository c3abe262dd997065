import SpinSystems

/// Inputs at one temperature.
public struct TemperatureInputs: Sendable {
  /// T of every input.
  public let temperature: Double
  /// The inputs at that temperature.
  public let inputs: ClassifierInputs

  /// Inputs of one temperature.
  public init(temperature: Double, inputs: ClassifierInputs) {
    self.temperature = temperature
    self.inputs = inputs
  }
}

/// Inputs at many temperatures, labelled, and split at each temperature into 70 % for training, 10 % for
/// validation and 20 % for testing (Azizi and Pleimling 2021).
///
/// The parts are consecutive, in the order of the inputs: where those come from a Markov chain, hardly
/// any has a neighbour of its own past in another part. Numbers that are not whole are rounded for
/// validation and testing; the rest is for training.
public struct TemperatureSplit: Sendable {
  /// What is trained on.
  public let training: LabelledInputs
  /// What decides when training stops.
  public let validation: LabelledInputs
  /// The test set, by temperature.
  public let test: [TemperatureInputs]
  /// Temperatures below it are labelled ordered, temperatures above it disordered.
  public let labelTemperature: Double

  /// Inputs that a temperature must have: fewer leave a part empty.
  public static let smallestCount = 5

  /// - Throws: `ClassifierError` where inputs have different shapes, a temperature has too few or is the
  ///   label's own, or all temperatures are on one side.
  public init(
    _ series: [TemperatureInputs], labelTemperature: Double = Ensemble.criticalTemperature
  ) throws(ClassifierError) {
    try Self.validate(series, labelTemperature: labelTemperature)
    self.labelTemperature = labelTemperature
    var parts: [[ClassifierInputs]] = [[], []]
    var labels: [[Bool]] = [[], []]
    var test: [TemperatureInputs] = []
    for point in series {
      let ranges = Self.ranges(count: point.inputs.count)
      for (part, range) in [ranges.training, ranges.validation].enumerated() {
        parts[part].append(point.inputs.extracting(range))
        labels[part] += [Bool](
          repeating: point.temperature < labelTemperature, count: range.count)
      }
      test.append(
        TemperatureInputs(
          temperature: point.temperature, inputs: point.inputs.extracting(ranges.test)))
    }
    training = try LabelledInputs(.joined(parts[0]), isOrdered: labels[0])
    validation = try LabelledInputs(.joined(parts[1]), isOrdered: labels[1])
    self.test = test
  }

  /// What `count` inputs of one temperature are used for.
  static func ranges(
    count: Int
  ) -> (training: Range<Int>, validation: Range<Int>, test: Range<Int>) {
    let validationCount = (count + 5) / 10
    let testCount = (2 * count + 5) / 10
    let trainingCount = count - validationCount - testCount
    return (
      0..<trainingCount, trainingCount..<trainingCount + validationCount, count - testCount..<count
    )
  }

  private static func validate(
    _ series: [TemperatureInputs], labelTemperature: Double
  ) throws(ClassifierError) {
    guard let first = series.first else { throw .noInputs("training") }
    for point in series {
      guard point.temperature > 0, point.temperature.isFinite else {
        throw .temperatures(
          found: "T = \(point.temperature)", wanted: "a finite temperature above 0")
      }
      guard point.inputs.shape == first.inputs.shape else {
        throw .inputShape(point.inputs.shape, wanted: first.inputs.shape)
      }
      guard point.inputs.count >= smallestCount else {
        throw .temperatures(
          found: "\(point.inputs.count) inputs at T = \(point.temperature)",
          wanted: "at least \(smallestCount), so that 70, 10 and 20 % are some of each")
      }
      guard point.temperature != labelTemperature else {
        throw .temperatures(
          found: "inputs at T = \(point.temperature), where labels change",
          wanted: "temperatures below and above")
      }
    }
    for isOrdered in [true, false] {
      guard series.contains(where: { ($0.temperature < labelTemperature) == isOrdered }) else {
        throw .temperatures(
          found: "no temperature \(isOrdered ? "below" : "above") T = \(labelTemperature)",
          wanted: "temperatures on both sides, so that there are two classes")
      }
    }
  }
}
