@preconcurrency import CGSL

/// A minimum of a function of several variables without derivatives, by the simplex method (J. A.
/// Nelder and R. Mead, Comput. J. 7, 308, 1965) of GSL.
public struct SimplexMinimizer: Sendable {
  /// Where the minimum is.
  public let position: [Double]
  /// The function at the minimum.
  public let value: Double
  /// The number of evaluations, restarts included.
  public let evaluations: Int

  private final class Context {
    let function: ([Double]) -> Double
    var position: [Double]
    var evaluations = 0

    init(_ function: @escaping ([Double]) -> Double, dimension: Int) {
      self.function = function
      position = [Double](repeating: 0, count: dimension)
    }
  }

  /// Descends from `start`; nil where the simplex does not contract within the steps allowed.
  ///
  /// A simplex may contract beside a minimum, so the descent begins anew where it ended until that
  /// gains no more than `tolerance`.
  ///
  /// - Parameters:
  ///   - maximumIterations: after so many it takes what it has.
  ///   - start: the first position.
  ///   - steps: the first extent of the simplex along each axis, all positive.
  ///   - precision: the extent, in units of `steps`, at which a minimum is found.
  ///   - tolerance: the gain by a new start that is not worth another one.
  ///   - function: what is minimized; infinite outside its domain.
  public init?(
    from start: [Double], steps: [Double], precision: Double = 1e-4, tolerance: Double = 1e-6,
    maximumIterations: Int = 2000, of function: ([Double]) -> Double
  ) {
    precondition(!start.isEmpty && steps.count == start.count && steps.allSatisfy { $0 > 0 })
    GSL.prepare()
    let found: (position: [Double], value: Double, evaluations: Int)? =
      withoutActuallyEscaping(function) { function in
        let context = Context(function, dimension: start.count)
        return withExtendedLifetime(context) {
          var best = (position: start, value: Double.infinity)
          for attempt in 0..<8 {
            guard
              let next = Self.descend(
                context, from: best.position, steps: steps.map { attempt == 0 ? $0 : $0 / 4 },
                precision: precision, maximumIterations: maximumIterations)
            else { return nil }
            let gain = best.value - next.value
            if next.value < best.value { best = next }
            if gain <= tolerance { break }
          }
          return (best.position, best.value, context.evaluations)
        }
      }
    guard let found, found.value.isFinite else { return nil }
    (position, value, evaluations) = found
  }

  private static func descend(
    _ context: Context, from start: [Double], steps: [Double], precision: Double,
    maximumIterations: Int
  ) -> (position: [Double], value: Double)? {
    let dimension = start.count
    guard let x = gsl_vector_alloc(dimension), let step = gsl_vector_alloc(dimension),
      let minimizer = gsl_multimin_fminimizer_alloc(
        gsl_multimin_fminimizer_nmsimplex2, dimension)
    else { preconditionFailure("GSL: no memory for a simplex of \(dimension) dimensions") }
    defer {
      gsl_vector_free(x)
      gsl_vector_free(step)
      gsl_multimin_fminimizer_free(minimizer)
    }
    // The simplex lives in units of the steps, so that its size means the same along every axis.
    for k in 0..<dimension {
      gsl_vector_set(x, k, 0)
      gsl_vector_set(step, k, 1)
    }
    let origin = context
    let scaled = Context(
      { u in
        for k in u.indices { origin.position[k] = start[k] + u[k] * steps[k] }
        origin.evaluations += 1
        let value = origin.function(origin.position)
        // The minimizer gives up at infinity.
        return value.isFinite ? value : .greatestFiniteMagnitude.squareRoot()
      }, dimension: dimension)
    return withExtendedLifetime(scaled) {
      var problem = gsl_multimin_function()
      problem.n = dimension
      problem.params = Unmanaged.passUnretained(scaled).toOpaque()
      problem.f = { x, opaque in
        let context = Unmanaged<Context>.fromOpaque(opaque!).takeUnretainedValue()
        for k in context.position.indices { context.position[k] = gsl_vector_get(x, k) }
        return context.function(context.position)
      }
      return withUnsafeMutablePointer(to: &problem) { problem in
        guard gsl_multimin_fminimizer_set(minimizer, problem, x, step) == 0 else { return nil }
        for _ in 0..<maximumIterations {
          guard gsl_multimin_fminimizer_iterate(minimizer) == 0 else { return nil }
          guard gsl_multimin_fminimizer_size(minimizer) < precision else { continue }
          let u = gsl_multimin_fminimizer_x(minimizer)
          return (
            (0..<dimension).map { start[$0] + gsl_vector_get(u, $0) * steps[$0] },
            gsl_multimin_fminimizer_minimum(minimizer)
          )
        }
        return nil
      }
    }
  }
}
