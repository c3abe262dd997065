/// Draws vectors from the normal distribution of mean zero and a given covariance, which may be singular.
struct NormalVector {
  let dimension: Int
  /// Eigenvectors scaled by the square roots of their eigenvalues, one after the other.
  private let axes: [Double]
  private let rank: Int

  /// - Precondition: `covariance` is square, symmetric, finite and not empty.
  init(covariance: [[Double]]) {
    let eigen = SymmetricEigenSystem(covariance)
    let kept = eigen.values.indices.filter { eigen.values[$0] > 1e-14 * max(0, eigen.values[0]) }
    dimension = covariance.count
    rank = kept.count
    axes = kept.flatMap { index in
      eigen.vectors[index].map { $0 * eigen.values[index].squareRoot() }
    }
  }

  /// Replaces `vector` by a new draw.
  func draw(into vector: inout [Double], using generator: inout some RandomNumberGenerator) {
    for k in 0..<dimension { vector[k] = 0 }
    for axis in 0..<rank {
      let length = generator.nextNormal()
      for k in 0..<dimension { vector[k] += length * axes[axis * dimension + k] }
    }
  }
}
