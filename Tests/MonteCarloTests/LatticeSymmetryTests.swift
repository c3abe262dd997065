import MonteCarlo
import Randomness
import SpinSystems
import Testing

@Suite struct LatticeSymmetryTests {
  @Test(arguments: [2, 3, 8, 11, 50, 63, 64, 65, 130, 512])
  func `A symmetry takes every spin where its definition says`(size: Int) throws {
    let ensemble = try Ensemble.canonical(size: size, temperature: 1)
    var generator = RandomStreams(seed: 3).stream("symmetries", for: ensemble)
    let count = size < 100 ? 32 : 3
    let samples = Start.random.configurations(of: ensemble, count: count, using: &generator)
    let symmetries = (0..<count).map { _ in
      LatticeSymmetry.random(of: ensemble, using: &generator)
    }
    let images = LatticeSymmetry.apply(symmetries, to: samples)
    var wrong = 0
    for (index, symmetry) in symmetries.enumerated() {
      for site in 0..<size * size {
        var (row, column) = (site / size, site % size)
        let spin = samples[index, row: row, column: column]
        if symmetry.transposes { swap(&row, &column) }
        if symmetry.reversesColumns { column = size - 1 - column }
        if symmetry.reversesRows { row = size - 1 - row }
        column = (column + symmetry.columnShift) % size
        row = (row + symmetry.rowShift) % size
        let image = images[index, row: row, column: column]
        if image != (symmetry.flipsSpins ? -spin : spin) { wrong += 1 }
      }
    }
    #expect(wrong == 0)
    #expect(Observables(images).energies == Observables(samples).energies)
  }

  /// 16N symmetries at L = 3 with free ΣS, all different: 14,400 draws expect 100 of each, with
  /// standard deviation 10.
  @Test func `Every symmetry is drawn equally often`() throws {
    let ensemble = try Ensemble.canonical(size: 3, temperature: 1)
    var generator = RandomStreams(seed: 4).stream("symmetries")
    var counts: [LatticeSymmetry: Int] = [:]
    for _ in 0..<14_400 { counts[.random(of: ensemble, using: &generator), default: 0] += 1 }
    #expect(counts.count == 144)
    #expect(counts.values.allSatisfy { abs($0 - 100) < 50 })
  }

  @Test func `Spins are flipped only where the ensemble stays the same`() throws {
    var generator = RandomStreams(seed: 5).stream("symmetries")
    func flips(_ totalSpin: Int) throws -> Int {
      let ensemble = try Ensemble.fixedMagnetization(
        size: 4, temperature: 1, totalSpin: totalSpin)
      return (0..<100).count { _ in
        LatticeSymmetry.random(of: ensemble, using: &generator).flipsSpins
      }
    }
    #expect(try flips(2) == 0)
    // 100 tosses of a coin: 5 standard deviations are 25.
    #expect(abs(try flips(0) - 50) < 25)
  }
}
