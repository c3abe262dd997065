import BatchRuns
import Faults
import Glibc
import Randomness
import References
import SpinSystems
import Statistics

/// What perfect samples score on the figures by which people say how near samples are.
///
/// Samples that are exactly right do not score nothing (nor ESS/n = 1) in any of them: a figure of a paper means
/// little until it is held beside theirs, and one that is no larger shows no difference.
struct FloorUnit: UnitOfWork {
  /// A figure that people publish.
  enum Score: String, CaseIterable, Codable, Sendable {
    case meanEnergy, absoluteMagnetization, correlation, energyTotalVariation, energyKullbackLeibler
    case sinkhorn, effectiveFraction

    /// For people.
    var title: String {
      switch self {
      case .meanEnergy: "|ε̄ - ε|"
      case .absoluteMagnetization: "|Δ⟨|m|⟩|"
      case .correlation: "largest |ΔC(r)|"
      case .energyTotalVariation: "TV of P(E), plug-in"
      case .energyKullbackLeibler: "KL of P(E), plug-in (nat)"
      case .sinkhorn: "Sinkhorn divergence from another perfect set (spins)"
      case .effectiveFraction: "ESS/n by 1/(2 τ) of H"
      }
    }
  }

  /// The scores of each set, by name; none where a score does not apply.
  typealias Result = [String: [Double]]

  var ensemble: Ensemble
  /// Configurations in a set.
  var count: Int
  /// Sets of configurations.
  var setCount: Int
  var seed: UInt64

  /// The largest n for which all n² pairs of configurations are computed.
  static let mostInPairs = 2000

  var name: String { "floor/\(ensemble.unitName)-n\(count)" }

  var cost: Double {
    let pairs = count <= Self.mostInPairs ? 300 * count * count : 0
    return Double(setCount) * (Double(count * ensemble.lattice.siteCount) + Double(pairs))
  }

  func run(in workspace: UnitWorkspace) throws -> Result {
    var generator = RandomStreams(seed: seed).stream("calibration", for: UnitKey(name))
    let reference = try Reference.exact(ensemble)
    var result: Result = [:]
    for index in 0..<setCount {
      let samples = try perfectSamples(of: ensemble, count: count, using: &generator)
      for (score, value) in scores(of: samples, against: reference) {
        result[score.rawValue, default: []].append(value)
      }
      if count <= Self.mostInPairs {
        let others = try perfectSamples(of: ensemble, count: count, using: &generator)
        result[Score.sinkhorn.rawValue, default: []].append(Self.sinkhorn(samples, others))
      }
      workspace.report(progress: Double(index + 1) / Double(setCount))
    }
    return result
  }

  private func scores(
    of samples: SampleSet, against reference: Reference
  ) -> [(Score, Double)] {
    let observables = Observables(samples)
    let sites = Double(ensemble.lattice.siteCount)
    func mean(_ values: [Int32]) -> Double {
      values.reduce(0) { $0 + Double($1) } / Double(values.count)
    }
    let exact = reference.energy.distribution
    let found = Histogram(observables.energies).aligned(with: exact).counts
      .map { Double($0) / Double(samples.count) }
    func from(_ measure: Distance) -> Double {
      distance(measure, levels: exact.levels, found, exact.probabilities)
    }
    let time = integratedAutocorrelationTime(observables.energies).integratedTime
    var scores: [(Score, Double)] = [
      (.meanEnergy, abs(mean(observables.energies) / sites - reference.energyDensity)),
      (.energyTotalVariation, from(.totalVariation)),
      (.energyKullbackLeibler, from(.kullbackLeibler)),
      (.effectiveFraction, 1 / (2 * time)),
    ]
    if ensemble.totalSpin == nil, let law = reference.totalSpin?.distribution {
      let found = observables.totalSpins.reduce(0) { $0 + Double(abs($1)) } / Double(samples.count)
      scores.append(
        (.absoluteMagnetization, abs(found - law.expectation { abs(Double($0)) }) / sites))
    }
    if let correlation = reference.correlation?.mean {
      let differences = correlation.indices.dropFirst().map {
        abs(mean(observables.correlationSums(at: $0)) / (2 * sites) - correlation[$0])
      }
      scores.append((.correlation, differences.max()!))
    }
    return scores
  }

  /// With the number of spins that differ as the cost, and ε a twentieth of the largest.
  private static func sinkhorn(_ samples: SampleSet, _ others: SampleSet) -> Double {
    let sets = [samples, others]
    return SinkhornDivergence(regularization: Double(samples.lattice.siteCount) / 20)(
      samples.count, others.count
    ) { first, second in
      Double(
        zip(sets[first.set].packed(first.point), sets[second.set].packed(second.point))
          .reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount })
    }
  }
}
