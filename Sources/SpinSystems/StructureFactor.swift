import CSpinKernels
import Foundation

/// The axis Fourier modes of every configuration and the structure factor made of them.
///
/// For wave number n, k = 2πn/L and s_x(k) = Σ S(i,j)·exp(-i k j), S_x(k) = |s_x(k)|² / N; the same
/// along y. They follow from the spin sums of columns and rows alone. S(0) = N·m².
public struct AxisModes: Sendable {
  /// The lattice of the configurations.
  public let lattice: SquareLattice
  /// The number of configurations.
  public let count: Int
  /// Spin sums of the columns, [L][n].
  private let columnSums: [Int32]
  /// Spin sums of the rows, [L][n].
  private let rowSums: [Int32]

  /// The modes of the configurations in `range` of `samples`, by default all of them.
  public init(_ samples: SampleSet, range: Range<Int>? = nil) {
    let n = range?.count ?? samples.count
    let size = samples.lattice.size
    let sums = BitKernels.run(samples, range: range, outputs: [size * n, size * n]) {
      steelyard_axis_sums($0, $1, $2, $3[0], $3[1])
    }
    lattice = samples.lattice
    count = n
    rowSums = sums[0]
    columnSums = sums[1]
  }

  /// The direction of the wave vector.
  public enum Axis: CaseIterable, Sendable {
    /// Along a row, from column to column.
    case x
    /// Along a column, from row to row.
    case y
  }

  /// The spin sums of the lines perpendicular to `axis`, [L][n]: of the columns for x, the rows for y.
  public func lineSums(_ axis: Axis) -> [ArraySlice<Int32>] {
    let sums = axis == .x ? columnSums : rowSums
    return (0..<lattice.size).map { sums[$0 * count..<($0 + 1) * count] }
  }

  /// Real and imaginary part of s(k) for each configuration, at wave number `waveNumber`.
  public func amplitudes(
    _ axis: Axis, waveNumber: Int
  ) -> (real: [Double], imaginary: [Double]) {
    let sums = axis == .x ? columnSums : rowSums
    var real = [Double](repeating: 0, count: count)
    var imaginary = real
    for line in 0..<lattice.size {
      let phase = 2 * Double.pi * Double(waveNumber * line % lattice.size) / Double(lattice.size)
      let (cosine, sine) = (cos(phase), sin(phase))
      for index in 0..<count {
        let sum = Double(sums[line * count + index])
        real[index] += sum * cosine
        imaginary[index] -= sum * sine
      }
    }
    return (real, imaginary)
  }

  /// S(k) of each configuration, averaged over both axes.
  public func structureFactor(waveNumber: Int) -> [Double] {
    let x = amplitudes(.x, waveNumber: waveNumber)
    let y = amplitudes(.y, waveNumber: waveNumber)
    let norm = 0.5 / Double(lattice.siteCount)
    return (0..<count).map {
      norm
        * (x.real[$0] * x.real[$0] + x.imaginary[$0] * x.imaginary[$0] + y.real[$0] * y.real[$0]
          + y.imaginary[$0] * y.imaginary[$0])
    }
  }
}
