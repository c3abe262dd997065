import Judgement
import References
import SpinSystems
import Statistics

extension Weighing {
  /// The weights p/q of the samples, where their model says ln q of each, or the weight of its path, and the
  /// ensemble's ln Z is known.
  ///
  /// p(s) = exp(-H(s)/T)/Z, and 0 where s breaks the law of ΣS.
  public var importanceWeights: ImportanceWeights? {
    guard let given = logProbabilities ?? logWeights, count >= 2,
      let logTotal = reference.logPartitionFunction
    else { return nil }
    let temperature = ensemble.temperature
    let logWeights = (0..<count).map { index -> Double in
      if let wanted = ensemble.totalSpin, Int(totalSpins[index]) != wanted { return -.infinity }
      return logProbabilities == nil
        ? given[index] - logTotal
        : -Double(energies[index]) / temperature - logTotal - given[index]
    }
    var effectiveCount: Double?
    switch order {
    case .independent: break
    case .stated(let stated): effectiveCount = min(Double(count), stated)
    case .correlated:
      let finite = logWeights.map { $0 == -.infinity ? 0 : $0 }
      effectiveCount = EffectiveSize(of: integratedAutocorrelationTime(finite)).count
    }
    let largest = given.reduce(0) { max($0, abs($1)) }
    return ImportanceWeights(
      logWeights: logWeights, effectiveCount: effectiveCount,
      resolution: Double(Float.ulpOfOne) * max(1, largest))
  }

  /// The weights on the samples and on the probe, where there is one.
  public var probedWeights: ProbedWeights? {
    guard let probe = likelihoodProbe, logProbabilities != nil, let weights = importanceWeights,
      let logTotal = reference.logPartitionFunction
    else { return nil }
    let observables = Observables(probe.samples, largestDistance: 1)
    return ProbedWeights(
      weights,
      probe: zip(observables.energies, probe.logProbabilities).map {
        -Double($0) / ensemble.temperature - logTotal - $1
      })
  }

  /// Why there are no weights, for the reader of a report.
  public var missingWeightsRemark: String {
    logProbabilities == nil && logWeights == nil
      ? "No log-probabilities were given."
      : reference.logPartitionFunction == nil
        ? "ln Z of this ensemble is not known exactly."
        : "One configuration has no scatter to judge by."
  }
}
