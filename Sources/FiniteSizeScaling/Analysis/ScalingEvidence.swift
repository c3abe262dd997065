/// Whether points determine anything about scaling.
///
/// One curve for all sizes, value = L^X p(T), knows neither T_c nor ν: it is the scaling form with 1/ν = 0.
/// Where it follows the points as well as the scaling form does, such as curves that are constant or do
/// not depend on L, what a scaling fit finds is noise.
public struct ScalingEvidence: Sendable, Hashable {
  /// χ² of the best curve for all sizes, less χ² of the scaling fit.
  public let gain: Double

  /// A gain that noise does not come to. T_c and ν are fitted anywhere, which is like the best of many
  /// places: five standard errors, as for crossings, and what one fit of two parameters gains by itself.
  public static let clearGain = 5.0 * 5.0 + 2

  /// Whether the points say something.
  public var isClear: Bool { gain >= Self.clearGain }

  /// - Parameters:
  ///   - table: the measured curves.
  ///   - method: how the table is analysed.
  ///   - held: the parameters that are held and not fitted.
  ///   - fit: the scaling fit of `table` by `method`.
  /// - Throws: `ScalingFitError` where there is no curve for all sizes either.
  public init(
    of table: ScalingTable, _ fit: ScalingFit, by method: PolynomialScaling,
    holding held: HeldParameters
  ) throws(ScalingFitError) {
    var none = held
    none.criticalPoint = fit.parameters.criticalPoint
    none.nu = .infinity
    gain = try method.fit(table, holding: none, from: fit.parameters).chiSquare - fit.chiSquare
  }
}
