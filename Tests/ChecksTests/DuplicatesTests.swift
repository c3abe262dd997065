@testable import Checks
import Comparisons
@testable import Faults
import Judgement
import Randomness
import References
import SpinSystems
import Statistics
import Testing

@Suite struct `Copies` {
  private func evidence(_ samples: SampleSet, _ ensemble: Ensemble) throws -> Evidence? {
    let weighing = try Weighing(samples, from: ensemble, against: .exact(ensemble), seed: 1)
    guard case .evidence(let evidence) = try Duplicates().examine(weighing) else { return nil }
    return evidence
  }

  private func draws(
    _ count: Int, from pool: Int, of ensemble: Ensemble, moved: Bool = false
  ) throws -> SampleSet {
    var generator = RandomStreams(seed: 91).stream("copies", for: ensemble, block: pool)
    let originals = try perfectSamples(of: ensemble, count: pool, using: &generator)
    let size = ensemble.lattice.size
    var result = SampleSet(lattice: ensemble.lattice)
    for _ in 0..<count {
      let index = Int.random(in: 0..<pool, using: &generator)
      guard moved else {
        result.append(packed: originals.packed(index))
        continue
      }
      // Turned by a diagonal mirror, moved, and flipped.
      let spins = originals.spins(of: index)
      let (row, column) = (
        Int.random(in: 0..<size, using: &generator), Int.random(in: 0..<size, using: &generator)
      )
      let sign = Bool.random(using: &generator) ? 1 : -1
      result.append(
        spins: spins.indices.map {
          sign * spins[($0 % size + column) % size * size + ($0 / size + row) % size]
        })
    }
    return result
  }

  @Test(arguments: [(20_000, 10_000), (20_000, 5_000), (5_000, 1)])
  func `are found, and said to be copies`(count: Int, pool: Int) throws {
    let ensemble = try Ensemble.fixedMagnetization(size: 8, temperature: 2.5, totalSpin: 0)
    let evidence = try #require(
      try evidence(draws(count, from: pool, of: ensemble), ensemble))
    #expect(evidence.pValue! < 1e-12)
    #expect(evidence.detail.contains("copies"))
    #expect(!evidence.effect!.isWithinTolerance)
    #expect(evidence.effect!.interval.lowerBound > 0)
    if pool > 1 {
      // n²/2N pairs, known to a per cent or so; the sentence gives N.
      let pairs = Double(count) * Double(count) / Double(2 * pool)
      #expect(abs(evidence.statistic!.value / pairs - 1) < 0.1)
    }
  }

  @Test func `of a stretch of the file are found by their order, in chains and up to symmetry`()
    throws
  {
    let ensemble = try Ensemble.fixedMagnetization(size: 8, temperature: 2, totalSpin: 0)
    var generator = RandomStreams(seed: 92).stream("stretches", for: ensemble)
    let chain = try CorrelatedDraws().samples(
      of: ensemble, count: 3000, amount: 0.8, using: &generator)
    #expect(try evidence(chain, ensemble) == nil)
    let half = Array(0..<3000)
    let twice = chain.picking(half + half)
    let found = try #require(try evidence(twice, ensemble))
    #expect(found.law == .broken)
    #expect(found.detail.contains("again, in the same order"))
    // The images of 400 samples, one symmetry after the other.
    let few = try perfectSamples(of: ensemble, count: 400, using: &generator)
    var images = few
    for index in 0..<few.count {
      let spins = few.spins(of: index)
      images.append(spins: spins.indices.map { spins[$0 % 8 * 8 + $0 / 8] })
    }
    let mirrored = try #require(try evidence(images, ensemble))
    #expect(mirrored.law == .broken)
    #expect(mirrored.detail.contains("symmetries"))
  }

  @Test func `in a row are found as they are, and as images that stand behind each sample`() throws
  {
    let ensemble = try Ensemble.canonical(size: 8, temperature: 2.6)
    var generator = RandomStreams(seed: 92).stream("in a row", for: ensemble)
    let drawn = try perfectSamples(of: ensemble, count: 500, using: &generator)
    let twice = try #require(
      try evidence(drawn.picking((0..<500).flatMap { [$0, $0] }), ensemble))
    #expect(twice.law == .broken && twice.effect?.value == 0.5)
    #expect(twice.detail.contains("2 times in a row"))
    var images = SampleSet(lattice: drawn.lattice)
    for index in 0..<500 {
      let spins = drawn.spins(of: index)
      images.append(spins: spins)
      images.append(spins: spins.map { -$0 })
      images.append(spins: spins.indices.map { spins[$0 % 8 * 8 + $0 / 8] })
    }
    let flipped = try #require(try evidence(images, ensemble))
    #expect(flipped.law == .broken && flipped.detail.contains("3 times in a row, as images"))
    // Samples that were stored as often as chance would have it are not ours to judge by their order.
    let random = drawn.picking(
      (0..<500).flatMap { [Int](repeating: $0, count: Int.random(in: 1...4, using: &generator)) })
    #expect(try evidence(random, ensemble)?.law != .broken)
  }

  @Test func `are found where ground states repeat by the million`() throws {
    let ensemble = try Ensemble.fixedMagnetization(size: 8, temperature: 1, totalSpin: 0)
    let evidence = try #require(
      try evidence(draws(20_000, from: 5_000, of: ensemble), ensemble))
    #expect(evidence.pValue! < 1e-6)
  }

  @Test func `are found where they are moved, turned and flipped`() throws {
    let ensemble = try Ensemble.fixedMagnetization(size: 8, temperature: 2.5, totalSpin: 0)
    let evidence = try #require(
      try evidence(draws(10_000, from: 2_000, of: ensemble, moved: true), ensemble))
    #expect(evidence.pValue! < 1e-12)
    #expect(evidence.detail.contains("Up to symmetry"))
  }

  @Test func `have canonical forms that every symmetry keeps, and nothing else`() throws {
    let lattice = SquareLattice(size: 5)
    var generator = RandomStreams(seed: 92).stream("canonical forms")
    var images = SampleSet(lattice: lattice)
    let spins = (0..<25).map { _ in Bool.random(using: &generator) ? 1 : -1 }
    for shift in 0..<25 {
      for image in 0..<16 {
        images.append(
          spins: (0..<25).map { site in
            var (row, column) = ((site / 5 + shift / 5) % 5, (site % 5 + shift) % 5)
            if image & 1 == 1 { (row, column) = (column, row) }
            if image & 2 == 2 { row = 4 - row }
            if image & 4 == 4 { column = 4 - column }
            return (image & 8 == 8 ? -1 : 1) * spins[row * 5 + column]
          })
      }
    }
    let forms = images.canonicalForms(range: 0..<images.count, flips: true)
    #expect(Set(forms.fingerprints()).count == 1)
    #expect(Set(images.canonicalForms(range: 0..<400, flips: false).fingerprints()).count == 2)
    // A form is its own form, and has as many spins up as the configuration.
    var all = SampleSet(lattice: SquareLattice(size: 4))
    all.append(packed: 0..<1 << 16)
    let once = all.canonicalForms(range: 0..<all.count, flips: false)
    let twice = once.canonicalForms(range: 0..<all.count, flips: false)
    #expect(once.words == twice.words)
    #expect(zip(once.words, all.words).allSatisfy { $0.nonzeroBitCount == $1.nonzeroBitCount })
  }
}
