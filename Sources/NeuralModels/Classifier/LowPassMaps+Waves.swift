import Foundation
import SpinSystems

/// The real functions 1, cos θ, sin θ, cos 2θ, sin 2θ along one direction, in this order.
private let functionCount = 5

/// The value of function `index` at angle θ.
private func wave(_ index: Int, at angle: Double) -> Double {
  switch index {
  case 0: 1
  case 1: cos(angle)
  case 2: sin(angle)
  case 3: cos(2 * angle)
  default: sin(2 * angle)
  }
}

/// |n| of function `index`.
private func waveNumber(_ index: Int) -> Int { (index + 1) / 2 }

/// The coefficients of a field in products of long waves: row a for the function of y, lane b for x.
typealias LongWaves = [SIMD8<Float>]

/// Projects packed configurations on products of long waves.
///
/// Rows go eight spins at a time through a table of 256 partial sums. All sums are in one fixed order, so
/// that maps have the same bits on every processor. A coefficient is at most 4 and the error of its sums
/// a few 10⁻⁷.
struct LongWaveAnalysis {
  private let lattice: SquareLattice
  private let chunkCount: Int
  /// Σ ± f_b over the columns of a chunk, [chunk][256].
  private let partialSums: [SIMD8<Float>]
  /// f_a at the rows, [L][5], with the weight of the inverse transform: 1 or 2, over L.
  private let rowWaves: [Float]

  init(_ lattice: SquareLattice) {
    let size = lattice.size
    self.lattice = lattice
    chunkCount = (size + 7) / 8
    func weighted(_ index: Int, at line: Int) -> Double {
      (index == 0 ? 1 : 2) / Double(size)
        * wave(index, at: 2 * Double.pi * (Double(line) + 0.5) / Double(size))
    }
    rowWaves = (0..<size).flatMap { row in
      (0..<functionCount).map { Float(weighted($0, at: row)) }
    }
    partialSums = (0..<chunkCount).flatMap { chunk in
      (0..<256).map { bits in
        var sums = SIMD8<Double>()
        for column in 8 * chunk..<min(size, 8 * chunk + 8) {
          let spin = bits >> (column - 8 * chunk) & 1 == 1 ? 1.0 : -1.0
          for index in 0..<functionCount { sums[index] += spin * weighted(index, at: column) }
        }
        return SIMD8<Float>(sums)
      }
    }
  }

  /// The coefficients of configuration `index` among packed `words`.
  func waves(_ words: UnsafeBufferPointer<UInt64>, _ index: Int) -> LongWaves {
    let size = lattice.size
    let first = index * lattice.wordsPerConfiguration
    var waves = LongWaves(repeating: .zero, count: functionCount)
    partialSums.withUnsafeBufferPointer { table in
      for row in 0..<size {
        var sums = SIMD8<Float>()
        for chunk in 0..<chunkCount {
          let bit = row * size + 8 * chunk
          let width = min(8, size - 8 * chunk)
          let (word, shift) = (first + bit >> 6, UInt64(bit & 63))
          var bits = words[word] >> shift
          if shift + UInt64(width) > 64 { bits |= words[word + 1] << (64 - shift) }
          // The table of the last chunk looks at no more than `width` bits.
          sums += table[256 * chunk + Int(bits & 255)]
        }
        for index in 0..<functionCount {
          waves[index] += sums * rowWaves[row * functionCount + index]
        }
      }
    }
    return waves
  }
}

/// Sums long waves on the grid of a map and divides by the root mean square.
struct LongWaveSynthesis {
  /// f_b at the columns of the grid, [5]; rows are the same.
  private let gridWaves: [SIMD8<Float>]
  /// 1 for products that are kept, 0 for those with n² > 5 and perhaps n = 0.
  private let isKept: [SIMD8<Float>]
  /// The mean square of each product of functions, 0 where it is not kept.
  private let meanSquares: [SIMD8<Float>]

  init(keepsUniform: Bool) {
    let side = LowPassMaps.side
    gridWaves = (0..<functionCount).map { index in
      var values = SIMD8<Float>()
      for point in 0..<side {
        values[point] = Float(
          wave(index, at: 2 * Double.pi * (Double(point) + 0.5) / Double(side)))
      }
      return values
    }
    func matrix(_ value: (Int, Int) -> Float) -> [SIMD8<Float>] {
      (0..<functionCount).map { row in
        var values = SIMD8<Float>()
        for column in 0..<functionCount {
          let (nx, ny) = (waveNumber(column), waveNumber(row))
          let square = nx * nx + ny * ny
          values[column] = square <= 5 && (square > 0 || keepsUniform) ? value(row, column) : 0
        }
        return values
      }
    }
    isKept = matrix { _, _ in 1 }
    meanSquares = matrix { row, column in (row == 0 ? 1 : 0.5) * (column == 0 ? 1 : 0.5) }
  }

  /// Writes the 64 values of a map.
  func write(_ waves: LongWaves, to values: UnsafeMutablePointer<Float>) {
    var square: Float = 0
    for row in 0..<functionCount { square += (waves[row] * waves[row] * meanSquares[row]).sum() }
    // One spin of 512² contributes 10⁻⁹; below lie rounding errors.
    guard square > 1e-12 else { return }
    let scale = 1 / square.squareRoot()
    var lines = gridWaves
    for row in 0..<functionCount {
      let kept = waves[row] * isKept[row] * scale
      var line = SIMD8<Float>()
      for column in 0..<functionCount { line += gridWaves[column] * kept[column] }
      lines[row] = line
    }
    for point in 0..<LowPassMaps.side {
      var map = SIMD8<Float>()
      for row in 0..<functionCount { map += lines[row] * gridWaves[row][point] }
      for column in 0..<LowPassMaps.side { values[point * LowPassMaps.side + column] = map[column] }
    }
  }
}
