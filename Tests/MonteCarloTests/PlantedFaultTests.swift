import CSpinKernels
import ExactIsing
@testable import MonteCarlo
import Randomness
import SpinSystems
import SteelyardTesting
import Testing

/// The tests of stationarity and of independence, held against mistakes they are there to find.
@Suite struct PlantedFaultTests {
  @Test func `A shared bond that counts twice is found by the drift`() throws {
    let ensemble = try Ensemble.fixedMagnetization(size: 4, temperature: 2, totalSpin: 0)
    let perfect = try SharedPerfectSamplers.sampler(of: ensemble)
    let stream = RandomStreams(seed: 4).stream("shared bond")
    func drift(of sampler: any MarkovSampler) -> Drift {
      Drift(of: sampler, from: perfect, count: 20_000, sweeps: 5)
    }
    let wrong = drift(of: SharedBondKawasaki(ensemble, stream: stream))
    #expect(wrong.largestScore > 4 * Drift.limit)
    let sound = drift(of: TextbookKawasaki(ensemble, start: .stripe, stream: stream))
    #expect(sound.largestScore < Drift.limit)
  }

  @Test func `Demons that are shared by all replicas are found by the variance of their mean`()
    throws
  {
    let ensemble = try Ensemble.fixedMagnetization(size: 4, temperature: 2, totalSpin: 0)
    let perfect = try SharedPerfectSamplers.sampler(of: ensemble)
    func independence(_ kernel: @escaping LaneSampler.Kernel) throws -> ReplicaIndependence {
      let stream = RandomStreams(seed: 6).stream("shared demons")
      let sampler = LaneSampler(ensemble, start: .stripe, stream: stream, kernel: kernel)
      return try ReplicaIndependence(of: sampler, from: perfect, rounds: 300, sweeps: 40)
    }
    let wrong = try independence { chain, count in
      for _ in 0..<count { Self.sweepWithSharedDemons(chain) }
    }
    #expect(wrong.pValue < 1e-4, "variance ratio \(wrong.varianceRatio)")
    #expect(wrong.varianceRatio > 2, "variance ratio \(wrong.varianceRatio)")
    #expect(try independence(steelyard_exchange_sweeps).pValue > 1e-4)
  }

  /// A sweep of the 4 × 4 lattice in which all replicas accept by the same random numbers: its 16
  /// attempts use each of the 16 demons once, and all replicas are given those of the first.
  private static func sweepWithSharedDemons(_ chain: steelyard_lane_chain) {
    steelyard_refresh_demons(chain)
    let lanes = Int(STEELYARD_LANE_WORDS)
    for bit in 0..<2 * Int(STEELYARD_DEMONS) {
      let words = chain.demons + bit * lanes
      words.update(repeating: words[0] & 1 == 1 ? .max : 0, count: lanes)
    }
    var withoutRefresh = chain
    withoutRefresh.attempts_per_refresh = .max
    steelyard_exchange_sweeps(withoutRefresh, 1)
  }

  /// The mean energy moves by 1 % of T times the heat capacity, that is by 0.01 √(N c) standard
  /// deviations of E with c the specific heat: at L = 8 and T_c, c ≈ 0.35 where ΣS = 0, by 0.047, which
  /// is 9 standard errors of 40,000 samples, once the chain has gone all the way.
  @Test(arguments: [0.01, -0.01], markovMethods)
  func `A temperature that is off by one per cent is found by the drift`(
    relativeError: Double, method: MarkovMethod
  ) throws {
    let subject = SamplerSubject.all.first { $0.name == method.identifier }!
    func ensemble(_ factor: Double) throws -> Ensemble {
      try subject.ensemble(
        size: 8, temperature: Ensemble.criticalTemperature * factor, totalSpin: 0)
    }
    let stream = RandomStreams(seed: 4).stream("temperature")
    let sampler = WrongTemperatureSampler(
      claiming: try ensemble(1),
      try subject.make(ensemble(1 + relativeError), .stripe, stream))
    let sweeps = sampler.replicaCount > 1 ? 50 : 8
    let drift = Drift(
      of: sampler, from: try SharedPerfectSamplers.sampler(of: ensemble(1)), count: 40_000,
      sweeps: sweeps)
    #expect(drift.largestScore > Drift.limit, "\(drift.scores)")
  }
}
