import SpinSystems
import Statistics

/// A mean over the inputs at one temperature, with its standard error.
public struct ClassifierMean: Sendable, Hashable {
  /// The mean output.
  public let value: Double
  /// (Var / n_eff)^½, with n_eff from the autocorrelation in the order of the inputs; at least
  /// `smallestError`, for where all values are the same the variance says nothing.
  public let standardError: Double

  /// 2⁻²⁴, the resolution of a probability in single precision.
  public static let smallestError = 0x1p-24

  init(of values: [Float]) {
    let values = values.map { Double($0) }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(count - 1, 1)
    let autocorrelation = integratedAutocorrelationTime(values)
    value = mean
    standardError = max(
      (variance / autocorrelation.effectiveSampleCount).squareRoot(), Self.smallestError)
  }
}

/// What a classifier says of the inputs at one temperature.
public struct ClassifierScanPoint: Sendable, Hashable {
  /// T of the configurations.
  public let temperature: Double
  /// Number of inputs.
  public let count: Int
  /// The probability of the ordered phase.
  public let output: ClassifierMean
  /// z₁ - z₀.
  public let logit: ClassifierMean
}

extension PhaseClassifier {
  /// The mean output at each of several temperatures, in their order.
  ///
  /// - Throws: `ClassifierError` where inputs are not of the classifier's shape, where there are none at a
  ///   temperature, or where what it says of them is no finite number.
  public func scan(
    _ series: [TemperatureInputs]
  ) throws(ClassifierError) -> [ClassifierScanPoint] {
    var points: [ClassifierScanPoint] = []
    for point in series {
      guard point.inputs.count > 0 else { throw .noInputs("T = \(point.temperature)") }
      let logits = try logits(point.inputs)
      // Weights that are finite one by one may be too large together.
      if let wrong = logits.first(where: { !$0.isFinite }) {
        throw .parameter(
          "a logit at T = \(point.temperature)", found: "\(wrong)",
          wanted: "a finite number, of smaller weights")
      }
      points.append(
        ClassifierScanPoint(
          temperature: point.temperature, count: logits.count,
          output: ClassifierMean(of: logits.map { Float(logistic(Double($0))) }),
          logit: ClassifierMean(of: logits)))
    }
    return points
  }
}
