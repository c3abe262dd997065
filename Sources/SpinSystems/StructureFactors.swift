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
    let count = samples.count
    let width = lattice.wordsPerConfiguration
    let rows = RowWaves(size: size, waves: waves)
    let phases = (0..<size).map { 2 * Double.pi * Double($0) / Double(size) }
    // cos and sin of y·row, [y][row].
    let cosines = (0..<waves).flatMap { y in (0..<size).map { cos(phases[y * $0 % size]) } }
    let sines = (0..<waves).flatMap { y in (0..<size).map { sin(phases[y * $0 % size]) } }
    // Σ over a row of S exp(-i x j): real and imaginary part, [x][row].
    var real = [Double](repeating: 0, count: waves * size)
    var imaginary = real
    // |s(x, y)|² averaged over y and -y, [x][y].
    var powers = [Double](repeating: 0, count: waves * waves)
    var values = [Double](repeating: 0, count: vectors.count * count)
    // Whole multiples of 10⁻⁹, so that values that are equal but for rounding are equal.
    let norm = 1e9 / Double(lattice.siteCount)
    for index in 0..<count {
      for row in 0..<size {
        rows.transform(
          samples.words, from: index * width * 64 + row * size, into: &real, &imaginary, row: row)
      }
      for x in 0..<waves {
        for y in 0..<waves {
          var (aa, ab, ba, bb) = (0.0, 0.0, 0.0, 0.0)
          for row in 0..<size {
            let (a, b) = (real[x * size + row], imaginary[x * size + row])
            let (cosine, sine) = (cosines[y * size + row], sines[y * size + row])
            aa += a * cosine
            ab += a * sine
            ba += b * cosine
            bb += b * sine
          }
          let (p, q, r, s) = (aa + bb, ba - ab, aa - bb, ba + ab)
          powers[x * waves + y] = (p * p + q * q + r * r + s * s) / 2
        }
      }
      for (k, vector) in vectors.enumerated() {
        let power =
          (powers[vector.x * waves + vector.y] + powers[vector.y * waves + vector.x]) / 2
        values[k * count + index] = (power * norm).rounded() / 1e9
      }
    }
    return vectors.indices.map { Array(values[$0 * count..<($0 + 1) * count]) }
  }
}

/// The Fourier sums of a row of spins at a few wave numbers, eight spins at a time from a table.
private struct RowWaves {
  private let size: Int
  private let waves: Int
  /// Sums of the eight spins, or fewer, that begin at column 8c, [c][pattern][x].
  private let cosines: [Double]
  private let sines: [Double]

  init(size: Int, waves: Int) {
    self.size = size
    self.waves = waves
    var cosines: [Double] = []
    var sines: [Double] = []
    for first in stride(from: 0, to: size, by: 8) {
      for pattern in 0..<256 {
        for x in 0..<waves {
          var (a, b) = (0.0, 0.0)
          for bit in 0..<min(8, size - first) {
            let phase = 2 * Double.pi * Double(x * (first + bit) % size) / Double(size)
            let spin = pattern >> bit & 1 == 1 ? 1.0 : -1
            a += spin * cos(phase)
            b -= spin * sin(phase)
          }
          cosines.append(a)
          sines.append(b)
        }
      }
    }
    self.cosines = cosines
    self.sines = sines
  }

  /// Writes the sums of the row whose first spin is bit `start` of `words` to [x][row].
  func transform(
    _ words: [UInt64], from start: Int, into real: inout [Double], _ imaginary: inout [Double],
    row: Int
  ) {
    for x in 0..<waves {
      real[x * size + row] = 0
      imaginary[x * size + row] = 0
    }
    for first in stride(from: 0, to: size, by: 8) {
      let bits = min(8, size - first)
      let (word, shift) = ((start + first) >> 6, (start + first) & 63)
      var pattern = words[word] >> UInt64(shift)
      if shift + bits > 64 { pattern |= words[word + 1] << UInt64(64 - shift) }
      let entry = (first / 8 * 256 + Int(pattern & (1 << UInt64(bits) - 1))) * waves
      for x in 0..<waves {
        real[x * size + row] += cosines[entry + x]
        imaginary[x * size + row] += sines[entry + x]
      }
    }
  }
}
