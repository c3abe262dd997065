import DataFiles
import SpinSystems
import Testing

/// Known configurations without symmetry under exchange of rows and columns.
struct SpinPattern {
  var count: Int
  var size: Int

  /// The formula of `Fixtures/npy/make_fixtures.py`.
  func spin(_ sample: Int, _ row: Int, _ column: Int) -> Int {
    (sample * sample + 3 * row + 5 * column * column + row * column * sample) % 7 < 3 ? 1 : -1
  }

  /// The spins of sample after sample, row by row.
  var spins: [Int] {
    var spins: [Int] = []
    spins.reserveCapacity(count * size * size)
    for sample in 0..<count {
      for row in 0..<size {
        for column in 0..<size { spins.append(spin(sample, row, column)) }
      }
    }
    return spins
  }

  /// The spins as numbers, with `down` in place of -1.
  func values(down: Double = -1) -> [Double] { spins.map { $0 == 1 ? 1 : down } }

  /// Expects that `samples` are these configurations, and that unused bits are zero.
  func expect(_ samples: SampleSet, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(samples.lattice.size == size, sourceLocation: sourceLocation)
    #expect(samples.count == count, sourceLocation: sourceLocation)
    guard samples.lattice.size == size, samples.count == count else { return }
    #expect(samples.words == sampleSet.words, sourceLocation: sourceLocation)
  }

  /// The configurations, packed spin by spin.
  var sampleSet: SampleSet {
    var set = SampleSet(lattice: SquareLattice(size: size))
    let all = spins
    for start in stride(from: 0, to: all.count, by: size * size) {
      set.append(spins: all[start..<start + size * size])
    }
    return set
  }
}

/// The folder of fixtures that NumPy wrote.
let fixtures: String = {
  let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
  return parts.dropLast(3).joined(separator: "/") + "/Fixtures/npy/"
}()
