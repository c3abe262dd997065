import Randomness
import SpinSystems

/// The leading principal component of configurations at all temperatures (L. Wang, Phys. Rev. B 94, 195105,
/// 2016).
///
/// With ΣS = 0 and translations, the leading components are four waves of the smallest k, equal in variance,
/// so that "the" first one is a combination of them that chance picks. It is found by subspace iteration
/// (H. Rutishauser 1969) on the second-moment matrix Σ S Sᵀ; the mean configuration is zero by symmetry.
struct LeadingComponent: Sendable {
  /// The component, of unit length, one number for each site.
  let direction: [Float]
  /// Σ (w·S)² over the configurations, over N of them: the variance it explains.
  let variance: Double

  /// Vectors of the subspace; more than the four that are degenerate.
  private static let width = 6
  private static let iterations = 30

  init(_ samples: SampleSet, using generator: inout some RandomNumberGenerator) {
    let siteCount = samples.lattice.siteCount
    var basis = (0..<Self.width).map { _ in
      (0..<siteCount).map { _ in Float(2 * generator.nextUnitInterval() - 1) }
    }
    var variance = 0.0
    let spins = (0..<samples.count).map { samples.spins(of: $0).map { Float($0) } }
    for _ in 0..<Self.iterations {
      Self.orthonormalize(&basis)
      var images = basis.map { $0.map { _ in Float(0) } }
      var sums = [Double](repeating: 0, count: Self.width)
      for configuration in spins {
        for (index, vector) in basis.enumerated() {
          let projection = Self.product(vector, configuration)
          sums[index] += Double(projection) * Double(projection)
          for site in 0..<siteCount { images[index][site] += projection * configuration[site] }
        }
      }
      variance = sums.max()! / Double(samples.count)
      basis = images
    }
    Self.orthonormalize(&basis)
    direction = basis[0]
    self.variance = variance
  }

  /// |w·S|/L of each configuration: of order 1 in two phases, 1/L without order.
  func amplitudes(_ samples: SampleSet) -> [Double] {
    (0..<samples.count).map { index in
      let spins = samples.spins(of: index).map { Float($0) }
      return Double(abs(Self.product(direction, spins))) / Double(samples.lattice.size)
    }
  }

  private static func product(_ a: [Float], _ b: [Float]) -> Float {
    var sum: Float = 0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }

  /// Gram and Schmidt, the longest image first.
  private static func orthonormalize(_ vectors: inout [[Float]]) {
    vectors.sort { product($0, $0) > product($1, $1) }
    for index in vectors.indices {
      for earlier in 0..<index {
        let overlap = product(vectors[earlier], vectors[index])
        for site in vectors[index].indices {
          vectors[index][site] -= overlap * vectors[earlier][site]
        }
      }
      let length = product(vectors[index], vectors[index]).squareRoot()
      precondition(length > 0, "configurations that span too little")
      for site in vectors[index].indices { vectors[index][site] /= length }
    }
  }
}
