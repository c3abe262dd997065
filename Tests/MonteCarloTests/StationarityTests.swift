import ExactIsing
@testable import MonteCarlo
import Randomness
import SpinSystems
import SteelyardTesting
import Testing

@Suite struct StationarityTests {
  /// L, T and ΣS: odd sizes, double bonds, both sides of T_c, few spins up and many.
  static let points: [(size: Int, temperature: Double, totalSpin: Int)] = [
    (2, 2, 0), (3, 1.5, 1), (4, 1, 0), (5, 3, -7), (8, 1.5, 16),
    (8, Ensemble.criticalTemperature, 0), (9, 2, 3),
  ]

  @Test(arguments: SamplerSubject.all, points)
  func `Perfect samples do not drift`(
    subject: SamplerSubject, point: (size: Int, temperature: Double, totalSpin: Int)
  ) throws {
    let ensemble = try subject.ensemble(
      size: point.size, temperature: point.temperature, totalSpin: point.totalSpin)
    let stream = RandomStreams(seed: 4).stream("stationarity", for: ensemble)
    let sampler = try subject.make(ensemble, .stripe, stream)
    try expectStationary(sampler, from: SharedPerfectSamplers.sampler(of: ensemble))
  }

  @Test(arguments: SamplerSubject.all)
  func `Perfect samples of the paper's size do not drift`(subject: SamplerSubject) throws {
    let ensemble = try subject.ensemble(size: 12, temperature: 2, totalSpin: 0)
    let stream = RandomStreams(seed: 5).stream("stationarity", for: ensemble)
    let sampler = try subject.make(ensemble, .stripe, stream)
    try expectStationary(
      sampler, from: SharedPerfectSamplers.sampler(of: ensemble), configurations: 4096,
      sweeps: 20, movedShare: 0.99)
  }
}
