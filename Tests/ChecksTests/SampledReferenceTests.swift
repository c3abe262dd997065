@testable import Checks
@testable import Comparisons
@testable import Faults
import Foundation
import Judgement
import Randomness
@testable import References
import SpinSystems
import Statistics
@testable import Studies
import Testing

@Suite struct `A sampled reference` {
  private func samples(
    _ ensemble: Ensemble, count: Int, block: Int
  ) throws -> SampleSet {
    var generator = RandomStreams(seed: 71).stream(
      "sampled reference", for: ensemble, block: block)
    return try perfectSamples(of: ensemble, count: count, using: &generator)
  }

  @Test(arguments: [
    (EnsembleCase(8, 2.269, 0), 300, 1000), (.init(8, 1, 0), 500, 500),
    (.init(8, 3, nil), 200, 2000),
  ])
  func `gives perfect samples p-values that are uniform or conservative`(
    where place: EnsembleCase, count: Int, referenceCount: Int
  ) throws {
    let ensemble = try place.ensemble()
    let sets = 200
    let all = try samples(ensemble, count: sets * (count + referenceCount), block: count)
    var values: [String: [Double]] = [:]
    for set in 0..<sets {
      let first = set * (count + referenceCount)
      func part(_ range: Range<Int>) -> SampleSet {
        var part = SampleSet(lattice: ensemble.lattice)
        for index in range { part.append(packed: all.packed(index)) }
        return part
      }
      let reference = try Reference.sampled(
        part(first..<first + referenceCount), of: ensemble, name: "")
      let weighing = try Weighing(
        part(first + referenceCount..<first + referenceCount + count), from: ensemble,
        against: reference, seed: UInt64(set))
      for check in allChecks {
        if case .evidence(let evidence) = check.outcome(for: weighing).result,
          let pValue = evidence.pValue
        {
          values[check.identifier, default: []].append(pValue)
        }
      }
    }
    #expect(values.count >= 8, "only \(values.keys) gave p-values")
    for (check, pValues) in values {
      for level in [0.01, 0.05, 0.2, 0.5] {
        // Binomial, four standard errors, and one more hit for discreteness.
        let n = Double(pValues.count)
        let hits = Double(pValues.count { $0 <= level })
        let allowed = n * level + 4 * (n * level * (1 - level)).squareRoot() + 1
        #expect(hits <= allowed, "\(check): \(hits) of \(n) p-values are up to \(level)")
      }
    }
    for check in ["mean-energy", "energy-distribution-chi-square", "correlation"]
    where place.temperature > 2 {
      #expect(kolmogorovSmirnovUniform(values[check]!) > 1e-4, "\(check) is not uniform")
    }
  }

  @Test(arguments: [EnsembleCase(8, 2.269, 0), .init(8, 1, 0), .init(6, 2.5, nil)])
  func `that is large passes ten thousand perfect samples`(where place: EnsembleCase) throws {
    let ensemble = try place.ensemble()
    let reference = try Reference.sampled(
      samples(ensemble, count: 50_000, block: 1), of: ensemble, name: "")
    let report = try Assessment(against: reference).report(
      on: samples(ensemble, count: 10_000, block: 2), subject: "", command: "")
    for finding in report.findings {
      #expect(
        [.pass, .notApplicable].contains(finding.verdict),
        "\(finding.check): \(finding.verdict), \(finding.detail)")
    }
    #expect(report.verdict == .pass)
  }

  @Test func `that is small makes the verdict inconclusive, not a pass`() throws {
    let ensemble = try Ensemble.fixedMagnetization(size: 8, temperature: 2.269, totalSpin: 0)
    let reference = try Reference.sampled(
      samples(ensemble, count: 60, block: 3), of: ensemble, name: "")
    let report = try Assessment(against: reference).report(
      on: samples(ensemble, count: 10_000, block: 4), subject: "", command: "")
    #expect(report.verdict == .inconclusive)
  }

  @Test func `finds samples of another temperature wrong`() throws {
    let ensemble = try Ensemble.fixedMagnetization(size: 8, temperature: 2, totalSpin: 0)
    var generator = RandomStreams(seed: 72).stream("warm")
    let warm = try WrongTemperature().samples(
      of: ensemble, count: 10_000, amount: 0.05, using: &generator)
    let reference = try Reference.sampled(
      samples(ensemble, count: 50_000, block: 5), of: ensemble, name: "")
    let report = try Assessment(against: reference).report(on: warm, subject: "", command: "")
    for check in [
      "mean-energy", "energy-variance", "energy-distribution-chi-square", "energy-distribution-kl",
      "energy-distribution-wasserstein", "correlation",
    ] {
      let finding = try #require(report.findings.first { $0.check == check })
      #expect(finding.verdict == .fail, "\(check): \(finding.verdict), \(finding.detail)")
    }
  }

  @Test func `covers the exact values by its intervals`() throws {
    let ensemble = try Ensemble.fixedMagnetization(size: 8, temperature: 2, totalSpin: 0)
    let exact = try Reference.exact(ensemble)
    var covered: [String: Int] = [:]
    let sets = 200
    for set in 0..<sets {
      let reference = try Reference.sampled(
        samples(ensemble, count: 400, block: 100 + set), of: ensemble, name: "")
      let weighing = try Weighing(
        samples(ensemble, count: 400, block: 500 + set), from: ensemble, against: reference,
        seed: UInt64(set))
      for check: any Check<Weighing> in [MeanEnergy(), EnergyVariance(), EnergyChiSquare()] {
        if case .evidence(let evidence) = check.outcome(for: weighing).result,
          evidence.effect!.interval.contains(0)
        {
          covered[check.identifier, default: 0] += 1
        }
      }
    }
    #expect(exact.effectiveCount == nil)
    // 95 % of 200 is 190, with a standard error of 3.1: four below is 178.
    for (check, count) in covered { #expect(count >= 178, "\(check) covers \(count) of \(sets)") }
    #expect(covered.count == 3)
  }

  @Test func `cannot forbid an energy, but arithmetic can`() throws {
    let ensemble = try Ensemble.fixedMagnetization(size: 8, temperature: 1, totalSpin: 0)
    let reference = try Reference.sampled(
      samples(ensemble, count: 2000, block: 6), of: ensemble, name: "")
    func verdict(_ energyOf: SampleSet) throws -> Verdict {
      let report = try Assessment(against: reference, checks: [EnergySupport()])
        .report(on: energyOf, subject: "", command: "")
      return report.findings[0].verdict
    }
    #expect(try verdict(samples(ensemble, count: 100, block: 7)) == .notApplicable)
    // All spins up has H = -2N, below the two walls that ΣS = 0 needs.
    var wrong = try samples(ensemble, count: 100, block: 8)
    wrong.append(packed: [.max])
    #expect(try verdict(wrong) == .fail)
  }

  @Test func `is refused where it is not of the ensemble`() throws {
    let ensemble = try Ensemble.fixedMagnetization(size: 8, temperature: 1, totalSpin: 0)
    var wrong = try samples(ensemble, count: 10, block: 9)
    wrong.append(packed: [.max])
    #expect(throws: ReferenceError.totalSpin(found: 64, wanted: 0)) {
      try Reference.sampled(wrong, of: ensemble, name: "")
    }
    #expect(throws: ReferenceError.tooFew(1)) {
      try Reference.sampled(wrong.prefix(1), of: ensemble, name: "")
    }
    let other = try Ensemble.fixedMagnetization(size: 6, temperature: 1, totalSpin: 0)
    #expect(throws: ReferenceError.self) {
      try Reference.sampled(wrong, of: other, name: "")
    }
  }
}

@Suite struct `A Monte Carlo reference` {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "steelyard-cache-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test(arguments: [
    EnsembleCase(8, 2.269, 0), .init(6, 1.5, 4), .init(6, 3, nil), .init(5, 2, nil),
  ])
  func `agrees with the exact one`(where place: EnsembleCase) throws {
    let ensemble = try place.ensemble()
    let count = 16_384
    let reference = try Reference.monteCarlo(ensemble, count: count, seed: 1)
    let exact = try Reference.exact(ensemble)
    // One standard error of ⟨H⟩/N; four of them for each of the four ensembles.
    let error = (exact.energy.distribution.variance / Double(count)).squareRoot()
    #expect(
      abs(reference.energyDensity - exact.energyDensity)
        < 4 * error / Double(ensemble.lattice.siteCount))
    // Spacing by 4 τ leaves 2 exp(-4) = 4 % of the variance to correlation.
    #expect(reference.effectiveCount! > 0.9 * Double(count))
    #expect(reference.notes.first?.contains("burn-in") == true)
  }

  @Test func `is kept, used again, and computed anew when damaged`() throws {
    let ensemble = try Ensemble.fixedMagnetization(size: 6, temperature: 3, totalSpin: 0)
    try withFolder { folder in
      let cache = ReferenceCache(folder: folder)
      func reference(seed: UInt64 = 1) throws -> Reference {
        try .monteCarlo(ensemble, count: 600, seed: seed, cache: cache)
      }
      let first = try reference()
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(names.count == 2)
      let url = folder.appending(path: try #require(names.first { $0.hasSuffix(".bits") }))
      let whole = try Data(contentsOf: url)
      #expect(try reference().energyDensity == first.energyDensity)
      #expect(try reference().notes == first.notes)

      var bytes = whole
      bytes[bytes.count - 20] ^= 4
      try bytes.write(to: url)
      let again = try reference()
      #expect(again.energyDensity == first.energyDensity)
      #expect(again.notes.contains { $0.contains("damaged") })
      #expect(try Data(contentsOf: url) == whole)

      #expect(try reference(seed: 2).energyDensity != first.energyDensity)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 4)
    }
  }

  @Test func `looks for its cache where the system keeps caches`() {
    func path(_ environment: [String: String]) -> String? {
      ReferenceCache.standard(environment: environment)?.folder.path(percentEncoded: false)
    }
    #expect(path(["XDG_CACHE_HOME": "/x", "HOME": "/h"]) == "/x/steelyard")
    #expect(path(["HOME": "/h"]) == "/h/.cache/steelyard")
    #expect(path(["XDG_CACHE_HOME": "relative", "HOME": "/h"]) == "/h/.cache/steelyard")
    #expect(path([:]) == nil)
  }
}
