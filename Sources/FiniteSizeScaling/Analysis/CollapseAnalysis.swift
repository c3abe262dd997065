import Statistics

/// A collapse with the errors of what it finds: from configurations, training seeds, and the choices of
/// the analysis (`CriticalEstimate`).
public struct CollapseAnalysis<Method: CollapseMethod>: Sendable {
  /// The method that was used.
  public let method: Method
  /// The window that was given.
  public let window: ScalingWindow
  /// The points in the window.
  public let table: ScalingTable
  /// The fit of the mean table.
  public let fit: Method.Fit
  /// The free parameters with their errors.
  public let estimates: [CriticalParameter: CriticalEstimate]
  /// What other choices come to.
  public let variants: [VariantOutcome]

  /// - Parameters:
  ///   - method: how the table is analysed.
  ///   - confidence: the coverage that intervals shall have.
  ///   - generator: of the resampled tables.
  ///   - data: the measured curves.
  ///   - window: the points to use; it stays where it is.
  ///   - held: the parameters that are known.
  ///   - start: where the first search begins.
  ///   - variants: other choices; `CollapseVariant.standard` unless others are given.
  ///   - replicates: the number of resampled tables, for configurations and seeds each.
  /// - Throws: `ScalingFitError` where there is no number to give.
  public init(
    of data: ScalingData, by method: Method, in window: ScalingWindow,
    holding held: HeldParameters, from start: CriticalParameters,
    variants: [CollapseVariant<Method>]? = nil, replicates: Int = 200, confidence: Double = 0.95,
    using generator: inout some RandomNumberGenerator
  ) throws(ScalingFitError) {
    precondition(replicates >= 10 && confidence > 0 && confidence < 1)
    let main = CollapseVariant(name: "", method: method, window: window)
    let table = try Self.selection(main, data.table)
    let fit = try method.fit(table, holding: held, from: start)
    let others = variants ?? CollapseVariant.standard(of: method, in: window, for: data.table)
    let results = others.map { Self.fit(of: $0, data.table, held, near: fit.parameters) }
    let found = zip(others, results).compactMap { variant, result in
      (try? result.get()).map { (variant: variant, fit: $0) }
    }
    let resampled = try ResampledEstimates(
      data, of: [(variant: main, fit: fit)] + found, holding: held, replicates: replicates,
      using: &generator)

    var place = 0
    let outcomes = zip(others, results).map { variant, result in
      var errors: [CriticalParameter: Double] = [:]
      if case .success = result {
        place += 1
        for parameter in held.free {
          errors[parameter] = resampled.differenceError(of: parameter, variant: place)
        }
      }
      return VariantOutcome(
        name: variant.name, result: result.map(\.parameters), differenceErrors: errors)
    }
    self.method = method
    self.window = window
    self.table = table
    self.fit = fit
    self.variants = outcomes
    estimates = Dictionary(
      uniqueKeysWithValues: held.free.map { parameter in
        let value = fit.parameters[parameter]
        let estimate = CriticalEstimate(
          value: value, resampled.estimates(of: parameter), data: data,
          choiceError: Self.choiceError(of: parameter, from: value, outcomes),
          confidence: confidence)
        return (parameter, estimate)
      })
  }

  /// The largest difference of a variant beyond what noise explains.
  private static func choiceError(
    of parameter: CriticalParameter, from value: Double, _ outcomes: [VariantOutcome]
  ) -> Double {
    let differences = outcomes.compactMap { outcome -> (difference: Double, error: Double)? in
      guard let other = try? outcome.result.get(), let error = outcome.differenceErrors[parameter]
      else { return nil }
      return (other[parameter] - value, error)
    }
    let bound = normalQuantile(1 - 0.025 / Double(max(1, differences.count)))
    return differences.reduce(0) { largest, pair in
      let excess = pair.difference * pair.difference - bound * bound * pair.error * pair.error
      return max(largest, excess > 0 ? excess.squareRoot() : 0)
    }
  }

  private static func selection(
    _ variant: CollapseVariant<Method>, _ table: ScalingTable
  ) throws(ScalingFitError) -> ScalingTable {
    do {
      return try variant.selection(of: table)
    } catch {
      throw .table(error)
    }
  }

  private static func fit(
    of variant: CollapseVariant<Method>, _ table: ScalingTable, _ held: HeldParameters,
    near start: CriticalParameters
  ) -> Result<Method.Fit, ScalingFitError> {
    Result { () throws(ScalingFitError) in
      try variant.method.fit(selection(variant, table), holding: held, from: start)
    }
  }
}
