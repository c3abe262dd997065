import Foundation
@testable import SpinSystems
import Testing

/// Sizes around every word boundary: one word exactly (8), less, one bit more, rows of a word and more.
private let sizes = [2, 3, 4, 5, 7, 8, 9, 11, 12, 16, 23, 32, 63, 64, 65, 70]

@Suite struct `Observables by bit kernels` {
  @Test(arguments: sizes)
  func `equal sums over sites`(size: Int) {
    let samples = SampleSet.random(size: size, count: size > 20 ? 3 : 19, fraction: 0.6, seed: 1)
    let observables = Observables(samples)
    let triples = samples.cornerTripleSums()
    for index in 0..<samples.count {
      let direct = DirectSums(samples, index)
      #expect(Int(observables.energies[index]) == direct.energy)
      #expect(Int(observables.totalSpins[index]) == direct.sum(direct.spin))
      #expect(Int(triples[index]) == direct.cornerTriples)
      for r in 1...size / 2 {
        #expect(Int(observables.correlationSums(at: r)[index]) == direct.correlationSum(r))
        #expect(Int(observables.anisotropySums(at: r)[index]) == direct.anisotropySum(r))
      }
    }
  }

  @Test(arguments: [3, 4, 5, 8, 9, 12])
  func `classify exchanges by the energy they cost`(size: Int) {
    let samples = SampleSet.random(size: size, count: 11, seed: 2)
    let all = ExchangePairs.all(on: samples.lattice)
    let classes = samples.exchangeClassCounts(all, range: 0..<samples.count)
    for index in 0..<samples.count {
      let expected = DirectSums(samples, index).exchangeClasses
      #expect((0..<7).map { Int(classes[$0 * samples.count + index]) } == expected)
    }
  }

  @Test(arguments: sizes + [128, 130, 257])
  func `sum rows and columns`(size: Int) {
    let samples = SampleSet.random(size: size, count: size > 20 ? 9 : 19, fraction: 0.6, seed: 4)
    let modes = AxisModes(samples)
    let (rows, columns) = (modes.lineSums(.y), modes.lineSums(.x))
    for index in 0..<samples.count {
      let direct = DirectSums(samples, index)
      for line in 0..<size {
        let row = (0..<size).reduce(0) { $0 + direct.spin(line, $1) }
        let column = (0..<size).reduce(0) { $0 + direct.spin($1, line) }
        #expect(Int(rows[line][rows[line].startIndex + index]) == row)
        #expect(Int(columns[line][columns[line].startIndex + index]) == column)
      }
    }
  }

  @Test func `are the same whether they are counted at once or in parts`() {
    let samples = SampleSet.random(size: 5, count: 5003, fraction: 0.6, seed: 5)
    let whole = Observables(samples)
    for range in [0..<100, 2040..<2056, 4090..<5003] {
      let part = Observables(samples, range: range)
      #expect(part.energies[...] == whole.energies[range])
      #expect(part.totalSpins[...] == whole.totalSpins[range])
      for r in 1...2 {
        #expect(part.correlationSums(at: r)[...] == whole.correlationSums(at: r)[range])
        #expect(part.anisotropySums(at: r)[...] == whole.anisotropySums(at: r)[range])
      }
    }
  }

  @Test(arguments: sizes)
  func `give axis modes whose power is the structure factor`(size: Int) {
    let samples = SampleSet.random(size: size, count: 5, fraction: 0.7, seed: 3)
    let modes = AxisModes(samples)
    let n = Double(size * size)
    let zero = modes.structureFactor(waveNumber: 0)
    let first = modes.structureFactor(waveNumber: 1)
    for index in 0..<samples.count {
      let direct = DirectSums(samples, index)
      let total = Double(direct.sum(direct.spin))
      #expect(abs(zero[index] - total * total / n) < 1e-9 * n)
      var power = 0.0
      for axis in AxisModes.Axis.allCases {
        var (re, im) = (0.0, 0.0)
        for row in 0..<size {
          for column in 0..<size {
            let k = 2 * Double.pi / Double(size) * Double(axis == .x ? column : row)
            re += Double(direct.spin(row, column)) * cos(k)
            im -= Double(direct.spin(row, column)) * sin(k)
          }
        }
        power += (re * re + im * im) / (2 * n)
      }
      #expect(abs(first[index] - power) < 1e-9 * n)
    }
  }

  @Test(arguments: [2, 3, 8, 9, 12, 65])
  func `correlate all displacements`(size: Int) {
    let samples = SampleSet.random(size: size, count: size > 20 ? 2 : 13, seed: 4)
    let sums = samples.displacementCorrelationSums()
    let direct = (0..<samples.count).map { DirectSums(samples, $0) }
    for (dy, dx) in [(0, 0), (0, 1), (1, 0), (1, size - 1), (size / 2, size / 2), (size - 1, 1)] {
      let expected = direct.reduce(0) { total, one in
        total + one.sum { one.spin($0, $1) * one.spin($0 + dy, $1 + dx) }
      }
      #expect(sums[dy * size + dx] == Int64(expected))
    }
  }

  @Test(arguments: [2, 5, 8, 12, 33])
  func `count up spins and equal bonds site by site`(size: Int) {
    let samples = SampleSet.random(size: size, count: 131, fraction: 0.3, seed: 5)
    let counts = samples.siteCounts()
    let fields = samples.bondFields()
    let right = fields.right.siteCounts()
    let down = fields.down.siteCounts()
    for site in [0, size - 1, size, size * size - 1] {
      let (row, column) = (site / size, site % size)
      var (up, equalRight, equalDown): (Int64, Int64, Int64) = (0, 0, 0)
      for index in 0..<samples.count {
        let spin = samples[index, row: row, column: column]
        if spin == 1 { up += 1 }
        if spin == samples[index, row: row, column: (column + 1) % size] { equalRight += 1 }
        if spin == samples[index, row: (row + 1) % size, column: column] { equalDown += 1 }
      }
      #expect(counts[site] == up)
      #expect(right[site] == equalRight)
      #expect(down[site] == equalDown)
    }
  }

  @Test func `obey C(1) = -ε/2 in every configuration`() {
    let samples = SampleSet.random(size: 12, count: 100, fraction: 0.8, seed: 6)
    let observables = Observables(samples)
    let sums = observables.correlationSums(at: 1)
    // C(1) = sum / 2N and ε = H / N, so the integers are opposite.
    #expect(zip(sums, observables.energies).allSatisfy { $0 == -$1 })
  }
}
