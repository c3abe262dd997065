import Glibc
import Judgement
import References
import SpinSystems
import Statistics

/// The evidence against P(H), draw by draw, where it is known exactly.
struct EnergyEvidence {
  private var martingale: MixtureMartingale
  private let places: [Int: Int]
  private let rate: Double
  /// The draw with which the evidence reached 1/rate, from 1; nil before.
  private(set) var crossing: Int?

  /// Up to so many draws E is looked at after each; beyond, after every hundredth.
  private static let eachDraw = 20_000

  /// Nothing seen yet; nil where P(H) is not known exactly.
  ///
  /// - Parameter rate: the probability that correct draws are ever taken for wrong ones.
  init?(_ reference: Reference, rate: Double) {
    guard case .exact(let distribution) = reference.energy else { return nil }
    let known = zip(distribution.levels, distribution.probabilities).filter { $0.1 > 0 }
      .sorted { $0.0 < $1.0 }
    places = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($1.0, $0) })
    martingale = MixtureMartingale(
      levels: known.map { Double($0.0) }, probabilities: known.map(\.1),
      temperature: reference.ensemble.temperature)
    self.rate = rate
  }

  /// ln of the largest E so far.
  var logLargest: Double { martingale.logLargest }
  /// 1/E, which holds whenever one looks.
  var pValue: Double { martingale.pValue }

  /// Looks at those of `samples` that it has not seen, in their order.
  mutating func observe(_ samples: SampleSet) {
    let seen = martingale.count
    let observables = Observables(samples, range: seen..<samples.count, largestDistance: 1)
    for (index, energy) in observables.energies.enumerated() {
      let number = seen + index + 1
      martingale.observe(
        places[Int(energy)], isLooked: number <= Self.eachDraw || number.isMultiple(of: 100))
      if crossing == nil, martingale.logLargest >= -log(rate) { crossing = number }
    }
  }

  /// The finding that P(H) is wrong, for the decision rule; nil where it is not proved.
  var outcome: CheckOutcome? {
    guard let crossing else { return nil }
    return CheckOutcome(
      check: "energy-sequence", title: "P(H), draw by draw",
      result: .evidence(
        Evidence(
          statistic: .init("ln E", logLargest), pValue: pValue, hasDiscreteLaw: true,
          effectiveSampleCount: Double(martingale.count),
          detail:
            "From draw \(crossing) on the evidence against P(H) is enough, at whatever draw one looks."
        )))
  }
}
