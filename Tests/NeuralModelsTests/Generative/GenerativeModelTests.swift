import ExactIsing
import Foundation
import NeuralModels
import Randomness
import SpinSystems
import Statistics
import Testing

/// A model of no network at all: independent fair spins.
private struct FairCoins: GenerativeModel {
  let name = "fair coins"

  func samples(
    of ensemble: Ensemble, count: Int, using generator: inout Xoshiro256PlusPlus
  ) -> SampleSet {
    var samples = SampleSet(lattice: ensemble.lattice, capacity: count)
    for _ in 0..<count {
      samples.append(packed: [generator.next() & (1 << UInt64(ensemble.lattice.siteCount) - 1)])
    }
    return samples
  }

  func logProbabilities(of samples: SampleSet, in ensemble: Ensemble) -> [Double]? {
    [Double](repeating: -Double(ensemble.lattice.siteCount) * log(2), count: samples.count)
  }
}

@Suite struct `A generative model` {
  private static let ensemble = try! Ensemble.canonical(size: 2, temperature: 2.5)

  /// A mock and one model of each kind that draws, trained on 500 perfect configurations; all know ln q on
  /// the 16 configurations of L = 2. A kind that is added to the list is held to the same.
  private static let models: [any GenerativeModel] = {
    var stream = RandomStreams(seed: 3).stream("perfect")
    let perfect = try! PerfectSampler(ensemble).sample(count: 500, using: &stream)
    return [FairCoins()]
      + allModels.compactMap { kind in
        kind.train.map { train in try! train(perfect, ensemble, &stream) }
      }
  }()

  private static var allConfigurations: SampleSet {
    SampleSet(lattice: ensemble.lattice, count: 16) { words in
      for index in words.indices { words[index] = UInt64(index) }
    }
  }

  @Test func `has probabilities that add up to one`() throws {
    for model in Self.models {
      let logs = try #require(
        try model.logProbabilities(of: Self.allConfigurations, in: Self.ensemble))
      // 16 exponentials of sums of some ten rounded terms.
      #expect(abs(logs.map { exp($0) }.reduce(0, +) - 1) < 1e-12, "\(model.name)")
    }
  }

  /// Pearson's test of 20,000 draws over the 16 configurations, each model at 0.001. At T = 2.5 and L = 2 a
  /// thousand Gibbs steps leave nothing of the start.
  @Test func `draws with the probabilities it gives`() throws {
    for model in Self.models {
      var stream = RandomStreams(seed: 7).stream("draws")
      let samples = try model.samples(of: Self.ensemble, count: 20_000, using: &stream)
      let logs = try #require(
        try model.logProbabilities(of: Self.allConfigurations, in: Self.ensemble))
      var counts = [Int](repeating: 0, count: 16)
      for index in 0..<samples.count { counts[Int(samples.packed(index).first!)] += 1 }
      let fit = try #require(
        chiSquareTest(
          counts: counts, probabilities: logs.map { exp($0) }, effectiveCount: 20_000))
      #expect(fit.pValue > 0.001, "\(model.name)")
    }
  }

  @Test func `draws the same from the same generator`() throws {
    for model in Self.models {
      func draws(seed: UInt64) throws -> SampleSet {
        var stream = RandomStreams(seed: seed).stream("draws")
        return try model.samples(of: Self.ensemble, count: 100, using: &stream)
      }
      #expect(try draws(seed: 1).words == draws(seed: 1).words)
      #expect(try draws(seed: 1).words != draws(seed: 2).words)
    }
  }

  @Test func `has a kind of a name that no other has`() {
    #expect(Set(allModels.map(\.identifier)).count == allModels.count)
    #expect(allModels.contains { $0.train == nil } && allModels.contains { $0.train != nil })
  }
}

@Suite struct `Gibbs chains as a model` {
  @Test func `conserve ΣS where they are to, and then know no ln q`() throws {
    let ensemble = try Ensemble.fixedMagnetization(size: 4, temperature: 2, totalSpin: 4)
    let machine = try RestrictedBoltzmannMachine.random(
      visibleCount: 16, hiddenCount: 5, scale: 1, seed: 5)
    let model = GibbsSampledMachine(machine, stepCount: 3, conservesTotalSpin: true)
    var stream = RandomStreams(seed: 1).stream("draws")
    let samples = try model.samples(of: ensemble, count: 300, using: &stream)
    #expect(Observables(samples, largestDistance: 1).totalSpins.allSatisfy { $0 == 4 })
    #expect(try model.logProbabilities(of: samples, in: ensemble) == nil)
    #expect(
      try GibbsSampledMachine(machine).logProbabilities(of: samples, in: ensemble)?.count == 300)
  }

  @Test func `say what is wrong with what they are asked`() throws {
    let machine = try RestrictedBoltzmannMachine.random(
      visibleCount: 16, hiddenCount: 5, scale: 1, seed: 5)
    let other = try Ensemble.canonical(size: 5, temperature: 2)
    let own = try Ensemble.canonical(size: 4, temperature: 2)
    var stream = RandomStreams(seed: 1).stream("draws")
    let model = GibbsSampledMachine(machine)
    #expect(throws: BoltzmannMachineError.lattice(size: 5, visibleCount: 16)) {
      try model.samples(of: other, count: 1, using: &stream)
    }
    #expect(
      throws: BoltzmannMachineError.option(
        "the number k of Gibbs steps", found: "0", wanted: "at least 1")
    ) {
      try GibbsSampledMachine(machine, stepCount: 0).samples(of: own, count: 1, using: &stream)
    }
  }
}
