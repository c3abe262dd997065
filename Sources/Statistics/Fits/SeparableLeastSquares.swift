/// A model y = Σ_j c_j φ_j(p) with coefficients that enter linearly and parameters that do not.
///
/// Everything is divided by the error of its observation. Matrices are stored by columns, one row for
/// each observation.
public protocol SeparableModel {
  var observationCount: Int { get }
  /// The length of p.
  var parameterCount: Int { get }
  /// The number of coefficients c.
  var coefficientCount: Int { get }

  /// Fills in φ_j(p), one column for each j; false where p is outside the domain.
  func fillBasis(_ basis: inout [Double], at parameters: [Double]) -> Bool

  /// Fills in ∂(Σ_j c_j φ_j)/∂p_k at fixed c, one column for each k.
  func fillDerivatives(
    _ derivatives: inout [Double], at parameters: [Double], coefficients: [Double])
}

/// Least squares by variable projection: the coefficients are eliminated, and only the parameters are
/// searched for.
///
/// At each p the best coefficients follow from a linear problem, so the sum of squares is a function
/// of p alone (G. H. Golub and V. Pereyra, SIAM J. Numer. Anal. 10, 413, 1973). The Jacobian is
/// Kaufman's, -P ∂Φ/∂p c with P the projection off the columns of Φ (L. Kaufman, BIT 15, 49, 1975), and
/// (JᵀJ)⁻¹ is the covariance of the parameters with the coefficients marginalized.
public struct SeparableLeastSquares: Sendable {
  /// The parameters that enter nonlinearly, at the minimum.
  public let parameters: [Double]
  /// The coefficients that enter linearly, at the minimum.
  public let coefficients: [Double]
  /// The covariance of the parameters, for observations with the stated errors.
  public let covariance: [[Double]]
  /// Σ of the squared residuals over errors.
  public let chiSquare: Double
  /// Steps taken.
  public let iterations: Int

  /// Fits `model` to `observations`, each divided by its error; nil where the fit does not converge.
  ///
  /// - Precondition: one observation for each row of the model, and one start for each parameter.
  public init?(_ model: some SeparableModel, observations: [Double], from start: [Double]) {
    let count = model.observationCount
    precondition(observations.count == count && start.count == model.parameterCount)
    var search = Search(model, observations)
    if start.isEmpty {
      guard search.solve(at: []) else { return nil }
      parameters = []
      covariance = []
      iterations = 0
    } else {
      guard start.count + model.coefficientCount <= count,
        let fit = NonlinearLeastSquares(
          from: start, count: count,
          residuals: { parameters, residuals in
            guard search.solve(at: parameters) else { return false }
            residuals = search.residuals
            return true
          },
          jacobian: { parameters, jacobian in
            _ = search.solve(at: parameters)
            search.fillJacobian(&jacobian)
          }),
        search.solve(at: fit.parameters)
      else { return nil }
      parameters = fit.parameters
      covariance = fit.covariance
      iterations = fit.iterations
    }
    coefficients = search.coefficients
    chiSquare = search.residuals.reduce(0) { $0 + $1 * $1 }
  }

  /// The linear problem at the parameters that were asked for last.
  private struct Search<Model: SeparableModel> {
    let model: Model
    let observations: [Double]
    var basis: [Double]
    var parameters: [Double]?
    var decomposition: ThinQR?
    var residuals: [Double]
    var coefficients: [Double] = []

    init(_ model: Model, _ observations: [Double]) {
      self.model = model
      self.observations = observations
      basis = [Double](repeating: 0, count: model.observationCount * model.coefficientCount)
      residuals = observations
    }

    /// Residuals and coefficients at `parameters`; false where there are none.
    mutating func solve(at parameters: [Double]) -> Bool {
      if parameters == self.parameters, decomposition != nil { return true }
      self.parameters = parameters
      decomposition = nil
      guard model.fillBasis(&basis, at: parameters),
        let decomposition = ThinQR(
          basis, rows: model.observationCount, columns: model.coefficientCount)
      else { return false }
      self.decomposition = decomposition
      residuals = observations
      coefficients = decomposition.coefficients(of: decomposition.project(&residuals))
      return residuals.allSatisfy(\.isFinite)
    }

    func fillJacobian(_ jacobian: inout [Double]) {
      guard let parameters, let decomposition else { return }
      model.fillDerivatives(&jacobian, at: parameters, coefficients: coefficients)
      for k in 0..<model.parameterCount {
        let offset = k * model.observationCount
        decomposition.project(&jacobian, at: offset)
        for i in 0..<model.observationCount { jacobian[offset + i] = -jacobian[offset + i] }
      }
    }
  }
}
