@testable import Checks
import Comparisons
@testable import Faults
import Judgement
import Randomness
import References
import SpinSystems
import Testing

@Suite("Checks against the reference's configurations")
struct PatternTests {
  private func pValue(
    _ check: some Check<Weighing>, _ samples: SampleSet, _ ensemble: Ensemble,
    training: SampleSet? = nil, seed: UInt64 = 1
  ) throws -> Double? {
    let weighing = try Weighing(
      samples, from: ensemble, against: .exact(ensemble), training: training, seed: seed)
    guard case .evidence(let evidence) = try check.examine(weighing) else { return nil }
    return evidence.pValue
  }

  @Test("see plaquettes that are preferred at equal energy")
  func plaquettes() throws {
    let ensemble = try Ensemble.fixedMagnetization(size: 8, temperature: 2.5, totalSpin: 0)
    var generator = RandomStreams(seed: 5).stream("patterns", for: ensemble)
    let samples = try PlaquetteBias().samples(
      of: ensemble, count: 5000, amount: 0.5, using: &generator)
    let found = try #require(try pValue(.localPatterns, samples, ensemble))
    #expect(found < 1e-6)
  }

  @Test("see spins that are shuffled over the lattice in a fifth of the samples")
  func waves() throws {
    let ensemble = try Ensemble.fixedMagnetization(size: 8, temperature: 2.5, totalSpin: 0)
    var generator = RandomStreams(seed: 6).stream("waves", for: ensemble)
    let samples = try IndependentSites().samples(
      of: ensemble, count: 3000, amount: 0.2, using: &generator)
    let found = try #require(try pValue(.structureFactorVector, samples, ensemble))
    #expect(found < 1e-6)
  }

  @Test("see |ΣS| that is larger at equal energy, though P(H) is right")
  func joint() throws {
    let ensemble = try Ensemble(size: 6, temperature: 2.5, totalSpin: nil)
    var generator = RandomStreams(seed: 7).stream("joint", for: ensemble)
    let draws = try perfectSamples(of: ensemble, count: 8000, using: &generator)
    let observables = Observables(draws, largestDistance: 1)
    // Of successive draws of equal H the one with the larger |ΣS|, twice as many of those as there are.
    var last: [Int32: Int] = [:]
    var samples = SampleSet(lattice: ensemble.lattice)
    for index in 0..<draws.count {
      let energy = observables.energies[index]
      guard let other = last.removeValue(forKey: energy) else {
        last[energy] = index
        continue
      }
      let isLarger =
        abs(observables.totalSpins[index]) > abs(observables.totalSpins[other])
      samples.append(packed: draws.packed(isLarger ? index : other))
    }
    let found = try #require(try pValue(.jointLevels, samples, ensemble))
    #expect(found < 1e-6)
  }

  @Test("see a mixture of two temperatures as no temperature")
  func temperatures() throws {
    let ensemble = try Ensemble(size: 8, temperature: 2.75, totalSpin: nil)
    var generator = RandomStreams(seed: 8).stream("mixture", for: ensemble)
    var samples = SampleSet(lattice: ensemble.lattice)
    let parts = try [2.5, 3.1].map {
      try perfectSamples(
        of: Ensemble(size: 8, temperature: $0, totalSpin: nil), count: 3000, using: &generator)
    }
    for index in 0..<3000 { for part in parts { samples.append(packed: part.packed(index)) } }
    let found = try #require(try pValue(.inferredTemperatures, samples, ensemble))
    #expect(found < 1e-4)
  }

  @Test("find one temperature, though another is claimed", arguments: [2.0, 3.5])
  func wrongClaim(temperature: Double) throws {
    let ensemble = try Ensemble(size: 8, temperature: 2.6, totalSpin: nil)
    var generator = RandomStreams(seed: 10).stream("wrong claim", for: ensemble)
    let drawn = try Ensemble(size: 8, temperature: temperature, totalSpin: nil)
    let smallest = try (0..<12).map { _ in
      let samples = try perfectSamples(of: drawn, count: 3000, using: &generator)
      return try #require(try pValue(.inferredTemperatures, samples, ensemble))
    }.min()!
    // The smallest of 12 is below 10⁻⁴ in one of 800.
    #expect(smallest > 1e-4)
  }

  @Test("count a chain for no more than it is worth")
  func correlatedTraining() throws {
    // Fresh draws, each repeated 20 times, in lost order: 100 draws, as is stated.
    let ensemble = try Ensemble.fixedMagnetization(size: 8, temperature: 2.5, totalSpin: 0)
    var generator = RandomStreams(seed: 12).stream("correlated training", for: ensemble)
    let pValues = try (0..<20).map { _ -> Double in
      let training = try perfectSamples(of: ensemble, count: 300, using: &generator)
      let draws = try perfectSamples(of: ensemble, count: 100, using: &generator)
      var samples = SampleSet(lattice: ensemble.lattice)
      for index in Array(repeating: 0..<100, count: 20).joined().shuffled(using: &generator) {
        samples.append(packed: draws.packed(index))
      }
      let weighing = try Weighing(
        samples, from: ensemble, against: .exact(ensemble),
        stating: StatedCorrelation(effectiveCount: 100, integratedTime: nil), training: training,
        seed: generator.next())
      guard case .evidence(let evidence) = try NearestTraining().examine(weighing) else {
        return 0
      }
      return try #require(evidence.pValue)
    }
    // The smallest of 20 is below 10⁻⁴ in one of 500.
    #expect(pValues.min()! > 1e-4)
  }

  @Test("see what was remembered of the training set, and nothing in fresh draws")
  func training() throws {
    let ensemble = try Ensemble.fixedMagnetization(size: 8, temperature: 2.5, totalSpin: 0)
    var generator = RandomStreams(seed: 9).stream("training", for: ensemble)
    let training = try perfectSamples(of: ensemble, count: 2000, using: &generator)
    let fresh = try perfectSamples(of: ensemble, count: 2000, using: &generator)
    let ofFresh = try #require(
      try pValue(.nearestTraining, fresh, ensemble, training: training))
    #expect(ofFresh > 1e-3)
    // Every twentieth is a training configuration, moved by a translation.
    var samples = SampleSet(lattice: ensemble.lattice)
    for index in 0..<2000 {
      guard index % 20 == 0 else {
        samples.append(packed: fresh.packed(index))
        continue
      }
      let spins = training.spins(of: index)
      samples.append(spins: (0..<64).map { spins[($0 + 8 * 3) % 64] })
    }
    let ofCopies = try #require(
      try pValue(.nearestTraining, samples, ensemble, training: training))
    #expect(ofCopies < 1e-12)
    #expect(try pValue(.nearestTraining, fresh, ensemble) == nil)
    #expect(throws: WeighingError.self) {
      let other = try perfectSamples(
        of: .fixedMagnetization(size: 4, temperature: 2.5, totalSpin: 0), count: 5,
        using: &generator)
      _ = try pValue(.nearestTraining, fresh, ensemble, training: other)
    }
  }
}
