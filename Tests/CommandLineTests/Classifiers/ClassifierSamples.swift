import DataFiles
import Randomness
import SpinSystems

extension Workspace {
  /// Writes `count` configurations of independent spins that are +1 with the given probability: far from
  /// ½, they are told from others at a glance.
  func writeSpins(
    _ name: String, count: Int = 40, size: Int = 10, up probability: Double, seed: UInt64 = 1
  ) throws {
    let lattice = SquareLattice(size: size)
    var generator = RandomStreams(seed: seed).stream("classifier command")
    var samples = SampleSet(lattice: lattice)
    for _ in 0..<count {
      samples.append(
        spins: (0..<lattice.siteCount).map { _ in
          generator.nextUnitInterval() < probability ? 1 : -1
        })
    }
    try SampleFile.writeNPY(samples, to: path(name))
  }

  /// Two files that a classifier can learn from: "up.npy" and "mixed.npy".
  func writeTwoPhases(count: Int = 40) throws {
    try writeSpins("up.npy", count: count, up: 0.95, seed: 2)
    try writeSpins("mixed.npy", count: count, up: 0.5, seed: 3)
  }
}
