import Glibc
import Statistics

/// Scaling with a logarithm, as a marginal field leaves behind: x = t [L / ln(L/ℓ)^½]^(1/ν).
///
/// That is how the four-state Potts model scales, with ν = 2/3 (J. L. Cardy, M. Nauenberg and D. J. Scalapino, Phys.
/// Rev. B 22, 2560, 1980; J. Salas and A. D. Sokal, J. Stat. Phys. 88, 567, 1997), and the Ising model with random
/// bonds, with ν = 1 (V. S. Dotsenko and V. S. Dotsenko, Adv. Phys. 32, 129, 1983). Over the sizes that anybody has it
/// looks like a power with another ν, which is then wrong by several of its errors; only windows, corrections and χ²
/// tell the two apart.
struct LogarithmicScaling: Sendable {
  /// ln of the weight of the best model with a logarithm, over that of the best one without.
  ///
  /// Both have the same points and pay the same prices for parameters and for points that they leave out; ℓ is one
  /// parameter more.
  let gain: Double
  /// P(χ² at least as large) of the best model with a logarithm.
  let pValue: Double
  private let observableCount: Int

  /// ℓ to begin with: a length of the model, which is of the order of its lattice.
  private static let scales = [0.25, 0.5, 1, 2]
  /// The least ln(L/ℓ) of a table's smallest size.
  private static let smallestLogarithm = 1.0
  /// How often ℓ is looked for between its neighbours, where a logarithm may tell more than powers do.
  private static let refinements = 10
  /// Beyond this a gain of one observable is no chance: of 400 tables of powers, with corrections and without, none
  /// came to it. What powers miss of several observables adds up.
  private static let clearGain = 3.0

  /// With a smaller p-value a logarithm does not describe the points either.
  private static let smallestPValue = 1e-3

  /// Whether a logarithm tells clearly more than powers do, and agrees with the points.
  var isPreferred: Bool {
    gain > Self.clearGain * Double(observableCount) && pValue >= Self.smallestPValue
  }

  /// Nil where all sizes are too small for a logarithm, no model with one can be fitted, or a half-width is given,
  /// for with another size it holds other points.
  init?(
    beside average: ModelAverage, of observables: [ScalingObservable], _ data: FitData,
    _ question: AveragedCollapse.Question, around center: CriticalParameters
  ) {
    guard question.halfWidth == nil else { return nil }
    let largestScale = data.sizes[0] / exp(Self.smallestLogarithm)
    func model(_ logScale: Double) -> ScalingModel? {
      Self.best(observables, data, question, around: center, scale: exp(logScale))
    }
    let tried = Self.scales.filter { $0 <= largestScale }.compactMap { scale in
      model(log(scale)).map { (logScale: log(scale), model: $0) }
    }
    guard var best = tried.max(by: { $0.model.logWeight < $1.model.logWeight }) else { return nil }
    let powers = average.models.map(\.model.logWeight).max()!
    if best.model.logWeight > powers {
      var step = log(2.0) / 2
      for _ in 0..<Self.refinements {
        for logScale in [best.logScale - step, best.logScale + step]
        where logScale <= log(largestScale) {
          if let next = model(logScale), next.logWeight > best.model.logWeight {
            best = (logScale, next)
            break
          }
        }
        step /= 2
      }
    }
    observableCount = observables.count
    gain = best.model.logWeight - 1 - powers
    pValue = chiSquareUpperTail(
      best.model.fit.chiSquare, degreesOfFreedom: Double(max(1, best.model.fit.degreesOfFreedom)))
  }

  /// The heaviest model of the same points, with the errors that `data` found for them, at other sizes.
  private static func best(
    _ observables: [ScalingObservable], _ data: FitData, _ question: AveragedCollapse.Question,
    around center: CriticalParameters, scale: Double
  ) -> ScalingModel? {
    let moved = zip(observables, data.observables).map { observable, points in
      let table = observable.data.table.replacingErrors(points.map(\.error))
        .replacingSizes { $0 / log($0 / scale).squareRoot() }
      return ScalingObservable(
        name: observable.name, data: ScalingData(table),
        scalingDimension: observable.scalingDimension)
    }
    let rival = FitData(
      moved, criticalPoint: question.criticalPoint, nu: question.nu, structure: data.structure)
    var start = center
    if question.nu == nil {
      // What the power stands for: d ln L / d ln of the effective size.
      let logs = data.sizes.map { log($0 / scale) }
      start.nu *= 1 - 0.5 / (logs.reduce(0, +) / Double(logs.count))
    }
    var grid = ModelGrid(question)
    grid.thinOut()
    return ModelFits.all(grid, of: rival, from: rival.fitted(start)).filter(\.logWeight.isFinite)
      .max { $0.logWeight < $1.logWeight }
  }
}
