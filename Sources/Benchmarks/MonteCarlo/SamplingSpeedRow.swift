import MonteCarlo
import Randomness
import SpinSystems

/// One comparison of `MarkovMethod.exchange` with textbook Kawasaki, in the same run.
public struct SamplingSpeedRow: Sendable {
  /// The 512-lane exchange.
  public let exchange: SamplingSpeed
  /// The scalar chain that it is held against.
  public let yardstick: SamplingSpeed

  /// Lattice sizes and temperatures worth comparing, at ΣS = 0.
  public static let points: [(size: Int, temperature: Double)] = [
    (12, Ensemble.criticalTemperature), (50, 1), (50, Ensemble.criticalTemperature), (50, 3),
  ]

  /// Measures both samplers at ΣS = 0, or 1 where N is odd.
  ///
  /// The yardstick's series are kept short: at L = 50 and below T_c its autocorrelation times are out
  /// of reach and come out as nil.
  public init(size: Int, temperature: Double, seed: UInt64) throws {
    let ensemble = try Ensemble.fixedMagnetization(
      size: size, temperature: temperature, totalSpin: size % 2)
    let stream = RandomStreams(seed: seed).stream("sampling speed", for: ensemble)
    exchange = SamplingSpeed(
      of: try MarkovMethod.exchange.makeSampler(ensemble, start: .stripe, stream: stream),
      longestRun: 1 << 18)
    yardstick = SamplingSpeed(
      of: TextbookKawasaki(ensemble, start: .stripe, stream: stream),
      longestRun: size < 20 ? 1 << 20 : 1 << 16)
  }
}
