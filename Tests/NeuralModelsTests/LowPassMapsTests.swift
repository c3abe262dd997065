import Foundation
import NeuralModels
import Randomness
import SpinSystems
import Testing

@Suite struct `Low-pass maps` {
  /// Sizes with rows that straddle words, that are no multiple of 8, and odd ones.
  static let sizes = [3, 7, 16, 20, 24, 33, 50, 64]

  /// Random spins, every third configuration with a long wave in it.
  private static func configurations(size: Int, count: Int) -> SampleSet {
    var generator = RandomStreams(seed: 8).stream("low-pass maps", block: size)
    var samples = SampleSet(lattice: SquareLattice(size: size), capacity: count)
    for index in 0..<count {
      samples.append(
        spins: (0..<size * size).map { site in
          let isInStripe = index.isMultiple(of: 3) && site / size < size / 2
          return generator.nextUnitInterval() < (isInStripe ? 0.8 : 0.4) ? 1 : -1
        })
    }
    return samples
  }

  /// A map by the definition: a sum over all sites for each complex coefficient, in Double.
  private static func directMap(_ samples: SampleSet, _ index: Int, zeroLevel: Double?) -> [Double]
  {
    let size = samples.lattice.size
    let limit = 2
    var coefficients: [(nx: Int, ny: Int, real: Double, imaginary: Double)] = []
    for ny in -limit...limit {
      for nx in -limit...limit {
        let square = nx * nx + ny * ny
        guard square <= 5, square > 0 || zeroLevel != nil else { continue }
        var (real, imaginary) = (0.0, 0.0)
        for row in 0..<size {
          for column in 0..<size {
            let phase =
              -2 * Double.pi
              * (Double(nx) * (Double(column) + 0.5) + Double(ny) * (Double(row) + 0.5))
              / Double(size)
            let spin = Double(samples[index, row: row, column: column])
            real += spin * cos(phase)
            imaginary += spin * sin(phase)
          }
        }
        let factor = 1 / Double(size * size)
        let level = square == 0 ? zeroLevel! : 0
        coefficients.append((nx, ny, real * factor - level, imaginary * factor))
      }
    }
    let norm = coefficients.reduce(0) {
      $0 + $1.real * $1.real + $1.imaginary * $1.imaginary
    }.squareRoot()
    return (0..<64).map { point in
      coefficients.reduce(0) { sum, coefficient in
        let phase =
          2 * Double.pi
          * (Double(coefficient.nx) * (Double(point % 8) + 0.5)
            + Double(coefficient.ny) * (Double(point / 8) + 0.5)) / 8
        return sum
          + (coefficient.real * cos(phase) - coefficient.imaginary * sin(phase)) / norm
      }
    }
  }

  private static func largestDifference(
    _ values: some Collection<Float>, _ others: some Collection<Double>
  ) -> Double {
    zip(values, others).map { abs(Double($0) - $1) }.max()!
  }

  /// Coefficients have errors of a few 10⁻⁷ and these configurations have Σ |c|² of 20/N or more, so that
  /// the map's errors stay below 10⁻⁶ √(N/20) · 5, which is 7 · 10⁻⁵ at L = 64.
  @Test(arguments: sizes, [nil, 0, -0.3])
  func `A map is what its definition says`(size: Int, zeroLevel: Double?) {
    let samples = Self.configurations(size: size, count: 6)
    let maps = LowPassMaps(samples, zeroLevel: zeroLevel)
    #expect(maps.count == 6 && maps.values.count == 6 * 64)
    for index in 0..<6 {
      let direct = Self.directMap(samples, index, zeroLevel: zeroLevel)
      #expect(Self.largestDifference(maps[index], direct) < 7e-5)
    }
  }

  /// The coefficients of a configuration magnified m times are those of the small one times
  /// sin(πn/L) / (m sin(πn/(mL))) for each direction, from the sum over a block. That factor lies between
  /// 1 and 1 - (πn/L)²/6, so relative changes of coefficients are below 2 (2π/L)²/6; a value of a map is a
  /// sum of 20 of them whose squares sum to 1, so it changes by less than √20 of that, twice that with the
  /// norm.
  @Test(arguments: [(16, 2), (16, 4), (20, 3), (32, 2)])
  func `A pattern and its magnified copy have nearly the same map`(size: Int, factor: Int) {
    let samples = Self.configurations(size: size, count: 5)
    var magnified = SampleSet(lattice: SquareLattice(size: size * factor))
    for index in 0..<samples.count {
      magnified.append(
        spins: (0..<size * size * factor * factor).map { site in
          let (row, column) = (site / (size * factor), site % (size * factor))
          return samples[index, row: row / factor, column: column / factor]
        })
    }
    let small = LowPassMaps(samples)
    let large = LowPassMaps(magnified)
    let relative = pow(2 * Double.pi / Double(size), 2) / 3
    let limit = 2 * 20.0.squareRoot() * relative
    let difference = Self.largestDifference(large.values, small.values.map(Double.init))
    #expect(difference < limit)
  }

  @Test func `A map has zero mean and unit mean square`() {
    let maps = LowPassMaps(Self.configurations(size: 30, count: 4))
    for index in 0..<4 {
      // Sums of 64 rounded terms of order 1.
      #expect(abs(maps[index].reduce(0, +)) < 1e-4)
      #expect(abs(maps[index].reduce(0) { $0 + $1 * $1 } / 64 - 1) < 1e-5)
    }
  }

  @Test func `Symmetries of the lattice are symmetries of the map`() {
    let size = 24
    let samples = Self.configurations(size: size, count: 3)
    let maps = LowPassMaps(samples)
    func moved(_ site: (Int, Int) -> (Int, Int), sign: Int = 1) -> LowPassMaps {
      var images = SampleSet(lattice: samples.lattice)
      for index in 0..<samples.count {
        images.append(
          spins: (0..<size * size).map {
            let (row, column) = site($0 / size, $0 % size)
            return sign * samples[index, row: row, column: column]
          })
      }
      return LowPassMaps(images)
    }
    func expect(
      _ images: LowPassMaps, _ point: (Int, Int) -> (Int, Int), sign: Float = 1,
      sourceLocation: SourceLocation = #_sourceLocation
    ) {
      let expected = (0..<samples.count).flatMap { index in
        (0..<64).map {
          let (row, column) = point($0 / 8, $0 % 8)
          return Double(sign * maps.values[index * 64 + row * 8 + column])
        }
      }
      #expect(
        Self.largestDifference(images.values, expected) < 2e-5, sourceLocation: sourceLocation)
    }
    // A third of the lattice constant of the grid is a site here.
    expect(moved { ($0, ($1 + 3) % size) }, { ($0, ($1 + 1) % 8) })
    expect(moved { (($0 + 9) % size, $1) }, { (($0 + 3) % 8, $1) })
    expect(moved { ($1, $0) }, { ($1, $0) })
    expect(moved { ($0, size - 1 - $1) }, { ($0, 7 - $1) })
    expect(moved({ ($0, $1) }, sign: -1), { ($0, $1) }, sign: -1)
  }

  @Test func `Short waves alone leave a map of zeros`() {
    let size = 32
    var samples = SampleSet(lattice: SquareLattice(size: size))
    samples.append(
      spins: (0..<size * size).map { ($0 / size + $0 % size).isMultiple(of: 2) ? 1 : -1 })
    samples.append(spins: [Int](repeating: 1, count: size * size))
    #expect(LowPassMaps(samples).values.allSatisfy { $0 == 0 })
    // With n = 0 kept, spins all up have a map of ones.
    let maps = LowPassMaps(samples, zeroLevel: 0)
    #expect(maps[0].allSatisfy { $0 == 0 })
    #expect(maps[1].allSatisfy { abs($0 - 1) < 1e-6 })
  }

  @Test func `Maps of a range are those of the whole`() {
    let samples = Self.configurations(size: 20, count: 7)
    var parts = LowPassMaps(samples, range: 0..<3)
    parts.append(LowPassMaps(samples, range: 3..<7))
    #expect(parts.values == LowPassMaps(samples).values)
  }
}
