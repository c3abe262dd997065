import NeuralModels
import Randomness
import SpinSystems
import Testing

@Suite struct `Mixing curves` {
  static let lattice = SquareLattice(size: 4)

  /// A machine of 4 × 4 that favours spins up, and so a low energy, and is quick to mix.
  static func machine() throws -> RestrictedBoltzmannMachine {
    var stream = RandomStreams(seed: 5).stream("mixing machine")
    return try RestrictedBoltzmannMachine(
      weights: (0..<16 * 6).map { _ in Float.random(in: -1...1, using: &stream) },
      visibleBias: [Float](repeating: 1, count: 16), hiddenBias: [0.5, 0, -0.5, 1, -1, 0])
  }

  @Test(arguments: [(0, [0]), (7, [0, 1, 2, 5, 7]), (10, [0, 1, 2, 5, 10])])
  func `have a point at each standard number of steps, and at the end`(
    stepCount: Int, steps: [Int]
  ) throws {
    var chains = try GibbsChains(
      Self.machine(), lattice: Self.lattice, start: .random(count: 3), seed: 1)
    let curve = MixingCurve(advancing: &chains, to: stepCount)
    #expect(curve.points.map(\.steps) == steps)
    #expect(chains.stepCount == stepCount)
  }

  @Test func `go on from where chains are`() throws {
    var chains = try GibbsChains(
      Self.machine(), lattice: Self.lattice, start: .random(count: 3), seed: 1)
    chains.advance(4)
    #expect(MixingCurve(advancing: &chains, to: 11).points.map(\.steps) == [5, 10, 11])
  }

  @Test func `leave chains where plain steps leave them`() throws {
    // So many chains that they are advanced one step at a time.
    var measured = try GibbsChains(
      Self.machine(), lattice: Self.lattice, start: .random(count: 150_000), seed: 2)
    var plain = measured
    var heard: [Int] = []
    _ = MixingCurve(advancing: &measured, to: 6) { heard.append($0) }
    plain.advance(6)
    #expect(measured.samples.words == plain.samples.words)
    #expect(heard == Array(1...6))
  }

  @Test func `stay level in the machine's own distribution`() throws {
    let machine = try Self.machine()
    let model = try ExactModel(machine, lattice: Self.lattice)
    var stream = RandomStreams(seed: 3).stream("mixing start")
    let count = 40_000
    let start = model.sample(count: count, using: &stream)
    var chains = try GibbsChains(
      machine, lattice: Self.lattice, start: .data(start, count: count), seed: 4)
    let exact = model.energyDistribution.mean / 16
    let curve = MixingCurve(advancing: &chains, to: 20)
    for point in curve.points {
      // Four standard errors of independent chains, for seven points of a fixed seed.
      #expect(abs(point.energyDensity - exact) < 4 * point.standardError, "k = \(point.steps)")
      let error = (model.energyDistribution.variance / Double(count)).squareRoot() / 16
      // The spread is known to (2n)^-½ of itself, times the kurtosis; 5 % is beyond ten of that.
      #expect(abs(point.standardError / error - 1) < 0.05)
    }
    // A random start is elsewhere, so the test would notice a machine that does nothing.
    var random = try GibbsChains(
      machine, lattice: Self.lattice, start: .random(count: count), seed: 4)
    let first = MixingCurve(advancing: &random, to: 0).points[0]
    #expect(abs(first.energyDensity - exact) > 10 * first.standardError)
  }
}
