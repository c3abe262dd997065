import Statistics
import Foundation
import MonteCarlo
import Randomness
import SpinSystems

extension Reference {
  /// The number of configurations of a Monte Carlo reference. At L = 50 and T_c the error of ε that they
  /// leave is 2·10⁻⁴, a hundredth of the tolerance.
  public static let monteCarloCount = 50_000

  /// The distribution of `ensemble` from Markov chains of our own, with the errors they leave.
  ///
  /// - Parameters:
  ///   - ensemble: the ensemble that is meant.
  ///   - count: number of configurations.
  ///   - seed: the reference's random numbers are none of those that samples drawn with the same seed have.
  ///   - cache: keeps the configurations for the next time.
  ///   - progress: is given what is being done, now and then.
  public static func monteCarlo(
    _ ensemble: Ensemble, count: Int = monteCarloCount, seed: UInt64,
    cache: ReferenceCache? = nil, progress: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> Reference {
    precondition(count >= 2)
    let limit = SampleSet.largestMeasuredCount(on: ensemble.lattice)
    guard count <= limit else { throw ReferenceError.tooMany(count, limit: limit) }
    let key = ReferenceCache.Key(ensemble: ensemble, count: count, seed: seed)
    var notes: [String] = []
    var found: ReferenceCache.Entry?
    switch cache?.read(key) {
    case .entry(let entry)?: found = entry
    case .damaged(let error)?:
      notes.append("The cached reference was damaged and has been computed anew: \(error).")
    case .missing?, nil: break
    }
    let entry: ReferenceCache.Entry
    if let found {
      entry = found
    } else {
      entry = try draw(key, progress: progress)
      if let remark = cache?.write(entry, for: key) { notes.append(remark) }
    }
    let equilibration = entry.equilibration
    let times = equilibration.times
    notes.insert(
      "Reference: \(equilibration.sampler) from the \(equilibration.start) start, seed \(seed); "
        + "τ_int \(rounded(times.energy)) sweeps of H and \(rounded(times.structureFactor)) of "
        + "S(k_min), burn-in \(equilibration.burnIn), spacing \(equilibration.spacing) sweeps"
        + (equilibration.agreement.map { "; agrees with \($0.otherSampler): p = \($0.pValue)" }
          ?? "")
        + ".", at: 0)
    return try sampled(
      entry.samples, of: ensemble, name: "Monte Carlo, \(count) configurations",
      notes: notes + equilibration.warnings, presupposing: .model)
  }

  /// The reference to take where none is asked for: the exact one, or a Monte Carlo one where no exact
  /// one is known.
  ///
  /// The parameters are those of `monteCarlo`. Without a cache a Monte Carlo reference of a large lattice
  /// takes minutes each time.
  public static func standard(
    for ensemble: Ensemble, count: Int = monteCarloCount, seed: UInt64,
    cache: ReferenceCache? = nil, progress: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> Reference {
    do {
      return try exact(ensemble)
    } catch ReferenceError.notExact {
      return try monteCarlo(
        ensemble, count: count, seed: seed, cache: cache, progress: progress)
    }
  }

  private static func draw(
    _ key: ReferenceCache.Key, progress: @escaping @Sendable (String) -> Void
  ) throws -> ReferenceCache.Entry {
    var stream = RandomStreams(seed: key.seed).stream(
      "monte carlo reference", for: key.ensemble)
    let seed = stream.next()
    let drawing = try MarkovMethod.standard(for: key.ensemble).drawing(
      key.count, of: key.ensemble, seed: seed
    ) { sweeps in
      progress("reference: measuring autocorrelation, \(sweeps) sweeps …")
    }
    let samples = try drawing.plan.run { done in
      progress("reference: \(done) of \(key.count) configurations …")
    }
    return ReferenceCache.Entry(samples: samples, equilibration: drawing.equilibration)
  }
}

/// A time for people: two decimals below 10, none above.
private func rounded(_ time: Double) -> String { decimal(time, time < 10 ? 2 : 0) }
