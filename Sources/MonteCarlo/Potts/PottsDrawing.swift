import Dispatch
import Randomness
import SpinSystems
import Synchronization

/// Configurations of a Potts ensemble from chains that do not depend on each other.
///
/// Each chain has a random stream of its own. It starts from one colour, which a cluster algorithm
/// leaves quickly, burns in, and gives a configuration every `spacing` sweeps. A sweep is as many
/// clusters as recolour N sites on average; that number is measured during the first half of the
/// burn-in and then held, because a rule that looked at cluster sizes while it samples would stop more
/// often in some states than in others.
///
/// Successive configurations of a chain may be correlated. The chains are not, so an error is the
/// scatter of chain means over √chains, with no need to know autocorrelation times.
public struct PottsDrawing: Sendable {
  /// The ensemble that is drawn from.
  public let ensemble: PottsEnsemble
  /// The number of chains.
  public var chainCount: Int
  /// The number of configurations of each chain.
  public var configurationsPerChain: Int
  /// Sweeps between two configurations of a chain.
  public var spacing: Double
  /// Sweeps before the first.
  public var burnIn: Int
  /// The seed from which the random streams of all chains follow.
  public let seed: UInt64

  /// - Parameters:
  ///   - burnIn: sweeps before the first configuration.
  ///   - ensemble: the ensemble that is meant.
  ///   - configurationsPerChain: how many each chain gives.
  ///   - seed: of the random numbers.
  ///   - chainCount: how many independent chains.
  ///   - spacing: in sweeps. At T_c and q = 3 the energy has τ_int of 6, 7 and 10 to 20 sweeps at L = 16,
  ///     32 and 64, and of half as many a few per cent away.
  public init(
    of ensemble: PottsEnsemble, chainCount: Int = 32, configurationsPerChain: Int = 128,
    spacing: Double = 5, burnIn: Int = 200, seed: UInt64
  ) {
    precondition(chainCount >= 1 && configurationsPerChain >= 1 && spacing > 0 && burnIn >= 2)
    self.ensemble = ensemble
    self.chainCount = chainCount
    self.configurationsPerChain = configurationsPerChain
    self.spacing = spacing
    self.burnIn = burnIn
    self.seed = seed
  }

  /// The configurations of chain `number`.
  public func chain(_ number: Int) -> PottsConfigurations {
    var sampler = PottsSampler(ensemble, start: .uniform, stream: stream(of: number))
    let siteCount = ensemble.lattice.siteCount
    var clusters = 0
    var recoloured = 0
    while recoloured < burnIn / 2 * siteCount {
      recoloured += sampler.flipClusters(1)
      clusters += 1
    }
    let clustersPerSweep = Double(clusters) * Double(siteCount) / Double(recoloured)
    sampler.flipClusters(Int((Double(burnIn - burnIn / 2) * clustersPerSweep).rounded(.up)))
    let step = max(1, Int((spacing * clustersPerSweep).rounded()))
    var configurations = sampler.configuration
    for _ in 1..<configurationsPerChain {
      sampler.flipClusters(step)
      configurations.append(sampler.configuration)
    }
    return configurations
  }

  /// The configurations of all chains, chain after chain, drawn on all cores.
  public func run() -> PottsConfigurations {
    let chains = Mutex([PottsConfigurations?](repeating: nil, count: chainCount))
    DispatchQueue.concurrentPerform(iterations: chainCount) { number in
      let chain = chain(number)
      chains.withLock { $0[number] = chain }
    }
    var all = PottsConfigurations(
      lattice: ensemble.lattice, colourCount: ensemble.colourCount,
      capacity: chainCount * configurationsPerChain)
    chains.withLock { for chain in $0 { all.append(chain!) } }
    return all
  }

  /// The stream of a chain, named by (seed, q, L, T, chain).
  private func stream(of chain: Int) -> Xoshiro256PlusPlus {
    // An Ising ensemble of the same L and T, which exists for every Potts ensemble, is but a name here.
    let name = try! Ensemble.canonical(
      size: ensemble.lattice.size, temperature: ensemble.temperature)
    return RandomStreams(seed: seed).stream(
      "potts: chain", for: name, block: ensemble.colourCount << 32 | chain)
  }
}
