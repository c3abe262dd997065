/// The thin QR decomposition A = Q R of a tall matrix, and least squares by it.
///
/// Q (n×m) has orthonormal columns and R (m×m) is upper triangular. Modified Gram-Schmidt, every
/// column made orthogonal twice, which leaves QᵀQ - 1 at the level of rounding (L. Giraud,
/// J. Langou and M. Rozložník, Comput. Math. Appl. 50, 1069, 2005). Matrices are stored by columns.
struct ThinQR {
  let rows: Int
  let columns: Int
  private var q: [Double]
  private var r: [Double]

  /// A column that the others leave less than this part of is taken as dependent on them.
  private static let dependence = 1e-11

  /// The decomposition of `matrix`; nil where its columns are linearly dependent or not finite.
  ///
  /// - Precondition: `matrix` holds `rows` × `columns` numbers, column by column.
  init?(_ matrix: [Double], rows: Int, columns: Int) {
    precondition(matrix.count == rows * columns)
    guard columns <= rows else { return nil }
    self.rows = rows
    self.columns = columns
    q = matrix
    r = [Double](repeating: 0, count: columns * columns)
    for j in 0..<columns {
      let norm = Self.norm(of: q, column: j, rows: rows)
      for _ in 0..<2 {
        for k in 0..<j {
          let overlap = Self.product(q, k * rows, q, j * rows, count: rows)
          r[j * columns + k] += overlap
          for i in 0..<rows { q[j * rows + i] -= overlap * q[k * rows + i] }
        }
      }
      let rest = Self.norm(of: q, column: j, rows: rows)
      guard rest.isFinite, rest > Self.dependence * norm else { return nil }
      r[j * columns + j] = rest
      for i in 0..<rows { q[j * rows + i] /= rest }
    }
  }

  /// Takes out of `vector` all that A can represent; returns Qᵀ vector, which is what was taken.
  @discardableResult
  func project(_ vector: inout [Double], at offset: Int = 0) -> [Double] {
    var overlaps = [Double](repeating: 0, count: columns)
    for k in 0..<columns {
      let overlap = Self.product(q, k * rows, vector, offset, count: rows)
      overlaps[k] = overlap
      for i in 0..<rows { vector[offset + i] -= overlap * q[k * rows + i] }
    }
    return overlaps
  }

  /// The coefficients c with R c = `overlaps`.
  func coefficients(of overlaps: [Double]) -> [Double] {
    var c = overlaps
    for j in stride(from: columns - 1, through: 0, by: -1) {
      c[j] /= r[j * columns + j]
      for k in 0..<j { c[k] -= r[j * columns + k] * c[j] }
    }
    return c
  }

  private static func norm(of q: [Double], column: Int, rows: Int) -> Double {
    product(q, column * rows, q, column * rows, count: rows).squareRoot()
  }

  private static func product(
    _ a: [Double], _ first: Int, _ b: [Double], _ second: Int, count: Int
  ) -> Double {
    var sum = 0.0
    for i in 0..<count { sum += a[first + i] * b[second + i] }
    return sum
  }
}
