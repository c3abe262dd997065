import Randomness
import SpinSystems
import Testing

@Suite("Patterns of 3 × 3 spins")
struct WindowPatternsTests {
  /// Burnside's lemma over the eight symmetries of the square gives 102, and 51 with S → -S.
  @Test("have the classes that Burnside's lemma counts", arguments: [(false, 102), (true, 51)])
  func classes(flips: Bool, count: Int) {
    #expect(WindowPatterns(flips: flips).count == count)
  }

  @Test("are one for each site, and the same for every image of a configuration")
  func images() {
    let lattice = SquareLattice(size: 5)
    var generator = RandomStreams(seed: 1).stream("window patterns")
    let spins = (0..<25).map { _ in Bool.random(using: &generator) ? 1 : -1 }
    var samples = SampleSet(lattice: lattice)
    samples.append(spins: spins)
    // Turned by a right angle and moved, and flipped.
    samples.append(
      spins: (0..<25).map { site -> Int in
        let (row, column) = (site / 5, site % 5)
        return -spins[(column + 2) % 5 * 5 + (4 - row)]
      })
    let counts = samples.patternCounts(WindowPatterns(flips: true))
    #expect(counts.reduce(0) { $0 + $1[0] } == 25)
    #expect(counts.allSatisfy { $0[0] == $0[1] })
  }

  @Test("see one spin that points the other way")
  func oneSpin() {
    let lattice = SquareLattice(size: 6)
    var samples = SampleSet(lattice: lattice)
    samples.append(spins: (0..<36).map { $0 == 14 ? -1 : 1 })
    let patterns = WindowPatterns(flips: false)
    let counts = samples.patternCounts(patterns)
    let found = (0..<patterns.count).filter { counts[$0][0] > 0 }
      .map { (counts[$0][0], patterns.picture($0).count { $0 == "-" }) }
    #expect(found.reduce(0) { $0 + $1.0 } == 36)
    // 27 windows without it; with it in the middle 1, beside the middle 4, in a corner 4.
    #expect(found.map(\.0).sorted() == [1, 4, 4, 27])
  }
}

@Suite("S(k)")
struct StructureFactorsTests {
  @Test("is the double sum over sites")
  func doubleSum() {
    let size = 6
    let lattice = SquareLattice(size: size)
    var generator = RandomStreams(seed: 2).stream("structure factors")
    let spins = (0..<size * size).map { _ in Bool.random(using: &generator) ? 1.0 : -1 }
    var samples = SampleSet(lattice: lattice)
    samples.append(spins: spins.map { Int($0) })
    let factors = StructureFactors(lattice, largest: 3, includingZero: true)
    let values = factors.values(of: samples)
    for (k, vector) in factors.vectors.enumerated() {
      let images = [
        SIMD2(vector.x, vector.y), SIMD2(vector.x, -vector.y), SIMD2(vector.y, vector.x),
        SIMD2(vector.y, -vector.x),
      ]
      var sum = 0.0
      for image in images {
        for a in spins.indices {
          for b in spins.indices {
            let phase = image.x * (a % size - b % size) + image.y * (a / size - b / size)
            sum += spins[a] * spins[b] * cosine(phase, of: size)
          }
        }
      }
      #expect(abs(values[k][0] - sum / 4 / Double(size * size)) < 1e-9)
    }
  }

  /// cos(2π n / 6), which has few values.
  private func cosine(_ n: Int, of size: Int) -> Double {
    [1, 0.5, -0.5, -1, -0.5, 0.5][(n % size + size) % size]
  }
}

@Suite("The nearest configuration")
struct NearestConfigurationsTests {
  @Test("is at distance zero up to symmetry, and farther as it is")
  func moved() {
    let size = 5
    let lattice = SquareLattice(size: size)
    var generator = RandomStreams(seed: 3).stream("nearest configurations")
    let spins = (0..<size * size).map { _ in Bool.random(using: &generator) ? 1 : -1 }
    var known = SampleSet(lattice: lattice)
    known.append(spins: spins)
    var samples = SampleSet(lattice: lattice)
    samples.append(
      spins: (0..<25).map { site -> Int in
        let (row, column) = (site / 5, site % 5)
        return spins[column * 5 + (row + 3) % 5]
      })
    samples.append(spins: spins.map { -$0 })
    samples.append(spins: spins.enumerated().map { $0 == 7 ? -$1 : $1 })
    let nearest = NearestConfigurations(to: known)
    #expect(nearest.distances(of: samples, flips: true, upToSymmetry: true) == [0, 0, 1])
    let plain = nearest.distances(of: samples, flips: false, upToSymmetry: false)
    #expect(plain[0] > 0 && plain[1] == 25 && plain[2] == 1)
  }
}
