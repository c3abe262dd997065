import Dispatch
import Randomness
import SpinSystems

/// Markov chains of a machine's configurations, each step a draw of the hidden units given the visible
/// ones and of the visible ones given the hidden.
///
/// Chains are kept in shards of fixed size, each with its own stream of random numbers, so what they
/// hold does not depend on the number of cores, nor on how many steps are made at a time.
public struct GibbsChains: Sendable {
  /// The machine that the chains run on.
  public let machine: RestrictedBoltzmannMachine
  /// The lattice of the visible units.
  public let lattice: SquareLattice
  /// ΣS where it is conserved: the visible units are then drawn from their distribution given the hidden
  /// ones and given that sum.
  public let totalSpin: Int?
  /// Steps made so far.
  public private(set) var stepCount = 0
  private let layers: BoltzmannLayerPair
  private(set) var shards: [GibbsShard]

  /// Where chains begin.
  public enum Start: Sendable {
    /// Each at an independent configuration, all equally probable; of the conserved ΣS, if one is.
    case random(count: Int)
    /// Chain i at configuration i of a sample set, which is used again from its beginning as often as it
    /// takes.
    case data(SampleSet, count: Int)
  }

  /// Chains in a shard.
  static let shardSize = 256

  /// - Throws: `BoltzmannMachineError` where the lattice is not the machine's, where a configuration to
  ///   start from does not have the conserved ΣS, or where there is none.
  public init(
    _ machine: RestrictedBoltzmannMachine, lattice: SquareLattice, start: Start,
    totalSpin: Int? = nil, seed: UInt64
  ) throws(BoltzmannMachineError) {
    try machine.requireLattice(lattice)
    if let totalSpin { try Self.validate(totalSpin, lattice: lattice) }
    let count: Int
    switch start {
    case .random(let number): count = number
    case .data(let samples, let number):
      count = number
      guard samples.count > 0 else { throw .noSamples }
      guard samples.lattice == lattice else {
        throw .sampleSize(samples.lattice.size, wanted: lattice.size)
      }
      if let totalSpin {
        for sample in 0..<min(number, samples.count) {
          let upCount = samples.packed(sample).reduce(0) { $0 + $1.nonzeroBitCount }
          let found = 2 * upCount - lattice.siteCount
          guard found == totalSpin else {
            throw .startOutsideEnsemble(sample: sample, totalSpin: found, wanted: totalSpin)
          }
        }
      }
    }
    guard count >= 1 else {
      throw .option("the number of chains", found: "\(count)", wanted: "at least 1")
    }
    self.machine = machine
    self.lattice = lattice
    self.totalSpin = totalSpin
    layers = BoltzmannLayerPair(machine)
    let streams = RandomStreams(seed: seed)
    shards = stride(from: 0, to: count, by: Self.shardSize).enumerated().map { block, first in
      let indices = first..<min(first + Self.shardSize, count)
      var stream = streams.stream("rbm chains", block: block)
      let states: [UInt64]
      switch start {
      case .random:
        states = indices.flatMap { _ in
          randomConfiguration(lattice, totalSpin: totalSpin, using: &stream)
        }
      case .data(let samples, _):
        states = indices.flatMap { samples.packed($0 % samples.count) }
      }
      return GibbsShard(states: states, count: indices.count, using: &stream)
    }
  }

  /// The number of chains.
  public var count: Int { shards.reduce(0) { $0 + $1.count } }

  /// The configurations that the chains are at.
  public var samples: SampleSet {
    var samples = SampleSet(lattice: lattice, capacity: count)
    for shard in shards { samples.append(packed: shard.states) }
    return samples
  }

  /// Makes `steps` steps of every chain.
  public mutating func advance(_ steps: Int) {
    precondition(steps >= 0)
    let layers = layers
    let onesCount = totalSpin.map { (lattice.siteCount + $0) / 2 }
    shards.withUnsafeMutableBufferPointer { shards in
      nonisolated(unsafe) let shards = shards
      DispatchQueue.concurrentPerform(iterations: shards.count) { index in
        shards[index].advance(steps, layers, onesCount: onesCount)
      }
    }
    stepCount += steps
  }

  private static func validate(
    _ totalSpin: Int, lattice: SquareLattice
  ) throws(BoltzmannMachineError) {
    let n = lattice.siteCount
    guard totalSpin.magnitude <= n, (totalSpin - n).isMultiple(of: 2) else {
      throw .option(
        "the conserved ΣS", found: "\(totalSpin)",
        wanted: "a value from -\(n) to \(n) of the parity of \(n)")
    }
  }
}

/// A configuration drawn uniformly, from all or from those of one ΣS.
private func randomConfiguration(
  _ lattice: SquareLattice, totalSpin: Int?, using stream: inout Xoshiro256PlusPlus
) -> [UInt64] {
  let n = lattice.siteCount
  var words = [UInt64](repeating: 0, count: lattice.wordsPerConfiguration)
  var wanted = totalSpin.map { (n + $0) / 2 }
  for site in 0..<n {
    let isUp: Bool
    if let left = wanted {
      isUp = Int.random(in: 0..<n - site, using: &stream) < left
      if isUp { wanted = left - 1 }
    } else {
      isUp = Bool.random(using: &stream)
    }
    if isUp { words[site >> 6] |= 1 << UInt64(site & 63) }
  }
  return words
}
