import Checks
import Comparisons
import ExactIsing
import Foundation
import Judgement
import Randomness
import References
import Reporting
import SpinSystems
import Studies
import Testing

/// What is wrong with the numbers rather than with the model.
@Suite struct `Slips with ln q` {
  // MARK: Precision

  /// The notes on 2,000 random configurations of L = 12 with their ln q as `kept`.
  private func notes(
    temperature: Double, keeping kept: (Double) -> Double
  ) throws -> String {
    let ensemble = try Ensemble.canonical(size: 12, temperature: temperature)
    var generator = RandomStreams(seed: 31).stream("precision")
    var samples = SampleSet(lattice: ensemble.lattice, capacity: 2000)
    var values: [Double] = []
    for _ in 0..<2000 {
      // Up with a probability that differs by row, so that ln q is not the same everywhere.
      let spins = (0..<144).map { site -> (Int, Double) in
        let up = 0.5 + 0.001 * Double(site / 12 - 5)
        return generator.nextUnitInterval() < up ? (1, log(up)) : (-1, log(1 - up))
      }
      samples.append(spins: spins.map(\.0))
      values.append(kept(spins.reduce(0) { $0 + $1.1 }))
    }
    var assessment = Assessment(against: try .exact(ensemble), checks: likelihoodChecks)
    assessment.logProbabilities = values
    return try assessment.report(on: samples, subject: "x").notes.joined(separator: "\n")
  }

  @Test func `are named where half precision hides what is looked for, and only there`() throws {
    // ln q near -100, where half precision has steps of 2⁻⁴; ln p/q scatters by √288/T.
    let half: (Double) -> Double = { Double(Float16($0)) }
    let hidden = try notes(temperature: 200, keeping: half)
    #expect(hidden.contains("ln q has steps of 0.062"), "\(hidden)")
    #expect(!(try notes(temperature: 20, keeping: half).contains("has steps")))
    #expect(!(try notes(temperature: 200) { Double(Float($0)) }.contains("has steps")))
    #expect(!(try notes(temperature: 200) { $0 }.contains("has steps")))
    // Eight digits of bfloat16, steps of ½.
    let brain = try notes(temperature: 20) {
      Double(Float(bitPattern: Float($0).bitPattern & 0xFFFF_0000))
    }
    #expect(brain.contains("ln q has steps of 0.5"), "\(brain)")
  }

  // MARK: Probes of something else

  private let model = EnumeratedModel { Double($0 % 7) / 20 }

  private func report(
    probing probe: SampleSet, scores: [Double], ownCount: Int = 3000
  ) throws -> Report {
    var generator = RandomStreams(seed: 32).stream("own samples")
    let own = model.draw(ownCount, using: &generator)
    var assessment = Assessment(
      against: try .exact(EnumeratedModel.ensemble), checks: likelihoodChecks)
    assessment.logProbabilities = own.map { model.logModel[$0] }
    assessment.likelihoodProbe = try LikelihoodProbe(samples: probe, logProbabilities: scores)
    return try assessment.report(on: model.samples(own), subject: "x")
  }

  private func perfect(temperature: Double, count: Int) throws -> (SampleSet, scores: [Double]) {
    let ensemble = try Ensemble.canonical(size: 4, temperature: temperature)
    var generator = RandomStreams(seed: 33).stream("perfect samples", for: ensemble)
    let samples = try PerfectSampler(ensemble).sample(count: count, using: &generator)
    return (samples, samples.words.map { model.logModel[Int($0)] })
  }

  @Test(arguments: [2.0, 2.3, 2.8])
  func `a probe of another temperature is no probe, and its own is named`(
    temperature: Double
  ) throws {
    let (samples, scores) = try perfect(temperature: temperature, count: 5000)
    #expect {
      _ = try report(probing: samples, scores: scores)
    } throws: { error in
      guard case .probeEnergy(_, _, let found?) = error as? WeighingError else { return false }
      // Var H/N is about 1.5: an error of T of 2.3²/√(5000 · 16 · 1.5) = 0.015, five times.
      return abs(found - temperature) < 0.08
    }
  }

  @Test(arguments: [0.3, 0.5, 1, Ensemble.criticalTemperature, 10, 1000])
  func `a right probe is never refused`(temperature: Double) throws {
    let ensemble = try Ensemble.canonical(size: 4, temperature: temperature)
    let (sampler, reference) = (try PerfectSampler(ensemble), try Reference.exact(ensemble))
    var generator = RandomStreams(seed: 34).stream("right probes", for: ensemble)
    for count in [2, 3, 10, 100, 1000, 1000, 1000, 1000] {
      let samples = sampler.sample(count: count, using: &generator)
      let probe = try LikelihoodProbe(
        samples: samples, logProbabilities: .init(repeating: -11, count: count))
      #expect(throws: Never.self) {
        _ = try Weighing(
          samples, from: ensemble, against: reference,
          logProbabilities: .init(repeating: -11, count: count), likelihoodProbe: probe, seed: 1)
      }
    }
  }

  @Test func `scores of other configurations are named, true ones and bad models are not`() throws {
    let part = "does not follow their energies"
    let (samples, scores) = try perfect(temperature: 2.5, count: 3000)
    #expect(!(try report(probing: samples, scores: scores).notes.contains { $0.contains(part) }))
    // Those of a file of another temperature.
    let (_, others) = try perfect(temperature: 2, count: 3000)
    #expect(try report(probing: samples, scores: others).notes.contains { $0.contains(part) })
    let reversed = Array(scores.reversed())
    #expect(try report(probing: samples, scores: reversed).notes.contains { $0.contains(part) })
    // A mode that is hardly ever made.
    let lame = zip(scores, samples.words).map { $1.nonzeroBitCount < 8 ? $0 - 20 : $0 }
    #expect(!(try report(probing: samples, scores: lame).notes.contains { $0.contains(part) }))
  }
}
