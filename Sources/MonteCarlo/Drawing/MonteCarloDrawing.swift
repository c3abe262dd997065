import Randomness
import SpinSystems

/// Configurations from Markov chains, drawn in blocks that do not depend on each other.
///
/// A block is a sampler of its own with a random stream of its own: it starts, burns in, and gives one
/// configuration per replica every `spacing` sweeps. So a block can be drawn by itself, on any core,
/// and again. Every configuration put out goes through a random symmetry of the lattice, because the
/// orientation of stripes relaxes far more slowly than anything that is symmetric.
public struct MonteCarloDrawing: Sendable {
  /// The ensemble that is drawn from.
  public let ensemble: Ensemble
  /// The Markov chain that draws.
  public let sampler: MarkovMethod
  /// The configurations that each chain starts from.
  public let start: Start
  /// Burn-in and spacing of the chains, in sweeps.
  public let equilibration: Equilibration
  /// Number of configurations.
  public let count: Int
  /// The seed from which the random streams of all blocks follow.
  public let seed: UInt64

  /// Rounds of a block: with a spacing of 4 τ and a burn-in of 20 τ, a quarter of the work is burn-in.
  private static let smallestRoundCount = 16
  /// Blocks of samplers with few replicas have at least this many configurations.
  private static let smallestBlock = 512

  /// - Parameters:
  ///   - count: how many configurations.
  ///   - seed: of the random numbers.
  ///   - start: where it starts.
  ///   - ensemble: the ensemble that is meant.
  ///   - sampler: the Markov chain.
  ///   - equilibration: of this sampler in this ensemble, which `Equilibration.measure` finds.
  public init(
    of ensemble: Ensemble, by sampler: MarkovMethod, from start: Start? = nil,
    equilibration: Equilibration, count: Int, seed: UInt64
  ) {
    precondition(count >= 0)
    precondition(equilibration.sampler == sampler.identifier)
    self.ensemble = ensemble
    self.sampler = sampler
    self.start = start ?? sampler.standardStart(for: ensemble)
    precondition(equilibration.start == self.start.rawValue)
    self.equilibration = equilibration
    self.count = count
    self.seed = seed
  }

  /// Configurations in a block; the last one may have fewer.
  public var blockSize: Int {
    let replicas = equilibration.replicaCount
    return max(Self.smallestRoundCount * replicas, Self.smallestBlock)
  }

  /// Block `number`, with replica after replica in each round and round after round.
  ///
  /// - Parameters:
  ///   - number: which of the chains it is.
  ///   - size: how many configurations of it are wanted, counted from the first.
  public func block(_ number: Int, size: Int) throws(MonteCarloError) -> SampleSet {
    precondition(number >= 0 && size <= blockSize)
    let streams = RandomStreams(seed: seed)
    var chain = try sampler.makeSampler(
      ensemble, start: start,
      stream: streams.stream("monte carlo: block", for: ensemble, block: number))
    var symmetries = streams.stream(
      "monte carlo: symmetries", for: ensemble, block: number)
    let width = ensemble.lattice.wordsPerConfiguration
    var samples = SampleSet(lattice: ensemble.lattice, capacity: size)
    chain.sweep(equilibration.burnIn)
    while true {
      let round = LatticeSymmetry.randomize(
        chain.configurations, of: ensemble, using: &symmetries)
      samples.append(packed: round.words.prefix((size - samples.count) * width))
      if samples.count == size { return samples }
      chain.sweep(equilibration.spacing)
    }
  }

  /// The same as a plan that can be run, interrupted and taken up again.
  public var plan: DrawingPlan {
    DrawingPlan(
      identity: "\(sampler.identifier) \(ensemble) seed \(seed) start \(start.rawValue) "
        + "burn-in \(equilibration.burnIn) spacing \(equilibration.spacing) "
        + "temperature bits \(ensemble.temperature.bitPattern)",
      lattice: ensemble.lattice, count: count, blockSize: blockSize, blocksUseAllCores: false,
      equilibration: equilibration
    ) { number, size in try block(number, size: size) }
  }
}
