@preconcurrency import CGSL

/// The eigenvalues, descending, and orthonormal eigenvectors of a real symmetric matrix, by GSL.
struct SymmetricEigenSystem {
  let values: [Double]
  /// One row for each eigenvalue.
  let vectors: [[Double]]

  /// - Precondition: `matrix` is square, not empty, and finite. Its lower triangle is used.
  init(_ matrix: [[Double]]) {
    let n = matrix.count
    precondition(n > 0 && matrix.allSatisfy { $0.count == n && $0.allSatisfy(\.isFinite) })
    GSL.prepare()
    guard let a = gsl_matrix_alloc(n, n), let eigenvectors = gsl_matrix_alloc(n, n),
      let eigenvalues = gsl_vector_alloc(n), let workspace = gsl_eigen_symmv_alloc(n)
    else { preconditionFailure("GSL: no memory for a matrix of \(n) rows") }
    defer {
      gsl_matrix_free(a)
      gsl_matrix_free(eigenvectors)
      gsl_vector_free(eigenvalues)
      gsl_eigen_symmv_free(workspace)
    }
    for i in 0..<n {
      for j in 0..<n { gsl_matrix_set(a, i, j, matrix[max(i, j)][min(i, j)]) }
    }
    GSL.check(gsl_eigen_symmv(a, eigenvalues, eigenvectors, workspace), "gsl_eigen_symmv")
    GSL.check(
      gsl_eigen_symmv_sort(eigenvalues, eigenvectors, GSL_EIGEN_SORT_VAL_DESC),
      "gsl_eigen_symmv_sort")
    values = (0..<n).map { gsl_vector_get(eigenvalues, $0) }
    vectors = (0..<n).map { k in (0..<n).map { gsl_matrix_get(eigenvectors, $0, k) } }
  }
}
