import Comparisons
import Judgement
import References
import SpinSystems
import Statistics

/// Do the samples, reweighted by p/q, give the exact means?
///
/// ⟨f⟩ = Σ w f/Σ w, with the error of the delta method. If the weights are true, w (f - ⟨f⟩) vanishes in the mean
/// for every f, whatever q is: that is tested, for all observables together. It holds of weights of paths too.
public struct ReweightedObservables: Check {
  public let identifier = "reweighted"
  public let title = "Reweighted means"
  public let summary = "ε, c, |m| and C(r) of the samples reweighted by p/q, against exact ones."
  public let explanation = Explanation(
    equation: "⟨f⟩ = Σ w f/Σ w, w = p/q, against the exact mean",
    sees: "Weights that do not make the samples right, also weights of paths.",
    blindTo: "Models whose weights are true, however bad: those reweight to the exact means.",
    references: ["K. A. Nicoli et al., Phys. Rev. E 101, 023304 (2020)"])

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    guard let weights = weighing.importanceWeights else {
      return .notApplicable(weighing.missingWeightsRemark)
    }
    guard case .exact(let law) = weighing.reference.energy else {
      return .notApplicable("The exact P(H) is not known here.")
    }
    let relative = weights.relativeWeights
    guard relative.contains(where: { $0 > 0 }) else {
      return .notApplicable("No sample has a weight.")
    }
    let observed = Self.observables(of: weighing, law)
    let estimates = observed.map { weights.reweightedMean(of: $0.values) }
    let measures = zip(observed, estimates).map { observable, estimate in
      Evidence.Measure(
        "\(observable.name) reweighted, exact \(decimal(observable.exact, 5))", estimate.value,
        interval: estimate.interval, unit: observable.unit)
    }
    let energy = estimates[0] - observed[0].exact
    let columns = observed.map { observable in
      zip(relative, observable.values).map { $0 * ($1 - observable.exact) }
    }.filter { Participation(of: $0).isNormal }
    var evidence = Evidence(
      effect: Effect(
        name: "energy density reweighted - exact", value: energy.value, interval: energy.interval,
        tolerance: weighing.tolerances.energyDensity, unit: "J per site"),
      effectiveSampleCount: weights.effectiveCount,
      detectable: Estimate.detectableErrors * energy.standardError, measures: measures,
      detail: zip(observed, estimates).prefix(3).map {
        "\($0.name) = \(decimal($1.value, 4)) ± "
          + "\(decimal(Estimate.normalQuantile * $1.standardError, 4)), exact \(decimal($0.exact, 4))"
      }.joined(separator: "; ") + ".")
    guard weights.haveVariance, !columns.isEmpty, weights.effectiveCount >= Participation.fewest
    else {
      evidence.effect = nil
      evidence.detail = "Too few weights make up the means for a test. " + evidence.detail
      return .evidence(evidence)
    }
    var generator = weighing.streams.stream("reweighted means", for: weighing.ensemble)
    let blocks = IndependentBlocks(columns, inOrder: weighing.order)
    guard blocks.suffice else { return .evidence(evidence) }
    let test = VanishingMeansTest(
      blocks, weights: columns.map { 1 / max(Moments(of: $0).variance, .leastNormalMagnitude) },
      using: &generator)
    evidence.statistic = .init("Σz²", test.statistic)
    evidence.pValue = test.pValue
    return .evidence(evidence)
  }

  private struct Observable {
    let name: String
    let values: [Double]
    let exact: Double
    let unit: String
  }

  private static func observables(
    of weighing: Weighing, _ law: DiscreteDistribution
  ) -> [Observable] {
    let sites = Double(weighing.ensemble.lattice.siteCount)
    let beta = weighing.ensemble.inverseTemperature
    let energies = weighing.energies.map { Double($0) }
    var all = [
      Observable(
        name: "ε", values: energies.map { $0 / sites }, exact: law.mean / sites, unit: "J per site"),
      Observable(
        name: "c",
        values: energies.map { ($0 - law.mean) * ($0 - law.mean) * beta * beta / sites },
        exact: law.variance * beta * beta / sites, unit: "k_B per site"),
    ]
    if weighing.ensemble.totalSpin == nil, case .exact(let totals)? = weighing.reference.totalSpin {
      all.append(
        Observable(
          name: "|m|", values: weighing.totalSpins.map { abs(Double($0)) / sites },
          exact: totals.expectation { abs(Double($0)) } / sites, unit: ""))
    }
    if case .exact(let correlation)? = weighing.reference.correlation,
      weighing.inspected.count == weighing.count
    {
      for distance in 1..<correlation.count {
        all.append(
          Observable(
            name: "C(\(distance))",
            values: weighing.observables.correlationSums(at: distance).map {
              Double($0) / (2 * sites)
            }, exact: correlation[distance], unit: ""))
      }
    }
    return all
  }
}

extension Check where Self == ReweightedObservables {
  /// Do the samples, reweighted by p/q, give the exact means?
  public static var reweightedObservables: ReweightedObservables { ReweightedObservables() }
}
