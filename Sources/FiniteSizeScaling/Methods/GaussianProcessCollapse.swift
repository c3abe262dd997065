import Glibc
import Statistics

/// The collapse that is most probable if the common curve is smooth: Bayesian scaling analysis
/// (K. Harada, Phys. Rev. E 84, 056704, 2011).
///
/// f is a Gaussian process, value = L^X (f(x) + noise) + error with
/// cov(f(x), f(x′)) = θ₁² exp(-(x - x′)²/2θ₂²) and a noise of variance θ₀², which takes up what does not
/// collapse. T_c, ν, X and the hyperparameters θ maximize the likelihood of the values. It is that of the
/// values as measured, not of the scaled ones, whose density would change with X.
public struct GaussianProcessCollapse: CollapseMethod, Hashable {
  /// The method has no settings.
  public init() {}

  /// What reports call it.
  public var name: String { "Gaussian process" }

  /// Lengths θ₂ that searches begin with, in units of the largest |x|.
  private static let firstLengths = [0.3, 1.0]

  /// The largest likelihood near `start`.
  ///
  /// - Throws: `ScalingFitError` where there is no number to give.
  public func fit(
    _ table: ScalingTable, holding held: HeldParameters, from start: CriticalParameters
  ) throws(ScalingFitError) -> GaussianProcessFit {
    let start = held.applied(to: start)
    let count = held.free.count + 3
    guard table.points.count > count else {
      throw .table(.tooFewPoints(table.points.count, parameters: count))
    }
    let likelihood = GaussianProcessLikelihood(table, around: start)
    let space = ParameterSpace(table, held, around: start)
    let free = space.origin.count
    let minima = Self.firstLengths.compactMap { length in
      SimplexMinimizer(
        from: space.origin + [log(likelihood.spread), log(length), 0.3],
        steps: space.steps + [0.5, 0.5, 0.3], precision: 1e-3, tolerance: 1e-4
      ) { position in
        let kernel = SmoothnessKernel(searched: position[free...])
        return -likelihood.logLikelihood(
          at: space.parameters(Array(position[..<free])), kernel: kernel)
      }
    }
    guard let minimum = minima.min(by: { $0.value < $1.value }) else {
      throw .notConverged(method: name)
    }
    let parameters = space.parameters(Array(minimum.position[..<free]))
    try parameters.requireBracket(of: held, in: table)
    let kernel = SmoothnessKernel(searched: minimum.position[free...])
    return GaussianProcessFit(
      parameters: parameters, kernel: kernel, unit: likelihood.unit,
      logLikelihood: -minimum.value)
  }

  /// Keeps the hyperparameters and finds the critical parameters.
  public func refit(
    _ table: ScalingTable, holding held: HeldParameters, near fit: GaussianProcessFit
  ) throws(ScalingFitError) -> CriticalParameters {
    guard !held.free.isEmpty else { return fit.parameters }
    let likelihood = GaussianProcessLikelihood(table, unit: fit.unit)
    let space = ParameterSpace(table, held, around: fit.parameters)
    guard
      let minimum = SimplexMinimizer(
        from: space.origin, steps: space.steps.map { $0 / 4 }, precision: 1e-3, tolerance: 1e-4,
        of: { -likelihood.logLikelihood(at: space.parameters($0), kernel: fit.kernel) })
    else { throw .notConverged(method: name) }
    let parameters = space.parameters(minimum.position)
    try parameters.requireBracket(of: held, in: table)
    return parameters
  }
}

/// The outcome of a collapse by a Gaussian process.
public struct GaussianProcessFit: CollapseFit {
  /// What was found, and what was held.
  public let parameters: CriticalParameters
  let kernel: SmoothnessKernel
  let unit: ScalingUnit
  /// ln of the likelihood.
  public let logLikelihood: Double

  /// θ₂, the length over which f changes, in units of x.
  public var length: Double { kernel.length * unit.control * exp(unit.logSize / parameters.nu) }

  /// θ₀ in units of the median error: 0 where the errors explain all scatter about the curve.
  public var excessNoise: Double { kernel.noise }
}
