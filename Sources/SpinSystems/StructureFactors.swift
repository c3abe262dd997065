import Foundation

/// S(k) of every configuration at all wave vectors 2π(x, y)/L up to the symmetries of the square.
public struct StructureFactors: Sendable {
  /// The wave vectors with 0 ≤ x ≤ y, in units of 2π/L.
  public let vectors: [SIMD2<Int>]
  private let lattice: SquareLattice
  private let largest: Int

  /// - Parameters:
  ///   - lattice: the lattice of the configurations.
  ///   - largest: the largest wave number, at most L/2.
  ///   - includingZero: whether S(0) = N m² is one of them.
  public init(_ lattice: SquareLattice, largest: Int, includingZero: Bool) {
    precondition(largest >= 0 && 2 * largest <= lattice.size)
    self.lattice = lattice
    self.largest = largest
    vectors = (0...largest).flatMap { y in (0...y).map { SIMD2($0, y) } }
      .filter { includingZero || $0 != SIMD2(0, 0) }
  }

  /// S(k) of every configuration, averaged over the images of k, `[vector][n]`.
  public func values(of samples: SampleSet) -> [[Double]] {
    let size = lattice.size
    let waves = largest + 1
    let cosines = (0..<size).map { cos(2 * Double.pi * Double($0) / Double(size)) }
    let sines = (0..<size).map { sin(2 * Double.pi * Double($0) / Double(size)) }
    var values = [[Double]](
      repeating: [Double](repeating: 0, count: samples.count), count: vectors.count)
    // Σ over a row of S exp(-i x j): real and imaginary part, [x][row].
    var real = [Double](repeating: 0, count: waves * size)
    var imaginary = real
    for index in 0..<samples.count {
      let words = samples.packed(index)
      for row in 0..<size {
        for x in 0..<waves {
          var (a, b, phase) = (0.0, 0.0, 0)
          for column in 0..<size {
            let site = row * size + column
            let isUp = words[words.startIndex + site >> 6] >> UInt64(site & 63) & 1 == 1
            a += isUp ? cosines[phase] : -cosines[phase]
            b -= isUp ? sines[phase] : -sines[phase]
            phase += x
            if phase >= size { phase -= size }
          }
          real[x * size + row] = a
          imaginary[x * size + row] = b
        }
      }
      func power(_ x: Int, _ y: Int) -> Double {
        // k = (x, y) and (x, -y) together.
        var (aa, ab, ba, bb, phase) = (0.0, 0.0, 0.0, 0.0, 0)
        for row in 0..<size {
          let (a, b) = (real[x * size + row], imaginary[x * size + row])
          aa += a * cosines[phase]
          ab += a * sines[phase]
          ba += b * cosines[phase]
          bb += b * sines[phase]
          phase += y
          if phase >= size { phase -= size }
        }
        let (p, q, r, s) = (aa + bb, ba - ab, aa - bb, ba + ab)
        return (p * p + q * q + r * r + s * s) / 2
      }
      for (k, vector) in vectors.enumerated() {
        values[k][index] = (power(vector.x, vector.y) + power(vector.y, vector.x)) / 2
      }
    }
    // Whole multiples of 10⁻⁹, so that values that are equal but for rounding are equal.
    let norm = 1e9 / Double(lattice.siteCount)
    return values.map { $0.map { ($0 * norm).rounded() / 1e9 } }
  }
}
