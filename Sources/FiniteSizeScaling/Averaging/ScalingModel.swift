import Glibc

/// One model of an average: a form, the points it was fitted to, and what it found.
struct ScalingModel: Sendable {
  let form: ScalingForm
  let smallest: Double
  let halfWidth: Double
  /// The number of points.
  let pointCount: Int
  let fit: FormFit
  /// The logarithm of its weight before these are made to add up to 1.
  let logWeight: Double
  /// The same without what its ω weighs beforehand.
  let logLikelihood: Double

  /// What a point that is left out must be worth in χ²: by that much a fit without it has to be better
  /// before it tells as much (W. I. Jay and E. T. Neil, Phys. Rev. D 103, 114502, 2021).
  static let priceOfPoint = 2.0

  /// What a parameter, or a point that is left out, must be worth in χ² where several observables are fitted
  /// together: 1, by which noise alone lowers χ², and another 1 shared by the observables.
  ///
  /// A correction to scaling, a smaller window or a higher degree is one assumption, whose parameters are as many
  /// times more as there are observables. If each cost 2, n observables that all have the same small correction
  /// would move T_c and ν by √n more of their errors than one does before it is noticed.
  static func price(observables: Int) -> Double { 1 + (priceOfPoint - 1) / Double(observables) }

  /// - Parameter prior: the logarithm of the weight that the form has beforehand.
  ///   - observables: how many were fitted together.
  init(
    _ form: ScalingForm, _ selection: ModelGrid.Selection, _ fit: FormFit, leftOut: Int,
    observables: Int, prior: Double
  ) {
    self.form = form
    smallest = selection.smallest
    halfWidth = selection.halfWidth
    pointCount = selection.content.total
    self.fit = fit
    let parameterCount = Double(fit.coefficients.count + fit.free.count)
    let criterion =
      fit.chiSquare + Self.price(observables: observables) * (parameterCount + Double(leftOut))
    logLikelihood = -criterion / 2
    logWeight = logLikelihood + prior
  }
}

/// A model of an average as it is reported, in the units of the data.
public struct WeighedModel: Sendable {
  /// Its part of the average; those of all models add up to 1.
  public let weight: Double
  /// The form that was fitted.
  public let form: ScalingForm
  /// The smallest size that it uses.
  public let smallestSize: Double
  /// The largest |T - T₀| L^(1/ν₀) of points that it uses.
  public let halfWidth: Double
  /// The number of points that it uses.
  public let pointCount: Int
  /// χ² of the fit, with what is expected beforehand of a correction.
  public let chiSquare: Double
  /// Points less everything that was fitted.
  public let degreesOfFreedom: Int
  /// What it found; X is that of the first observable.
  public let parameters: CriticalParameters
  /// Standard errors of the free parameters.
  public let errors: [CriticalParameter: Double]

  /// χ² over its degrees of freedom.
  public var reducedChiSquare: Double { chiSquare / Double(max(1, degreesOfFreedom)) }
}
