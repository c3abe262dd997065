import Statistics

/// A critical parameter with its errors.
///
/// - *Configurations*: the scatter of estimates from resampled configurations.
/// - *Seeds*: the scatter of estimates from resampled training seeds, times k/(k - 1) for k seeds in the
///   variance, because a bootstrap of k values has too little by that. Both add in quadrature where
///   the seeds share their configurations; otherwise the seeds' scatter contains the other, and the
///   larger one counts.
/// - *Choices*: by how much a variant of the analysis (window, smallest size, degree) differs beyond
///   what noise explains. A difference d with the standard error σ_d, from the same resampled tables,
///   counts as (d² - q² σ_d²)^½ or 0, with q the normal quantile that K differences of pure noise
///   all stay under with 95 % probability; the largest one is taken. So the choices add nothing where
///   the scaling form holds, and the scatter itself where it does not.
///
/// The interval is the value ± t (statistical² + choices²)^½, with Student's t for the effective degrees
/// of freedom of the statistical error (F. E. Satterthwaite, Biometrics Bull. 2, 110, 1946): k - 1 where
/// the seeds dominate.
public struct CriticalEstimate: Sendable, Hashable {
  /// What the fit of the mean table found.
  public let value: Double
  /// The error from the configurations.
  public let configurationError: Double
  /// The error from the training seeds; nil with one seed, which says nothing about others.
  public let seedError: Double?
  /// Both together.
  public let statisticalError: Double
  /// What the choices of the analysis add.
  public let choiceError: Double
  /// The degrees of freedom of the statistical error; infinite without seeds.
  public let degreesOfFreedom: Double
  /// The probability with which the interval holds the parameter.
  public let confidence: Double

  /// The interval from configurations and seeds alone.
  public var statisticalInterval: ClosedRange<Double> { interval(statisticalError) }

  /// The interval that includes the choices.
  public var interval: ClosedRange<Double> { interval(standardError) }

  /// (statistical² + choices²)^½.
  public var standardError: Double {
    (statisticalError * statisticalError + choiceError * choiceError).squareRoot()
  }

  private func interval(_ error: Double) -> ClosedRange<Double> {
    let probability = (1 + confidence) / 2
    let factor =
      degreesOfFreedom < 1e6
      ? studentTQuantile(probability, degreesOfFreedom: degreesOfFreedom)
      : normalQuantile(probability)
    return (value - factor * error)...(value + factor * error)
  }

  /// - Parameter resampled: estimates from resampled configurations, at least two, and from resampled
  ///   seeds, none where there is one seed.
  init(
    value: Double, _ resampled: (configurations: [Double], seeds: [Double]), data: ScalingData,
    choiceError: Double, confidence: Double
  ) {
    let fromConfigurations = variance(resampled.configurations)
    let fromSeeds = seedVariance(resampled.seeds, seedCount: data.seeds.count)
    let total = combined(fromConfigurations, fromSeeds, data.configurations)
    self.value = value
    configurationError = fromConfigurations.squareRoot()
    seedError = fromSeeds?.squareRoot()
    statisticalError = total.squareRoot()
    self.choiceError = choiceError
    self.confidence = confidence
    if let fromSeeds, fromSeeds > 0, data.configurations == .shared || fromSeeds == total {
      let ratio = total / fromSeeds
      degreesOfFreedom = Double(data.seeds.count - 1) * ratio * ratio
    } else {
      degreesOfFreedom = .infinity
    }
  }
}

/// The variance of what k seeds say, from estimates with seeds drawn from them.
func seedVariance(_ estimates: [Double], seedCount: Int) -> Double? {
  guard seedCount >= 2, estimates.count >= 2 else { return nil }
  return variance(estimates) * Double(seedCount) / Double(seedCount - 1)
}

/// The variance from configurations and seeds together.
func combined(
  _ fromConfigurations: Double, _ fromSeeds: Double?, _ configurations: ScalingData.Configurations
) -> Double {
  guard let fromSeeds else { return fromConfigurations }
  return switch configurations {
  case .shared: fromConfigurations + fromSeeds
  case .independent: max(fromConfigurations, fromSeeds)
  }
}

/// The sample variance of at least two numbers.
func variance(_ values: [Double]) -> Double {
  let count = Double(values.count)
  let mean = values.reduce(0, +) / count
  return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
}
