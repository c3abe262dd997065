import Checks
import Comparisons
import ExactIsing
import Judgement
import Randomness
import References
import SpinSystems
import Testing

@Suite struct `Outlying energies` {
  private func evidence(_ samples: SampleSet, _ ensemble: Ensemble) throws -> Evidence {
    let weighing = try Weighing(
      samples, from: ensemble, against: try Reference.exact(ensemble), seed: 1)
    guard case .evidence(let evidence) = try OutlyingEnergies().examine(weighing) else {
      throw WeighingError.empty
    }
    return evidence
  }

  @Test func `are rarer in perfect samples than their p-value says`() throws {
    let ensemble = try Ensemble.canonical(size: 4, temperature: 2)
    let sampler = try PerfectSampler(ensemble)
    let streams = RandomStreams(seed: 40)
    let pValues = try (0..<400).map { set in
      var generator = streams.stream("outliers", for: ensemble, block: set)
      return try evidence(sampler.sample(count: 100, using: &generator), ensemble).pValue!
    }
    for level in [0.01, 0.05, 0.2] {
      // By three standard errors.
      let most = 400 * level + 3 * (400 * level).squareRoot()
      #expect(Double(pValues.count { $0 <= level }) <= most)
    }
  }

  @Test func `are found in a chain that is too short for everything else`() throws {
    // A walk through the ground state of one sign, which begins with one configuration of T = ∞.
    let ensemble = try Ensemble.canonical(size: 8, temperature: 1)
    var samples = SampleSet(lattice: ensemble.lattice)
    var generator = RandomStreams(seed: 41).stream("hot")
    samples.append(packed: [generator.next()])
    for _ in 0..<300 { samples.append(packed: [.max]) }
    let found = try evidence(samples, ensemble)
    #expect(found.pValue! < 1e-12)
    #expect(found.detail.contains("sample 0"))
    let rest = try evidence(samples.picking(1..<301), ensemble)
    #expect(rest.pValue! > 0.01)
  }
}
