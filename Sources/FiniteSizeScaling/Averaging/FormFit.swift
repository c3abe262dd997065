/// The outcome of fitting a `ScalingForm`.
struct FormFit: Sendable {
  var parameters: FormParameters
  /// Which parameters are free, by their places.
  var free: [Int]
  /// The covariance of the free parameters from the errors of the points, row by row.
  var covariance: [Double]
  /// The response of the free parameters to the observations of `FitPoints`, row by row; empty unless it
  /// was asked for.
  var response: [Double] = []
  /// Coefficients, those of an observable together: f, then its correction, in Chebyshev polynomials of
  /// x/scale.
  var coefficients: [Double]
  /// The largest |x| at the start, which the polynomials are scaled with.
  var scale: Double
  var chiSquare: Double
  var degreesOfFreedom: Int
  /// Variances of the free parameters from configurations and seeds, in their order, where these are known
  /// from repetitions.
  var repeated: [(total: Double, configurations: Double, seeds: Double?)]?

  /// The variance of a free parameter; nil of one that is held.
  func variance(of place: Int) -> Double? { variances(of: place)?.total }

  /// The variance and its parts.
  func variances(
    of place: Int
  ) -> (total: Double, configurations: Double, seeds: Double?)? {
    free.firstIndex(of: place).map { index in
      if let repeated { return repeated[index] }
      let variance = covariance[index * free.count + index]
      return (variance, variance, nil)
    }
  }
}
