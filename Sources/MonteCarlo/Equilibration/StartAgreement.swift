import Randomness
import SpinSystems
import Statistics

/// Whether chains of two samplers, from different starts, have come to the same equilibrium.
///
/// Local dynamics below T = 2 can be caught in a wrong number of stripes, which no autocorrelation time
/// of its own shows. Cluster moves escape from there. So the means of H and of S(k_min) over a pilot run
/// of the one are held against those of chains of the other by Welch's test, replica means being the
/// independent values; the smaller of the two p-values counts twice (Bonferroni).
public struct StartAgreement: Hashable, Sendable, Codable {
  /// The start of the sampler that is checked.
  public let start: String
  /// The cluster sampler, whose chains have random starts.
  public let otherSampler: String
  /// Number of chains of the cluster sampler.
  public let otherReplicaCount: Int
  /// ⟨H⟩ / N of the sampler that is checked, and of the other one.
  public let energyDensities: [Double]
  /// ⟨S(k_min)⟩ of both.
  public let structureFactors: [Double]
  /// The probability of a difference at least as large where both are in equilibrium.
  public let pValue: Double

  /// Below this p-value the two are taken to disagree.
  public static let smallestPValue = 1e-3

  /// Whether the p-value is at least `smallestPValue`, so that no disagreement is shown.
  public var agrees: Bool { pValue >= Self.smallestPValue }

  var warning: String {
    let factors = structureFactors.map { "\(($0 * 100).rounded() / 100)" }
    return
      "Chains from the \(start) start and \(otherSampler) chains from random starts do not agree "
      + "(p = \(pValue)): S(k_min) is \(factors[0]) for one and \(factors[1]) for the other."
  }

  private static let chainCount = 16

  init(
    of pilot: PilotRun, from start: Start, with other: MarkovMethod, ensemble: Ensemble,
    seed: UInt64, rule: EquilibrationRule
  ) throws(MonteCarloError) {
    var rule = rule
    // Replica means are compared, so the times need not be known well.
    rule.precision = min(rule.precision, rule.pilot * Double(Self.chainCount))
    var chains: any MarkovSampler = try SideBySide(
      other, of: ensemble, count: Self.chainCount, streams: RandomStreams(seed: seed))
    let reference = PilotRun(&chains, rule: rule)
    self.init(pilot.record, from: start, reference.record, of: other, ensemble: ensemble)
  }

  init(
    _ record: RelaxationRecord, from start: Start, _ reference: RelaxationRecord,
    of other: MarkovMethod, ensemble: Ensemble
  ) {
    let (ours, theirs) = (record.replicaMeans, reference.replicaMeans)
    let energy = welchTest(ours.energy, theirs.energy)
    let factor = welchTest(ours.structureFactor, theirs.structureFactor)
    let sites = Double(ensemble.lattice.siteCount)
    self.start = start.rawValue
    otherSampler = other.identifier
    otherReplicaCount = theirs.energy.count
    energyDensities = [energy.means.0 / sites, energy.means.1 / sites]
    structureFactors = [factor.means.0, factor.means.1]
    pValue = min(1, 2 * min(energy.pValue, factor.pValue))
  }
}

/// Independent chains of one sampler as one chain of many replicas.
struct SideBySide: MarkovSampler {
  private var chains: [any MarkovSampler]

  init(
    _ method: MarkovMethod, of ensemble: Ensemble, count: Int, streams: RandomStreams
  ) throws(MonteCarloError) {
    chains = []
    for number in 0..<count {
      let stream = streams.stream(
        "equilibration: cross-check", for: ensemble, block: number)
      chains.append(try method.makeSampler(ensemble, start: .random, stream: stream))
    }
  }

  var ensemble: Ensemble { chains[0].ensemble }
  var replicaCount: Int { chains.reduce(0) { $0 + $1.replicaCount } }

  mutating func sweep(_ count: Int) {
    let current = chains
    chains = IndexedWork.map(count: current.count) { index in
      var chain = current[index]
      chain.sweep(count)
      return chain
    }
  }

  var configurations: SampleSet {
    var result = SampleSet(lattice: ensemble.lattice, capacity: replicaCount)
    for chain in chains { result.append(packed: chain.configurations.words) }
    return result
  }

  mutating func setConfigurations(_ samples: SampleSet) {
    precondition(samples.count == replicaCount && samples.lattice == ensemble.lattice)
    var first = 0
    for index in chains.indices {
      var part = SampleSet(lattice: samples.lattice)
      for number in first..<first + chains[index].replicaCount {
        part.append(packed: samples.packed(number))
      }
      chains[index].setConfigurations(part)
      first += part.count
    }
  }
}
