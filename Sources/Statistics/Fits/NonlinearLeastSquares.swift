@preconcurrency import CGSL

/// A minimum of Σ rᵢ(p)² over parameters p, by the trust-region Levenberg-Marquardt method of GSL
/// (J. J. Moré, Lect. Notes Math. 630, 105, 1978).
public struct NonlinearLeastSquares: Sendable {
  /// p at the minimum.
  public let parameters: [Double]
  /// (JᵀJ)⁻¹ at the minimum: the covariance of the parameters where residuals have unit variance.
  public let covariance: [[Double]]
  /// Σ rᵢ².
  public let sumOfSquares: Double
  /// Steps taken.
  public let iterations: Int

  /// How much lower a quadratic minimum nearby may lie, in units of Σ rᵢ², for the fit to count as
  /// converged: a thousandth of a standard error in any parameter.
  private static let decrement = 1e-6

  /// What GSL hands back to the functions that it calls.
  private final class Context {
    let count: Int
    var parameters: [Double]
    let residuals: ([Double], inout [Double]) -> Bool
    let jacobian: ([Double], inout [Double]) -> Void
    var values: [Double]
    var slopes: [Double]

    init(
      count: Int, parameters: [Double], residuals: @escaping ([Double], inout [Double]) -> Bool,
      jacobian: @escaping ([Double], inout [Double]) -> Void
    ) {
      self.count = count
      self.parameters = parameters
      self.residuals = residuals
      self.jacobian = jacobian
      values = [Double](repeating: 0, count: count)
      slopes = [Double](repeating: 0, count: count * parameters.count)
    }

    func read(_ vector: UnsafePointer<gsl_vector>) {
      for k in parameters.indices { parameters[k] = gsl_vector_get(vector, k) }
    }
  }

  /// Descends from `start`; nil where that does not converge.
  ///
  /// - Parameters:
  ///   - maximumIterations: after so many it stops without an answer.
  ///   - start: the first parameters.
  ///   - count: the number of residuals.
  ///   - residuals: fills in r(p); false where p is outside the domain, and the step is taken back.
  ///   - jacobian: fills in ∂rᵢ/∂p_k, all i of the first parameter first.
  /// - Precondition: at least one parameter and no more parameters than residuals.
  public init?(
    from start: [Double], count: Int, maximumIterations: Int = 200,
    residuals: ([Double], inout [Double]) -> Bool, jacobian: ([Double], inout [Double]) -> Void
  ) {
    precondition(!start.isEmpty && start.count <= count)
    GSL.prepare()
    let dimension = start.count
    var settings = gsl_multifit_nlinear_default_parameters()
    settings.trs = gsl_multifit_nlinear_trs_lm
    guard
      let work = gsl_multifit_nlinear_alloc(
        gsl_multifit_nlinear_trust, &settings, count, dimension),
      let x = gsl_vector_alloc(dimension), let covariance = gsl_matrix_alloc(dimension, dimension)
    else { preconditionFailure("GSL: no memory for a fit of \(count) residuals") }
    defer {
      gsl_multifit_nlinear_free(work)
      gsl_vector_free(x)
      gsl_matrix_free(covariance)
    }
    for k in 0..<dimension { gsl_vector_set(x, k, start[k]) }

    let descended = withoutActuallyEscaping(residuals) { residuals in
      withoutActuallyEscaping(jacobian) { jacobian in
        let context = Context(
          count: count, parameters: start, residuals: residuals, jacobian: jacobian)
        return withExtendedLifetime(context) {
          Self.descend(context, from: x, in: work, maximumIterations: maximumIterations)
        }
      }
    }
    guard descended, let j = gsl_multifit_nlinear_jac(work),
      gsl_multifit_nlinear_covar(j, 0, covariance) == 0
    else { return nil }
    parameters = (0..<dimension).map { gsl_vector_get(work.pointee.x, $0) }
    let matrix = (0..<dimension).map { i in
      (0..<dimension).map { gsl_matrix_get(covariance, i, $0) }
    }
    self.covariance = matrix
    sumOfSquares = (0..<count).reduce(0) { sum, i in
      let r = gsl_vector_get(work.pointee.f, i)
      return sum + r * r
    }
    iterations = Int(work.pointee.niter)
    let gradient = (0..<dimension).map { gsl_vector_get(work.pointee.g, $0) }
    let lower = (0..<dimension).reduce(0.0) { sum, i in
      sum + gradient[i] * zip(matrix[i], gradient).reduce(0) { $0 + $1.0 * $1.1 }
    }
    guard parameters.allSatisfy(\.isFinite), sumOfSquares.isFinite,
      matrix.indices.allSatisfy({ matrix[$0][$0] > 0 }), lower <= Self.decrement
    else { return nil }
  }

  /// Whether the steps came to an end; whether that is a minimum is for the gradient to say.
  private static func descend(
    _ context: Context, from start: UnsafePointer<gsl_vector>,
    in work: UnsafeMutablePointer<gsl_multifit_nlinear_workspace>, maximumIterations: Int
  ) -> Bool {
    var problem = gsl_multifit_nlinear_fdf()
    problem.n = context.count
    problem.p = context.parameters.count
    problem.params = Unmanaged.passUnretained(context).toOpaque()
    problem.f = { x, opaque, f in
      let context = Unmanaged<Context>.fromOpaque(opaque!).takeUnretainedValue()
      context.read(x!)
      let isInside = context.residuals(context.parameters, &context.values)
      // A value that no step can lower anything to, so that the step is refused and shortened.
      for i in 0..<context.count { gsl_vector_set(f, i, isInside ? context.values[i] : 1e100) }
      return 0
    }
    problem.df = { x, opaque, j in
      let context = Unmanaged<Context>.fromOpaque(opaque!).takeUnretainedValue()
      context.read(x!)
      context.jacobian(context.parameters, &context.slopes)
      for k in context.parameters.indices {
        for i in 0..<context.count {
          gsl_matrix_set(j, i, k, context.slopes[k * context.count + i])
        }
      }
      return 0
    }
    return withUnsafeMutablePointer(to: &problem) { problem in
      guard gsl_multifit_nlinear_init(start, problem, work) == 0 else { return false }
      var reason: Int32 = 0
      let status = gsl_multifit_nlinear_driver(
        maximumIterations, 1e-9, 1e-14, 0, nil, nil, &reason, work)
      // No progress is what a minimum at the limit of rounding looks like, also one to start from,
      // which GSL takes for too many iterations.
      return [0, GSL_ENOPROG, GSL_EMAXITER].contains(Int(status))
    }
  }
}
