import ExactIsing
import SpinSystems
import Statistics
import Testing

@testable import Benchmarks

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
