/// A critical parameter as an average over models has it.
///
/// The models are a mixture of distributions, each about what a model found with its statistical error; the
/// value is the median of the mixture, and the interval holds 95 % of it, as much outside on either side.
public struct AveragedEstimate: Sendable, Hashable {
  /// The median of the mixture.
  public let value: Double
  /// The interval of the mixture.
  public let interval: ClosedRange<Double>
  /// What the interval would be if all models said the same.
  public let statisticalInterval: ClosedRange<Double>
  /// The mean error of a model from the points' errors.
  public let configurationError: Double
  /// The mean error of a model from the training seeds; nil with one seed.
  public let seedError: Double?
  /// The standard deviation of the models' values.
  public let modelError: Double

  /// - Parameters:
  ///   - mixture: in the coordinates of the fits.
  ///   - variances: the means over models of the parts of their variances, in the same coordinates.
  ///   - value: takes a coordinate to the parameter; monotonic.
  init(
    _ mixture: NormalMixture, variances: (configurations: Double, seeds: Double?),
    confidence: Double = 0.95, value map: (Double) -> Double
  ) {
    func mapped(_ interval: ClosedRange<Double>) -> ClosedRange<Double> {
      let ends = [map(interval.lowerBound), map(interval.upperBound)]
      return ends.min()!...ends.max()!
    }
    let median = mixture.quantile(0.5)
    value = map(median)
    interval = mapped(mixture.interval(confidence))
    let one = NormalMixture(
      [.init(weight: 1, mean: median, variance: mixture.varianceWithin)],
      degreesOfFreedom: mixture.degreesOfFreedom)
    statisticalInterval = mapped(one.interval(confidence))
    // Standard errors are small beside the coordinates, so the map is a straight line for them.
    let step = 1e-4 * max(mixture.varianceWithin.squareRoot(), 1e-12 * abs(median))
    let slope = step > 0 ? abs(map(median + step) - map(median - step)) / (2 * step) : 1
    configurationError = slope * variances.configurations.squareRoot()
    seedError = variances.seeds.map { slope * $0.squareRoot() }
    modelError = slope * mixture.varianceBetween.squareRoot()
  }
}
