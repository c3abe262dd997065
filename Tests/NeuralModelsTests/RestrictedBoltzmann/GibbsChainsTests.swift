import ExactIsing
import Foundation
@testable import NeuralModels
import Randomness
import SpinSystems
import Statistics
import Testing

@Suite struct GibbsChainsTests {
  /// Tests of chance may fail once in ten thousand seeds; the seeds are fixed, so they do not.
  private let falseAlarmRate = 1e-4

  /// The p-value of samples of a small lattice against probabilities by packed word. States with less
  /// than ten expected samples share one bin.
  private func pValue(_ samples: SampleSet, _ probabilities: [Double]) -> Double {
    var counts = [Int](repeating: 0, count: probabilities.count)
    for word in samples.words { counts[Int(word)] += 1 }
    var (chiSquare, bins) = (0.0, 0)
    var (rareExpected, rareObserved) = (0.0, 0)
    for (observed, probability) in zip(counts, probabilities) {
      let expected = probability * Double(samples.count)
      if expected < 10 {
        rareExpected += expected
        rareObserved += observed
      } else {
        chiSquare += pow(Double(observed) - expected, 2) / expected
        bins += 1
      }
    }
    if rareExpected >= 10 {
      chiSquare += pow(Double(rareObserved) - rareExpected, 2) / rareExpected
      bins += 1
    } else if rareExpected == 0 {
      #expect(rareObserved == 0)
    }
    #expect(bins > 20)
    return chiSquareUpperTail(chiSquare, degreesOfFreedom: Double(bins - 1))
  }

  /// P(v) given ΣS, from the exact model.
  private func conditioned(_ model: ExactModel, totalSpin: Int) -> [Double] {
    let n = model.lattice.siteCount
    let allowed = model.probabilities.enumerated().map { word, probability in
      2 * word.nonzeroBitCount - n == totalSpin ? probability : 0
    }
    let sum = allowed.reduce(0, +)
    return allowed.map { $0 / sum }
  }

  @Test(arguments: [(3, 7, 1.5), (3, 20, 0.8), (4, 16, 0.6), (4, 5, 2)] as [(Int, Int, Float)])
  func `Exact samples of a machine stay exact`(size: Int, hiddenCount: Int, scale: Float) throws {
    let lattice = SquareLattice(size: size)
    let machine = try RestrictedBoltzmannMachine.random(
      visibleCount: size * size, hiddenCount: hiddenCount, scale: scale, seed: 7)
    let model = try ExactModel(machine, lattice: lattice)
    var stream = RandomStreams(seed: 1).stream("exact samples", block: hiddenCount)
    let samples = model.sample(count: 200_000, using: &stream)
    // The sampler of the test is itself held against the distribution it is to draw from.
    #expect(pValue(samples, model.probabilities) > falseAlarmRate)
    for steps in [1, 3] {
      var chains = try GibbsChains(
        machine, lattice: lattice, start: .data(samples, count: samples.count),
        seed: UInt64(steps))
      chains.advance(steps)
      #expect(pValue(chains.samples, model.probabilities) > falseAlarmRate)
      #expect(chains.samples.words != samples.words)
    }
  }

  @Test func `Chains from random starts reach the distribution of a trained machine`() throws {
    let machine = try RestrictedBoltzmannMachine.trained()
    let lattice = SquareLattice(size: 4)
    let model = try ExactModel(machine, lattice: lattice)
    var chains = try GibbsChains(
      machine, lattice: lattice, start: .random(count: 40_000), seed: 2)
    chains.advance(1000)
    #expect(pValue(chains.samples, model.probabilities) > falseAlarmRate)
  }

  @Test(arguments: [(3, 1), (3, -3), (4, 0), (4, 6), (4, -14)])
  func `Chains of conserved ΣS keep the distribution given ΣS`(size: Int, totalSpin: Int) throws {
    let lattice = SquareLattice(size: size)
    let machine = try RestrictedBoltzmannMachine.random(
      visibleCount: size * size, hiddenCount: 12, scale: 1.5, seed: 11)
    let model = try ExactModel(machine, lattice: lattice)
    let expected = conditioned(model, totalSpin: totalSpin)
    var chains = try GibbsChains(
      machine, lattice: lattice, start: .random(count: 60_000), totalSpin: totalSpin, seed: 3)
    chains.advance(40)
    let samples = chains.samples
    #expect(Observables(samples).totalSpins.allSatisfy { $0 == totalSpin })
    if totalSpin.magnitude < 14 { #expect(pValue(samples, expected) > falseAlarmRate) }
  }

  @Test(arguments: [(6, 3), (10, 1), (10, 9), (12, 6), (12, 0), (12, 12)])
  func `A draw of conserved ΣS has the conditional probabilities`(
    units: Int, onesCount: Int
  ) throws {
    var stream = RandomStreams(seed: 5).stream("conserved draw", block: units)
    // Log-odds that a common tilt has to move far.
    let odds = (0..<units).map { _ in Float.random(in: -30 ... -24, using: &stream) }
    let count = 200_000
    let drawn = drawConserved(odds, onesCount: onesCount, count: count, using: &stream)
    #expect(drawn.allSatisfy { $0.nonzeroBitCount == onesCount })
    let weights = (0..<1 << units).map { state in
      state.nonzeroBitCount == onesCount
        ? exp((0..<units).reduce(0) { $0 + (state >> $1 & 1 == 1 ? Double(odds[$1]) + 27 : 0) })
        : 0
    }
    let total = weights.reduce(0, +)
    var counts = [Int](repeating: 0, count: weights.count)
    for word in drawn { counts[Int(word)] += 1 }
    var (chiSquare, bins) = (0.0, 0)
    for (observed, weight) in zip(counts, weights) where weight > 0 {
      let expected = weight / total * Double(count)
      // Pearson's statistic with small expectations has a larger variance, never a smaller one; those
      // below 5 are left out, which keeps the mean below the degrees of freedom.
      guard expected >= 5 else { continue }
      chiSquare += pow(Double(observed) - expected, 2) / expected
      bins += 1
    }
    guard bins > 1 else { return }
    #expect(
      chiSquareUpperTail(chiSquare, degreesOfFreedom: Double(bins - 1)) > falseAlarmRate)
  }

  @Test(arguments: [Float.greatestFiniteMagnitude, 1e9, 1e5, 100])
  func `Extreme odds leave the conserved number of ones as it is`(scale: Float) {
    var stream = RandomStreams(seed: 6).stream("extreme odds")
    let odds = (0..<70).map { [-scale, scale, 0, scale / 2][$0 % 4] }
    for onesCount in [0, 1, 17, 18, 35, 52, 53, 69, 70] {
      let drawn = drawConserved(odds, onesCount: onesCount, count: 50, using: &stream)
      for index in 0..<50 {
        #expect(
          drawn[2 * index].nonzeroBitCount + drawn[2 * index + 1].nonzeroBitCount == onesCount)
      }
    }
  }

  @Test func `Chains do not depend on how steps are grouped, nor on each other`() throws {
    let machine = try RestrictedBoltzmannMachine.trained(epochs: 2)
    let lattice = SquareLattice(size: 4)
    for totalSpin in [nil, 2] {
      var whole = try GibbsChains(
        machine, lattice: lattice, start: .random(count: 1000), totalSpin: totalSpin, seed: 4)
      var parts = whole
      whole.advance(12)
      for steps in [5, 0, 7] { parts.advance(steps) }
      #expect(whole.samples.words == parts.samples.words)
      #expect(parts.stepCount == 12)
      // Whole shards are the same whatever follows them.
      var fewer = try GibbsChains(
        machine, lattice: lattice, start: .random(count: 2 * GibbsChains.shardSize),
        totalSpin: totalSpin, seed: 4)
      fewer.advance(12)
      #expect(fewer.samples.words.elementsEqual(whole.samples.words.prefix(fewer.count)))
    }
  }

  @Test func `Shards that run one after the other give what they give side by side`() throws {
    let machine = try RestrictedBoltzmannMachine.trained(epochs: 2)
    let lattice = SquareLattice(size: 4)
    let layers = BoltzmannLayerPair(machine)
    for totalSpin in [nil, 0] {
      var chains = try GibbsChains(
        machine, lattice: lattice, start: .random(count: 900), totalSpin: totalSpin, seed: 6)
      var shards = chains.shards
      chains.advance(9)
      for index in shards.indices.reversed() {
        shards[index].advance(9, layers, onesCount: totalSpin.map { 8 + $0 / 2 })
      }
      #expect(shards.count == 4)
      #expect(chains.samples.words == shards.flatMap(\.states))
    }
  }

  @Test func `Starts are random or the data, as asked`() throws {
    let machine = try RestrictedBoltzmannMachine.trained(epochs: 1)
    let lattice = SquareLattice(size: 4)
    let random = try GibbsChains(
      machine, lattice: lattice, start: .random(count: 10_000), seed: 5)
    let mean =
      random.samples.words.reduce(0) { $0 + Double($1.nonzeroBitCount) } / 160_000
    // 160,000 fair coins: standard error 1/800.
    #expect(abs(mean - 0.5) < 4.0 / 800)
    let conserved = try GibbsChains(
      machine, lattice: lattice, start: .random(count: 1000), totalSpin: -4, seed: 5)
    #expect(conserved.samples.words.allSatisfy { $0.nonzeroBitCount == 6 })
    let data = try GibbsChains(
      machine, lattice: lattice, start: .data(conserved.samples, count: 1500), seed: 5)
    #expect(
      data.samples.words == conserved.samples.words + conserved.samples.words.prefix(500))
  }

  /// States of one word or two drawn from log-odds, `count` times.
  private func drawConserved(
    _ odds: [Float], onesCount: Int, count: Int, using stream: inout Xoshiro256PlusPlus
  ) -> [UInt64] {
    var generator = UnitGenerator(using: &stream)
    let inputs = [[Float]](repeating: odds, count: count).flatMap { $0 }
    var drawn = [UInt64](repeating: .max, count: count * BoltzmannLayer.words(odds.count))
    BoltzmannLayer.drawConserved(
      inputs, units: odds.count, onesCount: onesCount, using: &generator, to: &drawn)
    return drawn
  }
}
