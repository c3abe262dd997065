import Randomness
import SpinSystems
import Storage

extension Equilibration {
  /// What contradicts itself in it, for a file may have been edited or damaged; nil where nothing does.
  ///
  /// Burn-in and spacing must be what the rule makes of the measured times, and all of them lengths that
  /// a run can have.
  public var inconsistency: String? {
    guard allSamplers.contains(where: { $0.identifier == sampler }) else {
      return "found the sampler \"\(sampler.printable(limit: 40))\"; wanted one of "
        + allSamplers.map(\.identifier).joined(separator: ", ")
    }
    guard Start(rawValue: start) != nil else {
      return "found the start \"\(start.printable(limit: 40))\"; wanted one of "
        + Start.allCases.map(\.rawValue).joined(separator: ", ")
    }
    guard Self.replicaCounts.contains(replicaCount) else {
      return "found \(replicaCount) replicas; wanted \(Self.replicaCounts.lowerBound) to "
        + "\(Self.replicaCounts.upperBound)"
    }
    guard rule == .standard else { return "found another rule than that of this version" }
    guard (1...2 * rule.largestPilot).contains(pilotLength) else {
      return "found a pilot run of \(pilotLength) sweeps; wanted 1 to \(2 * rule.largestPilot)"
    }
    let all = [times.energy, times.structureFactor, times.absoluteMagnetization ?? times.energy]
    // No time is measured that is longer than the run.
    guard all.allSatisfy({ $0 >= 0.5 && $0 <= Double(pilotLength * replicaCount) }) else {
      return "found autocorrelation times of \(all) sweeps; wanted 0.5 or more, within "
        + "a run of \(pilotLength)"
    }
    guard burnIn == Self.sweeps(rule.burnIn, times), spacing == Self.sweeps(rule.spacing, times)
    else {
      return "found a burn-in of \(burnIn) and a spacing of \(spacing) sweeps; wanted "
        + "\(Self.sweeps(rule.burnIn, times)) and \(Self.sweeps(rule.spacing, times)), as the times say"
    }
    return agreement?.inconsistency
  }

  /// Chains side by side that a sampler may have.
  private static let replicaCounts = 1...1 << 16

  /// So many of the slowest of `times`, in whole sweeps.
  static func sweeps(_ multiple: Double, _ times: RelaxationTimes) -> Int {
    Int((multiple * times.slowest).rounded(.up))
  }
}

extension MarkovMethod {
  /// Why chains of this kind in `ensemble` cannot go by `equilibration`, which comes from a file; nil where
  /// they can.
  public func objection(to equilibration: Equilibration, of ensemble: Ensemble) -> String? {
    if let problem = equilibration.inconsistency { return problem }
    let start = standardStart(for: ensemble)
    guard equilibration.sampler == identifier, equilibration.start == start.rawValue else {
      return "found \(equilibration.sampler) from the \(equilibration.start) start; wanted "
        + "\(identifier) from the \(start.rawValue) start"
    }
    let chain = try? makeSampler(
      ensemble, start: start, stream: RandomStreams(seed: 0).stream("none"))
    guard let chain, equilibration.replicaCount == chain.replicaCount,
      (equilibration.times.absoluteMagnetization == nil) == (ensemble.totalSpin != nil),
      (equilibration.agreement == nil) == (crossCheck(for: ensemble) == nil)
    else { return "found an equilibration of other chains than those of \(ensemble)" }
    return nil
  }
}

extension StartAgreement {
  /// What cannot be in it; nil where all can.
  var inconsistency: String? {
    guard Start(rawValue: start) != nil,
      allSamplers.contains(where: { $0.identifier == otherSampler })
    else {
      return "found chains from \"\(start.printable(limit: 40))\" beside those of "
        + "\"\(otherSampler.printable(limit: 40))\"; wanted a start and a sampler"
    }
    guard energyDensities.count == 2, structureFactors.count == 2,
      energyDensities.allSatisfy({ abs($0) <= 2 }),
      structureFactors.allSatisfy({ $0 >= 0 && $0.isFinite })
    else {
      return
        "found energies of \(energyDensities) and S(k_min) of \(structureFactors); wanted two of each, "
        + "in the range of the model"
    }
    guard (0...1).contains(pValue), otherReplicaCount >= 1 else {
      return "found p = \(pValue) of \(otherReplicaCount) chains; wanted a probability of some"
    }
    return nil
  }
}
