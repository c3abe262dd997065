import Foundation
import MonteCarlo
import SpinSystems
import Statistics

/// How fast a sampler attempts updates, and how fast it makes independent configurations.
///
/// Times are those of the calling thread's processor, and the best of many short runs.
public struct SamplingSpeed: Sendable {
  /// The ensemble that the sampler draws from.
  public let ensemble: Ensemble
  /// N attempts of every replica for each sweep, in attempts per nanosecond. For cluster samplers, N
  /// times the number of sweeps, whatever the clusters' sizes.
  public let attemptsPerNanosecond: Double
  /// Integrated autocorrelation time of the energy, in sweeps; nil if the run was too short for it.
  public let energyTime: Double?
  /// That of S(k_min), the average over both axes.
  public let structureFactorTime: Double?

  /// Configurations per second that are worth as much as independent ones, over all replicas:
  /// R / (2 max(τ_E, τ_S) · time of a sweep).
  public var independentPerSecond: Double? {
    guard let energyTime, let structureFactorTime else { return nil }
    let sweepsPerSecond = attemptsPerNanosecond * 1e9 / Double(ensemble.lattice.siteCount)
    return sweepsPerSecond / (2 * max(energyTime, structureFactorTime))
  }

  /// Measures a sampler.
  ///
  /// - Parameter longestRun: sweeps that may be spent on a series for the autocorrelation times;
  ///   series are lengthened from 512 up until they are 50 times as long as the times they show.
  public init(of sampler: any MarkovSampler, longestRun: Int) {
    var sampler = sampler
    ensemble = sampler.ensemble
    sampler.sweep(100)
    attemptsPerNanosecond = Self.rate(of: &sampler)
    // A single replica needs a longer series for the same precision.
    let count = sampler.replicaCount == 1 ? 8192 : 512
    var times: (energy: Double, structureFactor: Double)?
    var spacing = 1
    while times == nil, count * spacing <= longestRun {
      times = Self.autocorrelationTimes(&sampler, count: count, spacing: spacing)
      if times == nil { spacing *= 2 }
    }
    energyTime = times?.energy
    structureFactorTime = times?.structureFactor
  }

  /// The best rate of 30 runs of about 5 ms.
  private static func rate(of sampler: inout any MarkovSampler) -> Double {
    var sweeps = 1
    var time = seconds { sampler.sweep(sweeps) }
    while time < 0.005 {
      sweeps *= 2
      time = seconds { sampler.sweep(sweeps) }
    }
    for _ in 0..<30 { time = min(time, seconds { sampler.sweep(sweeps) }) }
    let attempts = sampler.ensemble.lattice.siteCount * sampler.replicaCount * sweeps
    return Double(attempts) / time * 1e-9
  }

  /// Autocorrelation times in sweeps, or nil where the series is shorter than 50 of them.
  private static func autocorrelationTimes(
    _ sampler: inout any MarkovSampler, count: Int, spacing: Int
  ) -> (energy: Double, structureFactor: Double)? {
    let replicas = min(64, sampler.replicaCount)
    var energies = [[Double]](repeating: [], count: replicas)
    var structureFactors = energies
    for _ in 0..<count {
      sampler.sweep(spacing)
      let samples = sampler.configurations.prefix(replicas)
      let energy = Observables(samples, largestDistance: 1).energies
      let structureFactor = AxisModes(samples).structureFactor(waveNumber: 1)
      for replica in 0..<replicas {
        energies[replica].append(Double(energy[replica]))
        structureFactors[replica].append(structureFactor[replica])
      }
    }
    let times = [energies, structureFactors].map { integratedAutocorrelationTime(components: $0) }
    guard
      times.allSatisfy({ $0.isWindowClosed && 50 * $0.integratedTime < Double(count) })
    else { return nil }
    return (
      times[0].integratedTime * Double(spacing), times[1].integratedTime * Double(spacing)
    )
  }

  private static func seconds(_ work: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
    }
    let start = now()
    work()
    return now() - start
  }
}
