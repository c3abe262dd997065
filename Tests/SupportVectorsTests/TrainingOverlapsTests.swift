import Randomness
import SpinSystems
import SupportVectors
import Testing

@Suite struct `Training overlaps` {
  /// L = 10 has a last word that is not full.
  @Test(arguments: [4, 10, 16])
  func `Are Σ S S'/N`(size: Int) {
    let lattice = SquareLattice(size: size)
    var generator = RandomStreams(seed: 6).stream("overlap tests", block: size)
    func samples(_ count: Int) -> SampleSet {
      var samples = SampleSet(lattice: lattice)
      for _ in 0..<count {
        samples.append(
          spins: (0..<lattice.siteCount).map { _ in generator.next() & 1 == 0 ? 1 : -1 })
      }
      return samples
    }
    let (known, others) = (samples(5), samples(3))
    func plain(_ a: [Int], _ b: [Int]) -> Double {
      Double(zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }) / Double(lattice.siteCount)
    }
    let overlaps = TrainingOverlaps(known)
    for index in 0..<3 {
      let found = overlaps.overlaps(of: index, in: others)
      let wanted = (0..<5).map { plain(others.spins(of: index), known.spins(of: $0)) }
      #expect(zip(found, wanted).allSatisfy { abs($0 - $1) < 1e-12 } && found.count == 5)
    }
    let matrix = overlaps.matrix()
    #expect(matrix.count == 5 && matrix[2][2] == 1)
    #expect(abs(matrix[1][4] - plain(known.spins(of: 1), known.spins(of: 4))) < 1e-12)
    #expect(matrix[4] == overlaps.overlaps(of: 4, in: known))
  }
}
