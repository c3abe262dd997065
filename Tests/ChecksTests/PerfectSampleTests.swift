import Faults
@testable import Checks
@testable import Comparisons
import Judgement
import Randomness
@testable import References
import SpinSystems
import Statistics
import SteelyardTesting
@testable import Studies
import Testing

/// An ensemble as test arguments name it.
struct EnsembleCase: CustomTestStringConvertible, Sendable {
  var size: Int
  var temperature: Double
  var totalSpin: Int?

  init(_ size: Int, _ temperature: Double, _ totalSpin: Int?) {
    self.size = size
    self.temperature = temperature
    self.totalSpin = totalSpin
  }

  func ensemble() throws -> Ensemble {
    if let totalSpin {
      try .fixedMagnetization(size: size, temperature: temperature, totalSpin: totalSpin)
    } else {
      try .canonical(size: size, temperature: temperature)
    }
  }

  var testDescription: String {
    "L = \(size), T = \(temperature), ΣS " + (totalSpin.map { "= \($0)" } ?? "free")
  }
}

/// Sizes, temperatures and total spins from one corner of what is exact to the other.
private let everywhere: [EnsembleCase] = [
  .init(2, 1, 0), .init(2, 2, nil), .init(3, 1.5, 1), .init(3, 3, nil), .init(4, 0.5, 0),
  .init(4, 1, 4), .init(4, 2.269, nil), .init(5, 2, -1), .init(6, 1, 0), .init(7, 2.5, nil),
  .init(8, 0.3, 0), .init(8, 0.7, 0), .init(8, 0.7, nil), .init(8, 1.5, 20), .init(8, 2.269, nil),
  .init(8, 2.269, 0), .init(8, 3, -30), .init(8, 10, 0), .init(8, 1000, nil), .init(8, 1, 62),
  .init(8, 1, 64),
]

@Suite struct `Perfect samples` {
  @Test(arguments: everywhere)
  func `pass, ten thousand of them`(where place: EnsembleCase) throws {
    let ensemble = try place.ensemble()
    var generator = RandomStreams(seed: 21).stream("perfect", for: ensemble)
    let samples = try perfectSamples(of: ensemble, count: 10_000, using: &generator)
    // One false alarm in a thousand over all these ensembles together.
    let rule = DecisionRule(
      falseAlarmRate: DecisionRule.defaultFalseAlarmRate / Double(everywhere.count))
    try expectBoltzmann(
      samples, from: ensemble, decisionRule: rule, claimsIndependence: true,
      inconclusive: .failure)
  }

  @Test(arguments: [EnsembleCase(8, 1, 0), .init(8, 2.269, nil), .init(6, 3, 4)])
  func `are inconclusive, a few dozen of them`(where place: EnsembleCase) throws {
    let ensemble = try place.ensemble()
    var generator = RandomStreams(seed: 22).stream("dozens", for: ensemble)
    let samples = try perfectSamples(of: ensemble, count: 36, using: &generator)
    let report = try Assessment(against: .exact(ensemble))
      .report(on: samples, subject: "")
    #expect(report.verdict == .inconclusive)
    #expect(report.findings.contains { ($0.furtherSamplesNeeded ?? 0) > 0 })
  }

  @Test(arguments: 1...6)
  func `in the smallest numbers neither pass nor fail nor crash`(count: Int) throws {
    for place in everywhere {
      let ensemble = try place.ensemble()
      var generator = RandomStreams(seed: 23).stream("few", for: ensemble, block: count)
      let samples = try perfectSamples(of: ensemble, count: count, using: &generator)
      let report = try Assessment(against: .exact(ensemble), claimsIndependence: true)
        .report(on: samples, subject: "")
      #expect(
        report.verdict == .inconclusive,
        "\(ensemble): \(report.findings.filter { $0.verdict == .fail }.map(\.check))")
    }
  }

  @Test(arguments: [
    (EnsembleCase(4, 2.269, 0), 200), (.init(4, 1, nil), 500), (.init(8, 1, 0), 1000),
    (.init(8, 2.269, 0), 300), (.init(8, 3, nil), 200),
  ])
  func `give p-values that are uniform or conservative`(
    where place: EnsembleCase, count: Int
  ) throws {
    let values = try pValues(of: place.ensemble(), count: count, sets: 400, seed: 24)
    #expect(values.count >= 10, "only \(values.keys) gave p-values")
    for (check, pValues) in values {
      for level in [0.01, 0.05, 0.1, 0.3, 0.5] {
        // P(p ≤ a) ≤ a. The number of hits is binomial; four standard errors leave a probability of
        // 3·10⁻⁵ to each of the 300 comparisons here. One more hit allows for discreteness.
        let hits = Double(pValues.count { $0 <= level })
        let n = Double(pValues.count)
        let allowed = n * level + 4 * (n * level * (1 - level)).squareRoot() + 1
        #expect(hits <= allowed, "\(check): \(hits) of \(n) p-values are up to \(level)")
      }
    }
    // Tests that combine nothing and whose statistic is as good as continuous must be uniform.
    for check in ["mean-energy", "energy-distribution-chi-square", "correlation"] {
      guard place.size == 8, place.temperature > 1, let pValues = values[check] else { continue }
      #expect(kolmogorovSmirnovUniform(pValues) > 1e-4, "\(check) is not uniform")
    }
  }

  /// p-values of every check over many sets of perfect samples.
  private func pValues(
    of ensemble: Ensemble, count: Int, sets: Int, seed: UInt64
  ) throws -> [String: [Double]] {
    let streams = RandomStreams(seed: seed)
    let reference = try Reference.exact(ensemble)
    var result: [String: [Double]] = [:]
    for set in 0..<sets {
      var generator = streams.stream("calibration", for: ensemble, block: set)
      let samples = try perfectSamples(of: ensemble, count: count, using: &generator)
      let weighing = try Weighing(
        samples, from: ensemble, against: reference, claimsIndependence: true, seed: UInt64(set))
      for check in allChecks {
        if case .evidence(let evidence) = check.outcome(for: weighing).result,
          let pValue = evidence.pValue
        {
          result[check.identifier, default: []].append(pValue)
        }
      }
    }
    return result
  }
}
