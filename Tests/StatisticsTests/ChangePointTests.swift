import Glibc
import Randomness
import Statistics
import Testing

@Suite struct `Changes in a series` {
  /// Normal noise about `levels`, with the errors that it has, or `dispersion` times as wide.
  private func series(
    _ levels: [Double], dispersion: Double = 1, seed: Int
  ) -> [(value: Double, standardError: Double)] {
    var generator = RandomStreams(seed: 77).stream("series", block: seed)
    return levels.enumerated().map { place, level in
      // Errors differ from run to run.
      let error = 1 + Double(place % 3)
      let u = Double(generator.next() >> 11) * 0x1p-53 + 0x1p-54
      let v = Double(generator.next() >> 11) * 0x1p-53
      let normal = (-2 * log(u)).squareRoot() * cos(2 * .pi * v)
      return (level + dispersion * error * normal, error)
    }
  }

  @Test(arguments: [(6, 1.0), (12, 1), (40, 1), (40, 3), (150, 1), (150, 3)])
  func `are seldom found where there are none`(count: Int, dispersion: Double) {
    let alarms = (0..<1000).count { seed in
      !ChangePoints(
        series([Double](repeating: 0, count: count), dispersion: dispersion, seed: seed),
        falseAlarmRate: 0.01
      ).places.isEmpty
    }
    // 10 are declared; three standard errors more.
    #expect(alarms <= 20, "\(alarms) of 1000")
  }

  @Test func `are found where they are`() {
    let levels = [Double](repeating: 0, count: 15) + [Double](repeating: 25, count: 10)
    let steps = levels + [Double](repeating: 5, count: 12)
    for seed in 0..<20 {
      let places = ChangePoints(series(steps, seed: seed), falseAlarmRate: 1e-4).places
      #expect(places.count == 2)
      #expect(zip(places, [15, 25]).allSatisfy { abs($0 - $1) <= 1 })
    }
  }

  @Test func `need some runs, and are exact where nothing scatters`() {
    #expect(ChangePoints([(0, 1), (100, 1), (100, 1)], falseAlarmRate: 0.01).places == [])
    let still = (0..<8).map { (value: $0 < 5 ? 0.0 : 1, standardError: 0.0) }
    #expect(ChangePoints(still, falseAlarmRate: 1e-6).places == [5])
  }
}
