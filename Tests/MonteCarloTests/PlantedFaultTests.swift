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
    func drift(_ fault: PlantedFault?) -> Drift {
      let stream = RandomStreams(seed: 4).stream("shared bond")
      return Drift(
        of: TextbookKawasaki(ensemble, start: .stripe, stream: stream, fault: fault),
        from: perfect, count: 20_000, sweeps: 5)
    }
    #expect(drift(.sharedBondCountedTwice).largestScore > 4 * Drift.limit)
    #expect(drift(nil).largestScore < Drift.limit)
  }

  @Test func `Demons that are shared by all replicas are found by the variance of their mean`()
    throws
  {
    let ensemble = try Ensemble.fixedMagnetization(size: 4, temperature: 2, totalSpin: 0)
    let perfect = try SharedPerfectSamplers.sampler(of: ensemble)
    func independence(_ fault: PlantedFault?) throws -> ReplicaIndependence {
      let stream = RandomStreams(seed: 6).stream("shared demons")
      let sampler = ExchangeSampler(ensemble, start: .stripe, stream: stream, fault: fault)
      return try ReplicaIndependence(of: sampler, from: perfect, rounds: 300, sweeps: 40)
    }
    let wrong = try independence(.sharedAcceptance)
    #expect(wrong.pValue < 1e-4, "variance ratio \(wrong.varianceRatio)")
    #expect(wrong.varianceRatio > 2, "variance ratio \(wrong.varianceRatio)")
    #expect(try independence(nil).pValue > 1e-4)
  }

  /// The mean energy moves by 1 % of T times the heat capacity, that is by 0.01 √(N c) standard
  /// deviations of E with c the specific heat: at L = 8 and T_c, c ≈ 0.35 where ΣS = 0, by 0.047, which
  /// is 9 standard errors of 40,000 samples, once the chain has gone all the way.
  @Test(arguments: [0.01, -0.01], SamplerKind.allCases)
  func `A temperature that is off by one per cent is found by the drift`(
    relativeError: Double, kind: SamplerKind
  ) throws {
    let temperature = Ensemble.criticalTemperature
    let ensemble = try SamplerSubject.all.first { $0.name == kind.rawValue }!
      .ensemble(size: 8, temperature: temperature, totalSpin: 0)
    let stream = RandomStreams(seed: 4).stream("temperature")
    let fault = PlantedFault.temperature(relativeError: relativeError)
    let sampler: any MarkovSampler =
      switch kind {
      case .exchange: ExchangeSampler(ensemble, start: .stripe, stream: stream, fault: fault)
      case .kawasaki: KawasakiSampler(ensemble, start: .stripe, stream: stream, fault: fault)
      case .cluster: GeometricCluster(ensemble, start: .stripe, stream: stream, fault: fault)
      case .metropolis: MetropolisSampler(ensemble, start: .stripe, stream: stream, fault: fault)
      case .wolff: WolffSampler(ensemble, start: .stripe, stream: stream, fault: fault)
      }
    let sweeps = sampler.replicaCount > 1 ? 50 : 8
    let drift = Drift(
      of: sampler, from: try SharedPerfectSamplers.sampler(of: ensemble), count: 40_000,
      sweeps: sweeps)
    #expect(drift.largestScore > Drift.limit, "\(drift.scores)")
  }
}
