import Randomness
import SpinSystems

extension Equilibration {
  /// Measures how slow a sampler is, and derives burn-in and spacing from it.
  ///
  /// A pilot run is extended until its second half, the first being burn-in, is long enough for the
  /// autocorrelation times it shows (`EquilibrationRule`). Below T = 2 and for L ≥ 20 chains of a
  /// cluster algorithm from random starts must agree with it (`StartAgreement`).
  ///
  /// - Parameters:
  ///   - ensemble: the ensemble that is meant.
  ///   - rule: when a chain counts as equilibrated.
  ///   - sampler: the Markov chain.
  ///   - start: where chains start; by default what is right for the sampler and the temperature.
  ///   - seed: of the random numbers. The same seed gives the same result on any number of cores.
  ///   - progress: is given the number of sweeps done, now and then.
  /// - Throws: `MonteCarloError` where the sampler cannot sample the ensemble.
  public static func measure(
    _ sampler: MarkovMethod, of ensemble: Ensemble, start: Start? = nil, seed: UInt64,
    rule: EquilibrationRule = .standard, progress: (Int) -> Void = { _ in }
  ) throws(MonteCarloError) -> Equilibration {
    let start = start ?? sampler.standardStart(for: ensemble)
    let stream = RandomStreams(seed: seed).stream("equilibration: pilot run", for: ensemble)
    var chain = try sampler.makeSampler(ensemble, start: start, stream: stream)
    let pilot = PilotRun(&chain, rule: rule, progress: progress)
    let agreement: StartAgreement? =
      if let other = sampler.crossCheck(for: ensemble) {
        try StartAgreement(
          of: pilot, from: start, with: other, ensemble: ensemble, seed: seed, rule: rule)
      } else {
        nil
      }
    return Equilibration(
      sampler: sampler.identifier, start: start.rawValue, replicaCount: chain.replicaCount,
      times: pilot.times, rule: rule, burnIn: sweeps(rule.burnIn, pilot.times),
      spacing: sweeps(rule.spacing, pilot.times), pilotLength: pilot.record.length,
      isRuleMet: pilot.isRuleMet, agreement: agreement)
  }
}

/// A run that lasts until it is long compared with the autocorrelation times it shows.
struct PilotRun {
  private(set) var record: RelaxationRecord
  private(set) var times: RelaxationTimes
  let isRuleMet: Bool

  init(
    _ chain: inout any MarkovSampler, rule: EquilibrationRule,
    progress: (Int) -> Void = { _ in }
  ) {
    record = RelaxationRecord(replicaCount: chain.replicaCount, ensemble: chain.ensemble)
    while true {
      while !record.isFull {
        chain.sweep(record.interval)
        record.append(chain.configurations)
      }
      times = record.times
      progress(record.length)
      // The two halves are equally long: one is the burn-in, the other is measured.
      let half = Double(record.length / 2)
      let isMet =
        half >= max(rule.burnIn, rule.pilot) * times.slowest
        && Double(record.measuredSweeps) >= rule.precision * times.slowest
      if isMet || record.length >= rule.largestPilot {
        isRuleMet = isMet
        return
      }
      record.thin()
    }
  }
}
