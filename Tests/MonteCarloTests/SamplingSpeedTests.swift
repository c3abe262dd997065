import Benchmarks
import Foundation
import MonteCarlo
import SpinSystems
import Statistics
import Testing

@Suite struct SamplingSpeedTests {
  /// At T = 3 and L = 12 a sweep or two of exchange forgets most, and neighbours need some ten times
  /// as many; the bounds leave a factor of three either way.
  @Test func `Autocorrelation times are in sweeps, and exchange has the shorter ones`() throws {
    let row = try SamplingSpeedRow(size: 12, temperature: 3, seed: 1)
    let exchange = try #require(row.exchange.structureFactorTime)
    let neighbours = try #require(row.yardstick.structureFactorTime)
    #expect(exchange > 0.5 && exchange < 20)
    #expect(neighbours > 3 * exchange)
    let speed = row.exchange
    let slowest = max(try #require(speed.energyTime), exchange)
    let expected = speed.attemptsPerNanosecond * 1e9 / 144 / (2 * slowest)
    #expect(abs(try #require(speed.independentPerSecond) / expected - 1) < 1e-12)
  }
}
