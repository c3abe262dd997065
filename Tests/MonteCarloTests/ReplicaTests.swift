import ExactIsing
@testable import MonteCarlo
import Randomness
import SpinSystems
import Testing

@Suite struct ReplicaTests {
  @Test(arguments: SamplerSubject.laneSamplers, [(4, 2.0), (4, 4.0), (8, 2.0)])
  func `Replicas are independent though they share the choice of sites`(
    subject: SamplerSubject, point: (size: Int, temperature: Double)
  ) throws {
    let ensemble = try subject.ensemble(
      size: point.size, temperature: point.temperature, totalSpin: 0)
    let sampler = try subject.make(
      ensemble, .stripe, RandomStreams(seed: 6).stream("replicas", for: ensemble))
    let independence = try ReplicaIndependence(
      of: sampler, from: try SharedPerfectSamplers.sampler(of: ensemble), rounds: 300, sweeps: 40)
    // Nine tests at 10^-4 each.
    #expect(independence.pValue > 1e-4, "variance ratio \(independence.varianceRatio)")
  }

  @Test(arguments: SamplerSubject.all, [2, 3, 8, 11, 50])
  func `Configurations that are put in come out again`(
    subject: SamplerSubject, size: Int
  ) throws {
    let ensemble = try subject.ensemble(size: size, temperature: 2, totalSpin: size % 2)
    let stream = RandomStreams(seed: 7).stream("round trip", for: ensemble)
    var generator = stream
    var sampler = try subject.make(ensemble, .stripe, stream)
    let samples = Start.random.configurations(
      of: ensemble, count: sampler.replicaCount, using: &generator)
    sampler.setConfigurations(samples)
    #expect(sampler.configurations.words == samples.words)
  }

  @Test(arguments: SamplerSubject.all, [2, 5, 12])
  func `The same stream gives the same configurations, another gives others`(
    subject: SamplerSubject, size: Int
  ) throws {
    let ensemble = try subject.ensemble(size: size, temperature: 2.5, totalSpin: size % 2)
    func configurations(seed: UInt64, sweeps: [Int]) throws -> [UInt64] {
      var sampler = try subject.make(
        ensemble, .random, RandomStreams(seed: seed).stream("bits", for: ensemble))
      return sweeps.flatMap { count in
        sampler.sweep(count)
        return sampler.configurations.words
      }
    }
    let first = try configurations(seed: 1, sweeps: [6, 3, 1, 1, 1, 1, 1, 1])
    #expect(try configurations(seed: 1, sweeps: [6, 3, 1, 1, 1, 1, 1, 1]) == first)
    // One replica of four spins may well go the same way twice.
    if size > 2 {
      #expect(try configurations(seed: 2, sweeps: [6, 3, 1, 1, 1, 1, 1, 1]) != first)
    }
    // Two sweeps at once are the two one after the other.
    let width = first.count / 8
    #expect(try configurations(seed: 1, sweeps: [9])[...] == first[width..<2 * width])
  }

  /// At T = 0.2 the first excitation of a flat stripe has the weight exp(-8/0.2) or less: two sweeps of
  /// 512 · 512² attempts expect fewer than 10^-8 of them that end in another energy, save that cluster
  /// moves carry whole domains, at no cost in energy either.
  @Test(arguments: SamplerSubject.all)
  func `The largest and coldest lattice stays in its ground state`(subject: SamplerSubject) throws {
    let ensemble = try subject.ensemble(size: 512, temperature: 0.2, totalSpin: 0)
    var sampler = try subject.make(
      ensemble, .stripe, RandomStreams(seed: 11).stream("cold", for: ensemble))
    let before = Observables(sampler.configurations, largestDistance: 1)
    sampler.sweep(2)
    let after = Observables(sampler.configurations, largestDistance: 1)
    #expect(after.energies == before.energies)
    if ensemble.totalSpin != nil { #expect(after.totalSpins == before.totalSpins) }
  }

  /// FNV-1a over the words of all replicas after 20 sweeps. The kernels are integer arithmetic, so
  /// every level of x86-64, and any other processor, has to give these.
  @Test(
    arguments: zip(
      ["exchange", "kawasaki", "metropolis"],
      [14_769_399_666_881_936_720 as UInt64, 10_379_490_417_285_631_466, 5_291_400_605_133_726_501])
  )
  func `Lane samplers give the bits they gave on another processor`(
    name: String, hash: UInt64
  ) throws {
    let subject = try #require(SamplerSubject.all.first { $0.name == name })
    let ensemble = try subject.ensemble(size: 13, temperature: 2.5, totalSpin: 5)
    var sampler = try subject.make(ensemble, .random, RandomStreams(seed: 1).stream("pinned"))
    sampler.sweep(20)
    let found = sampler.configurations.words.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ $1) &* 0x100_0000_01b3
    }
    #expect(found == hash)
  }

  @Test(arguments: SamplerSubject.all, [2, 3, 8, 13])
  func `Every configuration keeps the fixed total spin`(
    subject: SamplerSubject, size: Int
  ) throws {
    let ensemble = try subject.ensemble(size: size, temperature: 2, totalSpin: size % 2 - 2)
    var sampler = try subject.make(
      ensemble, .random, RandomStreams(seed: 9).stream("total spin", for: ensemble))
    sampler.sweep(10)
    let totalSpins = Set(Observables(sampler.configurations).totalSpins)
    if let totalSpin = ensemble.totalSpin {
      #expect(totalSpins == [Int32(totalSpin)])
    } else {
      #expect(sampler.replicaCount == 1 || totalSpins.count > 1)
    }
    let unused = SampleSet(lattice: ensemble.lattice, count: 1) { words in
      for word in 0..<ensemble.lattice.wordsPerConfiguration { words[word] = .max }
      words[words.count - 1] = .max >> UInt64(64 * words.count - size * size)
    }
    for index in 0..<sampler.replicaCount {
      #expect(zip(sampler.configurations.packed(index), unused.words).allSatisfy { $0 & ~$1 == 0 })
    }
  }
}
