import Foundation
import Statistics
import Testing

@Suite struct MinimizationTests {
  @Test func `The simplex finds the end of Rosenbrock's valley`() throws {
    let minimum = try #require(
      SimplexMinimizer(from: [-1.2, 1], steps: [0.5, 0.5], precision: 1e-6, tolerance: 1e-12) {
        pow(1 - $0[0], 2) + 100 * pow($0[1] - $0[0] * $0[0], 2)
      })
    // A simplex of size 10⁻⁶ in a valley whose floor has the curvature 1.
    #expect(abs(minimum.position[0] - 1) < 1e-4 && abs(minimum.position[1] - 1) < 2e-4)
    #expect(minimum.value < 1e-8)
  }

  @Test func `The simplex stays where the function is finite`() throws {
    let minimum = try #require(
      SimplexMinimizer(from: [3], steps: [1]) { $0[0] < 2 ? .infinity : $0[0] })
    #expect(minimum.position[0] >= 2 && minimum.position[0] < 2.001)
  }

  @Test func `There is no minimum of what is nowhere finite`() {
    #expect(SimplexMinimizer(from: [0, 0], steps: [1, 1]) { _ in .infinity } == nil)
  }

  @Test func `A root lies between different signs, and nowhere else`() throws {
    let root = try #require(bracketedRoot(in: 0...2, precision: 1e-12) { $0 * $0 - 2 })
    #expect(abs(root - 2.0.squareRoot()) < 1e-11)
    #expect(bracketedRoot(in: 0...1, precision: 1e-12) { $0 * $0 - 2 } == nil)
    #expect(bracketedRoot(in: 1...1, precision: 1e-12) { _ in 0 } == nil)
  }
}

@Suite struct CholeskyFactorTests {
  /// exp(-(i - j)²/8) + δ/4 and what LU elimination by hand would do with it.
  private static let dimension = 6
  private static let matrix = (0..<36).map { index in
    let (i, j) = (index / 6, index % 6)
    return exp(-pow(Double(i - j), 2) / 8) + (i == j ? 0.25 : 0)
  }

  @Test func `A solution solves`() throws {
    let factor = try #require(CholeskyFactor(Self.matrix, dimension: Self.dimension))
    let b = [1.0, -2, 0, 3, 0.5, -1]
    let x = factor.solve(b)
    for i in 0..<6 {
      let product = (0..<6).reduce(0) { $0 + Self.matrix[6 * i + $1] * x[$1] }
      // Rounding times the condition number, about 20.
      #expect(abs(product - b[i]) < 1e-13)
    }
    let form = zip(b, x).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(factor.inverseQuadraticForm(b) - form) < 1e-12)
  }

  @Test func `The determinant of a product of triangles is that of their diagonals`() throws {
    // L = [[2, 0], [3, 5]]: L Lᵀ = [[4, 6], [6, 34]], det = 100.
    let factor = try #require(CholeskyFactor([4, 6, 6, 34], dimension: 2))
    #expect(abs(factor.logDeterminant - log(100)) < 1e-14)
  }

  @Test func `An indefinite matrix has no factor`() {
    #expect(CholeskyFactor([1, 2, 2, 1], dimension: 2) == nil)
  }
}
