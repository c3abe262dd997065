import MonteCarlo
import Randomness
import SpinSystems
import Statistics
import Testing

@Suite struct `Potts sampler` {
  struct Point: CustomTestStringConvertible, Sendable {
    var size: Int
    var colourCount: Int
    var temperature: Double
    var testDescription: String { "L = \(size), q = \(colourCount), T = \(temperature)" }
    var ensemble: PottsEnsemble {
      PottsEnsemble(size: size, colourCount: colourCount, temperature: temperature)
    }
  }

  static let points = [
    Point(size: 2, colourCount: 2, temperature: 1.2),
    Point(size: 2, colourCount: 3, temperature: 1.0),
    Point(size: 2, colourCount: 4, temperature: 2.5),
    Point(size: 3, colourCount: 2, temperature: 0.9),
    Point(size: 3, colourCount: 3, temperature: 0.6),
    Point(size: 3, colourCount: 3, temperature: 1.1),
  ]

  /// Perfect samples, moved, compared with themselves: if the chain leaves the ensemble invariant, the
  /// mean change of an observable is zero within the standard error of the changes, which are
  /// independent. Of 18 scores one exceeds 5 in 100,000 seeds.
  @Test(arguments: points)
  func `Perfect samples do not drift`(point: Point) {
    let ensemble = point.ensemble
    let enumeration = PottsEnumeration(ensemble)
    let streams = RandomStreams(seed: 3)
    var generator = streams.stream("potts tests: states")
    var sampler = PottsSampler(
      ensemble, start: .random, stream: streams.stream("potts tests: chain"))
    let count = 40_000
    var changes = [[Double]](repeating: [], count: 3)
    var unchanged = 0
    for state in enumeration.draw(count, using: &generator) {
      let before = PottsConfigurations(
        lattice: ensemble.lattice, colourCount: ensemble.colourCount, colours: state)
      sampler.setConfiguration(before)
      sampler.flipClusters(2)
      let after = sampler.configuration
      if after.colours == before.colours { unchanged += 1 }
      let (old, new) = (Double(before.energies[0]), Double(after.energies[0]))
      changes[0].append(new - old)
      changes[1].append(new * new - old * old)
      changes[2].append(after.squaredMagnetizations[0] - before.squaredMagnetizations[0])
    }
    for change in changes {
      let mean = change.reduce(0, +) / Double(count)
      let variance = change.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
      #expect(abs(mean) < 5 * (variance / Double(count)).squareRoot())
    }
    // Two clusters bring the old state back rarely; not at all is what most of them do.
    #expect(unchanged < count * 3 / 4)
  }

  /// From one colour, the chain reaches every energy level and every population with the probabilities
  /// that enumeration gives them.
  @Test(arguments: points)
  func `Levels of energy and magnetization have their exact probabilities`(point: Point) throws {
    let ensemble = point.ensemble
    let enumeration = PottsEnumeration(ensemble)
    // A class is (energy, populations); its probability is a sum over states.
    func name(_ energy: Int, _ colours: some Collection<UInt8>) -> [Int] {
      [energy]
        + (0..<ensemble.colourCount).map { colour in
          colours.count { Int($0) == colour }
        }
    }
    var probabilities: [[Int]: Double] = [:]
    for (index, state) in enumeration.states.enumerated() {
      probabilities[name(enumeration.energies[index], state), default: 0] +=
        enumeration.probabilities[index]
    }
    var sampler = PottsSampler(
      ensemble, start: .uniform, stream: RandomStreams(seed: 4).stream("potts tests: levels"))
    sampler.flipClusters(200)
    var counts: [[Int]: Int] = [:]
    let count = 30_000
    for _ in 0..<count {
      // Twenty clusters on nine sites or fewer leave no correlation to speak of.
      sampler.flipClusters(20)
      let configuration = sampler.configuration
      counts[name(configuration.energies[0], configuration.colours), default: 0] += 1
    }
    let classes = probabilities.keys.sorted { $0.lexicographicallyPrecedes($1) }
    #expect(counts.keys.allSatisfy { probabilities[$0] != nil })
    let test = try #require(
      chiSquareTest(
        counts: classes.map { counts[$0] ?? 0 }, probabilities: classes.map { probabilities[$0]! },
        effectiveCount: Double(count), minimumExpectedCount: 10))
    // Six tests; correlations, if any, would make p small and not large.
    #expect(test.pValue > 1e-4, "\(test)")
    #expect(test.pValue < 1 - 1e-4, "\(test)")
  }

  @Test func `The same seed gives the same configurations, another seed others`() {
    let ensemble = PottsEnsemble(size: 8, colourCount: 3, temperature: 1)
    func draw(_ seed: UInt64) -> [UInt8] {
      PottsDrawing(
        of: ensemble, chainCount: 3, configurationsPerChain: 4, burnIn: 10, seed: seed
      ).run().colours
    }
    #expect(draw(5) == draw(5))
    #expect(draw(5) != draw(6))
    let drawing = PottsDrawing(
      of: ensemble, chainCount: 3, configurationsPerChain: 4, burnIn: 10, seed: 5)
    // Chain after chain, and no two alike.
    #expect(Array(draw(5)[4 * 64..<8 * 64]) == drawing.chain(1).colours)
    #expect(drawing.chain(0).colours != drawing.chain(1).colours)
  }

  /// Half of the configurations of a chain, each a few τ from its neighbours, against the other half:
  /// the burn-in has forgotten its start of one colour. The start itself has |m|² = 1.
  @Test func `The burn-in forgets the start`() {
    let ensemble = PottsEnsemble(
      size: 16, colourCount: 3,
      temperature: PottsEnsemble.criticalTemperature(colourCount: 3))
    let drawing = PottsDrawing(
      of: ensemble, chainCount: 200, configurationsPerChain: 20, spacing: 10, seed: 6)
    let differences = (0..<200).map { number in
      let values = drawing.chain(number).squaredMagnetizations
      return (values.prefix(5).reduce(0, +) - values.suffix(5).reduce(0, +)) / 5
    }
    let mean = differences.reduce(0, +) / 200
    let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 199
    #expect(abs(mean) < 4 * (variance / 200).squareRoot())
  }
}
