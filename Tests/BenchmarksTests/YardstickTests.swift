@testable import Benchmarks
import ExactIsing
import Randomness
import SpinSystems
import Statistics
import Testing

/// A yardstick that is wrong would measure nothing.
@Suite struct `The yardsticks` {
  @Test(arguments: [2, 3, 8, 12])
  func `count the same observables as the bit kernels`(size: Int) {
    let lattice = SquareLattice(size: size)
    var generator = RandomStreams(seed: 5).stream("yardsticks", block: size)
    var samples = SampleSet(lattice: lattice)
    for _ in 0..<50 {
      samples.append(
        spins: (0..<lattice.siteCount).map { _ in Bool.random(using: &generator) ? 1 : -1 })
    }
    let observables = Observables(samples)
    let plain = PlainObservables(
      (0..<50).flatMap { samples.spins(of: $0).map(Int8.init) }, lattice: lattice)
    #expect(plain.energies == observables.energies)
    #expect(plain.totalSpins == observables.totalSpins)
    for distance in 1...size / 2 {
      #expect(plain.correlationSums[distance - 1] == observables.correlationSums(at: distance))
    }
  }
}

@Suite struct `The plain convolution` {
  /// Random numbers in [-½, ½).
  private static func numbers(_ count: Int, seed: UInt64) -> [Float] {
    var generator = RandomStreams(seed: seed).stream("plain convolution")
    return (0..<count).map { _ in Float(generator.nextUnitInterval() - 0.5) }
  }

  private static func product(_ a: [Float], _ b: [Float]) -> Double {
    precondition(a.count == b.count)
    return zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  /// 3 channels to 5 filters on maps of 6 × 6.
  private let convolution = PlainConvolution(
    weights: numbers(5 * 3 * 9, seed: 1), bias: [Float](repeating: 0, count: 5), kernelSize: 3)

  @Test func `sums products of neighbours and weights`() {
    let weights = Self.numbers(5 * 3 * 9, seed: 1)
    let map = Self.numbers(6 * 6 * 3, seed: 2)
    let output = convolution.output(map, size: 6)
    for (row, column, filter) in [(0, 0, 0), (3, 3, 4), (1, 2, 3)] {
      var sum: Float = 0
      for channel in 0..<3 {
        for tap in 0..<9 {
          sum +=
            weights[(filter * 3 + channel) * 9 + tap]
            * map[((row + tap / 3) * 6 + column + tap % 3) * 3 + channel]
        }
      }
      #expect(abs(output[(row * 4 + column) * 5 + filter] - sum) < 1e-5)
    }
  }

  /// The output is linear in the map and in the weights, so that for any g
  /// Σ g·output = Σ map·(its gradient) = Σ weights·(theirs); in single precision, of some hundred terms.
  @Test func `goes back by the transpose of the way there`() {
    let map = Self.numbers(6 * 6 * 3, seed: 2)
    let gradient = Self.numbers(4 * 4 * 5, seed: 3)
    var weightGradient = [Float](repeating: 0, count: 5 * 3 * 9)
    var biasGradient = [Float](repeating: 0, count: 5)
    let mapGradient = convolution.backward(
      gradient, map: map, size: 6, weightGradient: &weightGradient, biasGradient: &biasGradient)
    let expected = Self.product(gradient, convolution.output(map, size: 6))
    #expect(abs(expected) > 0.1)
    #expect(abs(Self.product(map, mapGradient) - expected) < 1e-4)
    #expect(abs(Self.product(convolution.weights, weightGradient) - expected) < 1e-4)
    #expect(abs(biasGradient.reduce(0, +) - gradient.reduce(0, +)) < 1e-4)
  }
}

@Suite struct `The benchmarks` {
  @Test func `have names of their own`() {
    let names = allBenchmarks.map(\.identifier)
    #expect(Set(names).count == names.count)
  }

  @Test func `call a shorter time and a higher rate faster`() {
    let time = BenchmarkResult(
      subject: "a", work: "", value: 2, unit: .seconds, yardstick: 6, yardstickName: "b")
    #expect(time.ratio == 3)
    let rate = BenchmarkResult(
      subject: "a", work: "", value: 6, unit: .configurationsPerSecond, yardstick: 2,
      yardstickName: "b")
    #expect(rate.ratio == 3)
    #expect(BenchmarkResult(subject: "a", work: "", value: 1, unit: .seconds).ratio == nil)
  }
}
