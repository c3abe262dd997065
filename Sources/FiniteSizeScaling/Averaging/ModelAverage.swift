import Glibc

/// What the models of a grid say together, each with the weight that the data give it.
struct ModelAverage: Sendable {
  /// Those that count, heaviest first.
  let models: [(model: ScalingModel, weight: Double)]

  /// Models that together have less weight are left out.
  private static let negligible = 1e-6

  /// Nil where there is no model whose weight is a number.
  init?(_ models: [ScalingModel]) {
    let models = models.filter(\.logWeight.isFinite)
    guard let best = models.map(\.logWeight).max() else { return nil }
    // "At least", for beyond 10¹⁷ the best is not larger than itself less this.
    let kept = models.filter { $0.logWeight >= best + log(Self.negligible) - 7 }
    let total = kept.reduce(0) { $0 + exp($1.logWeight - best) }
    self.models = kept.map { ($0, exp($0.logWeight - best) / total) }
      .sorted { $0.weight > $1.weight }
  }

  private init(models: [(model: ScalingModel, weight: Double)]) { self.models = models }

  var heaviest: ScalingModel { models[0].model }

  /// Whether its heaviest model would not be left out beside those of another average of the same points: about
  /// another place the fits of the better ones may not converge.
  func isOfWeight(beside other: ModelAverage) -> Bool {
    heaviest.logWeight > other.heaviest.logWeight + ModelFits.negligible
  }

  /// The mixture for a free parameter, in the units of fits.
  func mixture(of place: Int, degreesOfFreedom: Double = .infinity) -> NormalMixture {
    NormalMixture(
      models.compactMap { model, weight in
        model.fit.variance(of: place).map {
          .init(weight: weight, mean: model.fit.parameters[place], variance: $0)
        }
      }, degreesOfFreedom: degreesOfFreedom)
  }

  /// The weight of models that fulfil a condition.
  func weight(where condition: (ScalingModel) -> Bool) -> Double {
    models.reduce(0) { $0 + (condition($1.model) ? $1.weight : 0) }
  }

  /// The average of models that fulfil a condition; nil where they have no weight to speak of.
  func restricted(to condition: (ScalingModel) -> Bool) -> ModelAverage? {
    let kept = models.filter { condition($0.model) }
    let total = kept.reduce(0) { $0 + $1.weight }
    guard total > 1e-3 else { return nil }
    return ModelAverage(models: kept.map { ($0.model, $0.weight / total) })
  }
}
