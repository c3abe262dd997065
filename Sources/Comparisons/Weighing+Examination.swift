import Judgement
import Statistics

extension Weighing {
  /// `evidence` on statistics of the given parity; where the chain is too short for its correlations, only
  /// what it says without a judgement, so that the finding is inconclusive and says why.
  ///
  /// Laws that no single sample may break need no mixing and are kept.
  public func examination(
    _ evidence: Evidence, parity: Mixing.Parity = .even
  ) -> Examination {
    var evidence = evidence
    if excitationsAreRare { evidence.hasDiscreteLaw = true }
    guard evidence.law == .none, let obstacle = remarkOnObstacle(to: parity) else {
      return .evidence(evidence)
    }
    return .evidence(evidence.withoutJudgement(because: obstacle))
  }

  /// Why statistics of `parity` cannot be judged, for the reader; nil where they can.
  public func remarkOnObstacle(to parity: Mixing.Parity) -> String? {
    mixing.obstacle(to: parity).map { mixing.remark(on: $0) }
  }
}

extension Weighing {
  /// Whether one energy holds most of the probability, so that all that fluctuates comes from rare
  /// excitations.
  public var excitationsAreRare: Bool {
    reference.energy.distribution.probabilities.max()! > 0.5
  }
}

extension Evidence {
  /// What was found, without p-value and effect, which do not hold for the reason given.
  public func withoutJudgement(because reason: String) -> Evidence {
    var evidence = self
    evidence.statistic = nil
    evidence.pValue = nil
    evidence.effect = nil
    evidence.detectable = nil
    evidence.measures = measures.map {
      .init($0.name, $0.value, interval: nil, unit: $0.unit)
    }
    evidence.detail = reason + " " + detail
    return evidence
  }
}

extension EffectiveSize {
  /// That a series is too short for its correlations, for the reader of a report.
  public var remark: String {
    "The chain is too short for its correlations: τ of the slowest of what is looked at is about "
      + "\(decimal(integratedTime, 1)) samples, and \(sampleCount) are fewer than "
      + "\(Int(Self.fewestTimes)) τ."
  }
}
