import Checks
import Comparisons
import DataFiles
@testable import Faults
import Foundation
import Judgement
import MonteCarlo
import Randomness
import References
import SpinSystems
import Statistics
import Studies
import Testing

/// Successive configurations of correct chains.
private enum Chains {
  /// The first `wanted` of 512 chains that start from perfect samples, `thinning` sweeps between
  /// configurations.
  ///
  /// - Parameter actual: the temperature of the chain, where it is not the claimed one.
  static func samples(
    of ensemble: Ensemble, thinning: Int, count: Int, wanted: Int, seed: UInt64,
    temperature actual: Double? = nil
  ) throws -> [SampleSet] {
    let size = ensemble.lattice.size
    let temperature = actual ?? ensemble.temperature
    let ensemble: Ensemble =
      if let totalSpin = ensemble.totalSpin {
        try .fixedMagnetization(size: size, temperature: temperature, totalSpin: totalSpin)
      } else {
        try .canonical(size: size, temperature: temperature)
      }
    let streams = RandomStreams(seed: seed)
    let kind: MarkovMethod = ensemble.totalSpin == nil ? .metropolis : .kawasaki
    var sampler = try kind.makeSampler(
      ensemble, start: .random, stream: streams.stream("chains", for: ensemble, block: thinning))
    var generator = streams.stream("starts of chains", for: ensemble, block: thinning)
    sampler.setConfigurations(
      try perfectSamples(of: ensemble, count: sampler.replicaCount, using: &generator))
    var sets = (0..<wanted).map { _ in SampleSet(lattice: ensemble.lattice) }
    for _ in 0..<count {
      sampler.sweep(thinning)
      let now = sampler.configurations
      for index in 0..<wanted { sets[index].append(packed: now.packed(index)) }
    }
    return sets
  }
}

@Suite struct `Correct chains` {
  @Test(arguments: [
    // Short for their slowest mode, long for fast ones, and long for all.
    (EnsembleCase(8, 2, 0), 1, 400), (.init(8, 2, 0), 20, 1000), (.init(8, 2.269185, nil), 1, 300),
    (.init(8, 3, nil), 1, 200), (.init(8, 3, nil), 5, 3000), (.init(8, 1.2, nil), 20, 1000),
    (.init(8, 1.2, 0), 5, 300), (.init(8, 3, 0), 5, 3000),
  ])
  func `do not fail`(where place: EnsembleCase, thinning: Int, count: Int) throws {
    let ensemble = try place.ensemble()
    let reference = try Reference.exact(ensemble)
    let assessment = Assessment(against: reference)
    var failures: [String] = []
    for samples in try Chains.samples(
      of: ensemble, thinning: thinning, count: count, wanted: 30, seed: 81)
    {
      let report = try assessment.report(on: samples, subject: "")
      failures += report.findings.filter { $0.verdict == .fail || $0.verdict == .error }
        .map { "\($0.check) \($0.evidence?.pValue ?? -1)" }
    }
    // 0.03 are expected at the declared rate; two in one of eight cases have a probability of 4·10⁻³.
    #expect(failures.count <= 1, "\(failures)")
  }

  @Test func `that are too short say which mode is slow, and by what`() throws {
    let ensemble = try Ensemble.fixedMagnetization(size: 8, temperature: 2, totalSpin: 0)
    let samples = try Chains.samples(
      of: ensemble, thinning: 1, count: 2000, wanted: 3, seed: 82)
    for set in samples {
      let report = try Assessment(against: .exact(ensemble)).report(on: set, subject: "")
      #expect(report.verdict == .inconclusive)
      let mixing = try #require(report.findings.first { $0.check == "mixing" })
      #expect(mixing.verdict == .inconclusive)
      #expect(mixing.detail.contains("τ of "))
      // Relations that hold whatever the slow modes do are judged all the same.
      let orientation = try #require(report.findings.first { $0.check == "exchange-orientation" })
      #expect(orientation.evidence?.pValue != nil)
    }
  }

  @Test func `that are too hot fail`() throws {
    let ensemble = try Ensemble.fixedMagnetization(size: 8, temperature: 2, totalSpin: 0)
    let samples = try Chains.samples(
      of: ensemble, thinning: 50, count: 10_000, wanted: 6, seed: 83, temperature: 2.08)
    for set in samples {
      let report = try Assessment(against: .exact(ensemble)).report(on: set, subject: "")
      #expect(report.verdict == .fail)
      #expect(report.findings.contains { $0.check == "mean-energy" && $0.verdict == .fail })
    }
  }

  @Test func `with a sign that never turned are inconclusive, independent draws of one sign fail`()
    throws
  {
    let ensemble = try Ensemble.canonical(size: 8, temperature: 1.2)
    var generator = RandomStreams(seed: 84).stream("one sign", for: ensemble)
    let both = try perfectSamples(of: ensemble, count: 4000, using: &generator)
    let totals = Observables(both).totalSpins
    var oneSign = SampleSet(lattice: ensemble.lattice)
    for index in 0..<both.count where totals[index] > 0 {
      oneSign.append(packed: both.packed(index))
    }
    func findings(independent: Bool) throws -> [String: Verdict] {
      let report = try Assessment(against: .exact(ensemble), claimsIndependence: independent)
        .report(on: oneSign, subject: "")
      return Dictionary(uniqueKeysWithValues: report.findings.map { ($0.check, $0.verdict) })
    }
    let chain = try findings(independent: false)
    #expect(chain["spin-flip-symmetry"] == .inconclusive)
    #expect(chain["mixing"] == .inconclusive)
    #expect(!chain.values.contains(.fail))
    #expect(chain["mean-energy"] == .pass)
    let independent = try findings(independent: true)
    #expect(independent["spin-flip-symmetry"] == .fail)
    #expect(independent["magnetization-distribution"] == .fail)
  }

  @Test func `with one orientation of stripes are inconclusive, independent draws of one fail`()
    throws
  {
    let ensemble = try Ensemble.fixedMagnetization(size: 8, temperature: 1, totalSpin: 0)
    var generator = RandomStreams(seed: 85).stream("one orientation", for: ensemble)
    let draws = try SingleOrientation().samples(
      of: ensemble, count: 5000, amount: 1, using: &generator)
    let report = try Assessment(against: .exact(ensemble)).report(on: draws, subject: "")
    let axis = try #require(report.findings.first { $0.check == "axis-symmetry" })
    #expect(axis.verdict == .fail)
    // A chain that starts in one orientation stays there for far longer than 1,000 sweeps.
    let chain = try Chains.samples(of: ensemble, thinning: 1, count: 1000, wanted: 5, seed: 86)
    for set in chain {
      let report = try Assessment(against: .exact(ensemble)).report(on: set, subject: "")
      #expect(report.verdict == .inconclusive)
    }
  }
}

@Suite struct `Samples with a right answer` {
  private func report(
    _ name: String, _ ensemble: Ensemble, reference: String? = nil,
    stating correlation: StatedCorrelation? = nil
  ) throws -> [String: Finding] {
    let samples = try SampleFile.read(path(name), array: nil).samples
    let against: Reference =
      try reference.map {
        try .sampled(SampleFile.read(path($0), array: nil).samples, of: ensemble, name: $0)
      } ?? .exact(ensemble)
    let report = try Assessment(against: against, stating: correlation)
      .report(on: samples, subject: name)
    return Dictionary(uniqueKeysWithValues: report.findings.map { ($0.check, $0) })
  }

  private func path(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fixtures/trust/\(name)")
      .path(percentEncoded: false)
  }

  private func failures(_ findings: [String: Finding]) -> [String] {
    findings.values.filter { $0.verdict == .fail || $0.verdict == .error }
      .map { "\($0.check): \($0.detail)" }
  }

  @Test func `a chain of 200 configurations and 19 of τ is too short`() throws {
    let findings = try report(
      "short-correlated-chain-L8-T3-n200.npy", .canonical(size: 8, temperature: 3))
    #expect(failures(findings) == [])
    #expect(findings["mixing"]?.verdict == .inconclusive)
    #expect(findings["mean-energy"]?.verdict == .inconclusive)
  }

  @Test func `a shuffled chain does not fail where it is said what it is worth`() throws {
    let findings = try report(
      "shuffled-correct-chain-L8-T2.5.npz", .canonical(size: 8, temperature: 2.5),
      stating: .effectiveCount(50))
    #expect(failures(findings) == [])
  }

  @Test func `the specific heat is the samples' own`() throws {
    let findings = try report(
      "specific-heat-cancels-L4-drawn-T2.325-claimed-T2.7.npy",
      .canonical(size: 4, temperature: 2.7))
    let finding = try #require(findings["energy-variance"])
    #expect(finding.verdict == .fail)
    // NumPy: H.var(ddof=1) / (16 · 2.7²) = 0.60211, where the exact value is 0.754.
    #expect(finding.detail.contains("c = 0.6021,"))
    #expect(finding.evidence?.effect?.interval.contains(0) == false)
  }

  @Test func `a reference of another model is believed`() throws {
    let findings = try report(
      "open-boundary-samples-L4-T2.npy", .canonical(size: 4, temperature: 2),
      reference: "open-boundary-reference-L4-T2.npy")
    #expect(failures(findings) == [])
    #expect(findings["exchange-orientation"]?.verdict == .notApplicable)
    // Against the periodic model they fail.
    let wrong = try report(
      "open-boundary-samples-L4-T2.npy", .canonical(size: 4, temperature: 2))
    #expect(wrong["translation-symmetry"]?.verdict == .fail)
  }

  @Test func `copies of one configuration are worth one draw`() throws {
    let findings = try report(
      "identical-copies-L8-T2.5.npz", .canonical(size: 8, temperature: 2.5))
    #expect(findings["mean-energy"]?.evidence?.effectiveSampleCount == 1)
    #expect(findings.values.allSatisfy { $0.verdict != .pass })
  }

  @Test func `a bias among configurations of equal energy is found, and the plaquette is named`()
    throws
  {
    let findings = try report(
      "plaquette-biased-0.3-L8-S0-T2.500.npz",
      .fixedMagnetization(size: 8, temperature: 2.5, totalSpin: 0))
    #expect(findings["mean-energy"]?.verdict == .pass)
    #expect(findings["energy-distribution-kl"]?.verdict == .pass)
    let finding = try #require(findings["stein-discrepancy"])
    #expect(finding.verdict == .fail)
    #expect(finding.detail.contains("plaquette"), "\(finding.detail)")
  }
}

@Suite struct `Chains that take turns in a file` {
  /// Several chains, one sample of each, then the next of each.
  private func turns(_ chains: [SampleSet]) -> SampleSet {
    var result = SampleSet(lattice: chains[0].lattice)
    for step in 0..<chains[0].count {
      for chain in chains { result.append(packed: chain.packed(step)) }
    }
    return result
  }

  // A few chains that have one sign all along are not told from one; it does not matter there, since the sign is then
  // one that never turned.
  private static let cases: [(temperature: Double, totalSpin: Int?, chains: Int, thinning: Int)] = [
    (2, nil, 50, 1), (2, nil, 20, 10), (2, nil, 10, 1), (2, 0, 32, 2), (2.269, nil, 32, 5),
    (3, nil, 64, 1),
  ]

  @Test(arguments: cases)
  func `are found, put in order, and not failed`(
    temperature: Double, totalSpin: Int?, chains: Int, thinning: Int
  ) throws {
    let ensemble = try Ensemble(size: 8, temperature: temperature, totalSpin: totalSpin)
    let reference = try Reference.exact(ensemble)
    for seed in 0..<3 {
      let sets = try Chains.samples(
        of: ensemble, thinning: thinning, count: 5000 / chains, wanted: chains, seed: UInt64(seed))
      let samples = turns(sets)
      let found = try #require(InterleavedChains(in: samples))
      #expect(found.count == chains)
      var ordered = SampleSet(lattice: ensemble.lattice)
      for set in sets {
        for index in 0..<set.count { ordered.append(packed: set.packed(index)) }
      }
      let unravelled = found.unravelled(samples)
      #expect((0..<ordered.count).allSatisfy { unravelled.packed($0) == ordered.packed($0) })
      let report = try Assessment(against: reference).report(on: samples, subject: "turns")
      #expect(!report.verdict.isBad)
      #expect(report.notes.contains { $0.contains("\(chains) chains take turns") })
      // As the truth, and where T is fitted, they are put in order too.
      let truth = try Reference.sampled(samples, of: ensemble, name: "turns")
      let inOrder = try Reference.sampled(ordered, of: ensemble, name: "ordered")
      #expect(truth.effectiveCount == inOrder.effectiveCount)
      #expect(truth.notes.contains { $0.contains("\(chains) chains take turns in the reference") })
      let fitted = try TemperatureChoice.fitted.ensemble(
        of: samples, totalSpin: totalSpin, stating: nil)
      let fit = try TemperatureFit(ordered, totalSpin: totalSpin)
      #expect(fitted.temperatureError == fit.standardError)
    }
  }

  @Test func `are not found where there are none`() throws {
    for (temperature, totalSpin) in [(1.2, nil), (2, nil), (2.269, 0), (3, nil)] as [(Double, Int?)]
    {
      let ensemble = try Ensemble(size: 8, temperature: temperature, totalSpin: totalSpin)
      var generator = RandomStreams(seed: 4).stream("perfect", for: ensemble)
      for _ in 0..<20 {
        let perfect = try perfectSamples(of: ensemble, count: 2000, using: &generator)
        #expect(InterleavedChains(in: perfect) == nil)
      }
      for thinning in [1, 10] {
        let sets = try Chains.samples(
          of: ensemble, thinning: thinning, count: 2000, wanted: 10, seed: 5)
        #expect(sets.allSatisfy { InterleavedChains(in: $0) == nil })
      }
    }
  }

  /// Clusters as large as the lattice turn all spins to and fro, so that every second sample is like the other.
  @Test func `are not one chain whose sign goes to and fro`() throws {
    for temperature in [1.0, 1.5, 2.2] {
      let ensemble = try Ensemble.canonical(size: 8, temperature: temperature)
      var sampler = try MarkovMethod.wolff.makeSampler(
        ensemble, start: .random, stream: RandomStreams(seed: 6).stream("wolff", for: ensemble))
      sampler.sweep(1000)
      var samples = SampleSet(lattice: ensemble.lattice)
      for _ in 0..<4000 {
        sampler.sweep(1)
        samples.append(packed: sampler.configurations.packed(0))
      }
      #expect(InterleavedChains(in: samples) == nil)
    }
  }
}
