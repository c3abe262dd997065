@testable import ExactIsing
import Foundation
import Randomness
import SpinSystems
import Statistics
import Testing

@Suite struct PerfectSamplerTests {
  /// Tests of chance may fail once in ten thousand seeds; the seeds are fixed, so they do not.
  private let falseAlarmRate = 1e-4

  @Test(arguments: 2...9, [nil, 0, 1, -1])
  func `The weights of all first rows add up to the exact partition function`(
    size: Int, share: Int?
  ) throws {
    // No magnetization, or all, or about a third of it.
    let totalSpin = share.map { $0 * (size * size / 3) / 2 * 2 + size % 2 }
    for temperature in [0.2, 1, Ensemble.criticalTemperature, 100] {
      let solution = try solution(size: size, temperature: temperature, totalSpin: totalSpin)
      let sampler = try PerfectSampler(solution.ensemble)
      let logZ =
        log(sampler.relativePartitionFunction) + Double(2 * size * size) / temperature
      // Thousands of rounded terms, all positive: relative errors of Z stay below 1e-12.
      #expect(abs(logZ - solution.logPartitionFunction) < 1e-12 * max(1, abs(logZ)))
    }
  }

  @Test(arguments: [(2, nil), (2, 0), (3, nil), (3, 1), (3, -3), (4, nil), (4, 0), (4, 6)])
  func `Single configurations have their Boltzmann probability`(
    size: Int, totalSpin: Int?
  ) throws {
    let solution = try solution(size: size, temperature: 2.5, totalSpin: totalSpin)
    let sampleCount = 1_000_000
    var generator = RandomStreams(seed: 7).stream("states", for: solution.ensemble)
    let samples = try PerfectSampler(solution.ensemble).sample(
      count: sampleCount, using: &generator)
    var counts = [Int](repeating: 0, count: 1 << (size * size))
    for word in samples.words { counts[Int(word)] += 1 }
    // States with less than ten expected samples share one bin, as Pearson's approximation wants.
    var chiSquare = 0.0
    var bins = 0
    var (rareExpected, rareObserved) = (0.0, 0)
    for (state, observed) in counts.enumerated() {
      let level = level(of: UInt64(state), size: size)
      guard totalSpin == nil || level.totalSpin == totalSpin else {
        #expect(observed == 0)
        continue
      }
      let boltzmann =
        exp(-Double(level.energy) / 2.5 - solution.logPartitionFunction)
      let expected = boltzmann * Double(sampleCount)
      if expected < 10 {
        rareExpected += expected
        rareObserved += observed
      } else {
        chiSquare += (Double(observed) - expected) * (Double(observed) - expected) / expected
        bins += 1
      }
    }
    if rareExpected >= 10 {
      let deviation = Double(rareObserved) - rareExpected
      chiSquare += deviation * deviation / rareExpected
      bins += 1
    }
    #expect(bins > 1)
    let pValue = chiSquareUpperTail(chiSquare, degreesOfFreedom: Double(bins - 1))
    #expect(pValue > falseAlarmRate && pValue < 1 - falseAlarmRate)
  }

  @Test(arguments: [(6, nil), (7, 1), (8, 0), (8, nil), (8, 20)])
  func `Energies and correlations scatter about the exact means as independent draws do`(
    size: Int, totalSpin: Int?
  ) throws {
    let solution = try solution(
      size: size, temperature: Ensemble.criticalTemperature, totalSpin: totalSpin)
    let sampler = try PerfectSampler(solution.ensemble)
    let (setCount, sampleCount) = (200, 400)
    var energyScores: [Double] = []
    var pairs: [[Double]] = []
    for seed in 0..<setCount {
      var generator = RandomStreams(seed: UInt64(seed)).stream("moments")
      let samples = sampler.sample(count: sampleCount, using: &generator)
      let levels = samples.words.map { level(of: $0, size: size) }
      let mean = Double(levels.map(\.energy).reduce(0, +)) / Double(sampleCount)
      let error = (solution.energyVariance / Double(sampleCount)).squareRoot()
      let exact = solution.energyDensity * Double(size * size)
      energyScores.append((mean - exact) / error)
      pairs.append(meanCorrelation(samples))
    }
    // Σ z² of independent means is chi-square up to the skewness of E over √400.
    let sum = energyScores.reduce(0) { $0 + $1 * $1 }
    let pValue = chiSquareUpperTail(sum, degreesOfFreedom: Double(setCount))
    #expect(pValue > falseAlarmRate && pValue < 1 - falseAlarmRate)
    for distance in 1...size / 2 {
      let values = pairs.map { $0[distance] }
      let mean = values.reduce(0, +) / Double(setCount)
      let variance =
        values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(setCount - 1)
      let score =
        (mean - solution.correlation[distance]) / (variance / Double(setCount)).squareRoot()
      // Student's t with 199 degrees of freedom exceeds 4 about once in ten thousand.
      #expect(abs(score) < 4)
    }
  }

  @Test func `The total spin of the canonical ensemble has its exact distribution`() throws {
    let solution = try solution(size: 8, temperature: 2.4)
    let sampleCount = 200_000
    var generator = RandomStreams(seed: 3).stream("total spin")
    let samples = try PerfectSampler(solution.ensemble).sample(
      count: sampleCount, using: &generator)
    var counts: [Int: Int] = [:]
    for word in samples.words { counts[2 * word.nonzeroBitCount - 64, default: 0] += 1 }
    let chiSquare = solution.totalSpinLevels.reduce(0.0) { sum, level in
      let expected = level.probability * Double(sampleCount)
      let deviation = Double(counts[level.totalSpin] ?? 0) - expected
      return sum + deviation * deviation / expected
    }
    // All 65 values are expected hundreds of times at least.
    let pValue = chiSquareUpperTail(chiSquare, degreesOfFreedom: 64)
    #expect(pValue > falseAlarmRate && pValue < 1 - falseAlarmRate)
  }

  @Test(arguments: [.leastNonzeroMagnitude, 0.05, 0.2])
  func `Cold samples are the ground states, each as often as the others`(
    temperature: Double
  ) throws {
    let ensemble = try Ensemble.fixedMagnetization(
      size: 8, temperature: temperature, totalSpin: 0)
    let sampleCount = 16_000
    var generator = RandomStreams(seed: 5).stream("stripes")
    let samples = try PerfectSampler(ensemble).sample(count: sampleCount, using: &generator)
    let counts = samples.words.reduce(into: [UInt64: Int]()) { $0[$1, default: 0] += 1 }
    // The first excited level, 8 higher, has a weight below 1e-14.
    #expect(counts.count == 16)
    let chiSquare = counts.values.reduce(0.0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 }
    #expect(chiSquareUpperTail(chiSquare, degreesOfFreedom: 15) > falseAlarmRate)
  }

  @Test(arguments: 2...12)
  func `The lowest temperature drawn differs from zero temperature by next to nothing`(
    size: Int
  ) throws {
    for totalSpin in [nil] + SquareLattice(size: size).totalSpins.map({ $0 }) {
      let cold = try solution(
        size: size, temperature: BoltzmannPlan.lowestTemperature, totalSpin: totalSpin)
      let excited = cold.energyLevels.dropFirst().map(\.probability).reduce(0, +)
      #expect(excited < 1e-9)
    }
  }

  @Test func `Successive samples are uncorrelated`() throws {
    let solution = try solution(size: 8, temperature: 1.2, totalSpin: 0)
    let sampleCount = 100_000
    var generator = RandomStreams(seed: 11).stream("order")
    let samples = try PerfectSampler(solution.ensemble).sample(
      count: sampleCount, using: &generator)
    let exact = solution.energyDensity * 64
    let deviations = samples.words.map { Double(level(of: $0, size: 8).energy) - exact }
    for lag in 1...5 {
      let products = zip(deviations, deviations.dropFirst(lag)).map(*).reduce(0, +)
      let score =
        products / Double(sampleCount - lag).squareRoot() / solution.energyVariance
      #expect(abs(score) < 4)
    }
  }

  @Test(arguments: [(9, 3), (10, 0), (11, -11), (12, 0)])
  func `Larger lattices keep their total spin and fill every bit of it`(
    size: Int, totalSpin: Int
  ) throws {
    let ensemble = try Ensemble.fixedMagnetization(
      size: size, temperature: 1.5, totalSpin: totalSpin)
    var generator = RandomStreams(seed: 2).stream("large")
    let sampler = try PerfectSampler(ensemble)
    let samples = sampler.sample(count: 20, using: &generator)
    #expect(samples.count == 20)
    for index in 0..<20 { #expect(samples.spins(of: index).reduce(0, +) == totalSpin) }
    // Relative errors of Z stay below 1e-12, as for smaller lattices.
    let logZ = log(sampler.relativePartitionFunction) + Double(2 * size * size) / 1.5
    #expect(abs(logZ - (try ExactSolution(ensemble)).logPartitionFunction) < 1e-12 * logZ)
    let width = ensemble.lattice.wordsPerConfiguration
    let unused = UInt64.max << UInt64(size * size % 64)
    for index in 0..<20 { #expect(samples.words[index * width + width - 1] & unused == 0) }
    var same = RandomStreams(seed: 2).stream("large")
    #expect(sampler.sample(count: 20, using: &same).words == samples.words)
  }

  @Test(arguments: [0.7, Ensemble.criticalTemperature])
  func `Energies at L = 12 have the exact distribution`(temperature: Double) throws {
    let solution = try solution(size: 12, temperature: temperature, totalSpin: 0)
    let sampleCount = 10_000
    var generator = RandomStreams(seed: 12).stream("energies")
    let samples = try PerfectSampler(solution.ensemble).sample(
      count: sampleCount, using: &generator)
    var counts: [Int: Int] = [:]
    for index in 0..<sampleCount {
      let spins = samples.spins(of: index)
      let energy = (0..<144).reduce(0) { sum, site in
        let right = site / 12 * 12 + (site % 12 + 1) % 12
        return sum - spins[site] * (spins[right] + spins[(site + 12) % 144])
      }
      counts[energy, default: 0] += 1
    }
    #expect(counts.keys.allSatisfy { solution.isAllowed(energy: $0, totalSpin: 0) })
    // Levels with fewer than ten expected samples join the next.
    var (chiSquare, bins) = (0.0, 0)
    var (expected, observed) = (0.0, 0)
    for level in solution.energyLevels {
      expected += level.probability * Double(sampleCount)
      observed += counts[level.energy] ?? 0
      guard expected >= 10 else { continue }
      let deviation = Double(observed) - expected
      chiSquare += deviation * deviation / expected
      bins += 1
      (expected, observed) = (0, 0)
    }
    #expect(bins > 1)
    let pValue = chiSquareUpperTail(chiSquare, degreesOfFreedom: Double(bins - 1))
    #expect(pValue > falseAlarmRate && pValue < 1 - falseAlarmRate)
  }

  @Test func `A lattice that is too large is refused with advice`() throws {
    let ensemble = try Ensemble.canonical(size: 13, temperature: 1)
    #expect(throws: ExactError.noPerfectSamples(size: 13)) { try PerfectSampler(ensemble) }
    #expect(ExactError.noPerfectSamples(size: 13).description.contains("Markov chain"))
  }

  // MARK: Observables from the definition, for L ≤ 8

  private func level(of word: UInt64, size: Int) -> (energy: Int, totalSpin: Int) {
    var broken = 0
    for site in 0..<size * size {
      let spin = word >> UInt64(site) & 1
      let right = site / size * size + (site % size + 1) % size
      let below = (site + size) % (size * size)
      if spin != word >> UInt64(right) & 1 { broken += 1 }
      if spin != word >> UInt64(below) & 1 { broken += 1 }
    }
    return (2 * broken - 2 * size * size, 2 * word.nonzeroBitCount - size * size)
  }

  private func meanCorrelation(_ samples: SampleSet) -> [Double] {
    let size = samples.lattice.size
    var equal = [Int](repeating: 0, count: size / 2 + 1)
    for word in samples.words {
      for distance in 0...size / 2 {
        for site in 0..<size * size {
          let right = site / size * size + (site % size + distance) % size
          let below = (site + distance * size) % (size * size)
          if (word >> UInt64(site) ^ word >> UInt64(right)) & 1 == 0 { equal[distance] += 1 }
          if (word >> UInt64(site) ^ word >> UInt64(below)) & 1 == 0 { equal[distance] += 1 }
        }
      }
    }
    return equal.map { 2 * Double($0) / Double(2 * size * size * samples.count) - 1 }
  }
}
