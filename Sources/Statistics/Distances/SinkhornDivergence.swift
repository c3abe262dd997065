import CGSL
import Glibc

/// The Sinkhorn divergence of two sets of points, as people compute it to say how far generated samples are
/// from others: optimal transport with an entropic regularization ε, made to vanish where the sets are equal.
///
///     S(a, b) = W(a, b) - ½ W(a, a) - ½ W(b, b)
///     W(a, b) = min_π ⟨π, c⟩ + ε KL(π ‖ a ⊗ b)
///
/// (J. Feydy et al., AISTATS 2019, eq. 3). It takes time and memory in proportion to the number of pairs.
public struct SinkhornDivergence: Sendable {
  /// ε, in the unit of the costs.
  public let regularization: Double
  /// The dual has converged where it changes by less than this, in the unit of the costs.
  private let precision: Double
  private static let mostRounds = 1000

  /// A divergence with ε = `regularization`.
  ///
  /// - Precondition: both are positive, and the largest cost is below 80 ε: e^(-c/ε) must not vanish.
  public init(regularization: Double, precision: Double = 1e-4) {
    precondition(regularization > 0 && precision > 0)
    self.regularization = regularization
    self.precision = precision
  }

  /// The divergence of two sets of points with equal weights.
  ///
  /// - Parameters:
  ///   - first: the number of points of the first set.
  ///   - second: the number of points of the second set.
  ///   - cost: the cost of moving point i of the set 0 or 1 to point j of the set 0 or 1; symmetric, and
  ///     0 for one and the same point.
  /// - Precondition: there are points.
  public func callAsFunction(
    _ first: Int, _ second: Int, cost: ((set: Int, point: Int), (set: Int, point: Int)) -> Double
  ) -> Double {
    precondition(first > 0 && second > 0)
    let counts = [first, second]
    func transport(_ a: Int, _ b: Int) -> Double {
      var kernel = [Float](repeating: 0, count: counts[a] * counts[b])
      for i in 0..<counts[a] {
        for j in 0..<counts[b] {
          kernel[i * counts[b] + j] = Float(exp(-cost((a, i), (b, j)) / regularization))
        }
      }
      return self.transport(kernel, counts[a], counts[b])
    }
    return transport(0, 1) - (transport(0, 0) + transport(1, 1)) / 2
  }

  /// W of two sets of points, by Sinkhorn's iteration on u = e^(f/ε), v = e^(g/ε): at its end
  /// W = ⟨a, f⟩ + ⟨b, g⟩.
  ///
  /// - Parameter kernel: e^(-c/ε), [rows, columns].
  private func transport(_ kernel: [Float], _ rows: Int, _ columns: Int) -> Double {
    var u = [Float](repeating: 1, count: rows)
    var v = [Float](repeating: 1, count: columns)
    /// `result` = 1/(the mean over the kernel's other index, weighed by `other`).
    func scale(_ result: inout [Float], by other: [Float], _ side: CBLAS_TRANSPOSE) {
      cblas_sgemv(
        CblasRowMajor, side, Int32(rows), Int32(columns), 1 / Float(other.count), kernel,
        Int32(columns), other, 1, 0, &result, 1)
      for index in result.indices { result[index] = 1 / result[index] }
    }
    func mean(_ scaling: [Float]) -> Double {
      regularization * scaling.reduce(0) { $0 + log(Double($1)) } / Double(scaling.count)
    }
    var value = -Double.infinity
    for _ in 0..<Self.mostRounds {
      scale(&v, by: u, CblasTrans)
      scale(&u, by: v, CblasNoTrans)
      let last = value
      value = mean(u) + mean(v)
      if abs(value - last) < precision { break }
    }
    return value
  }
}
