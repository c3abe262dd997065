import Foundation
import Randomness
import SpinSystems
import Statistics

/// Estimates of ln Z by annealed importance sampling (R. M. Neal 2001), forwards and backwards.
///
/// Between a base of independent units with biases a and the machine lie the distributions
///
///     P_β(v) ∝ exp((1 - β) a·v + β b·v) Π_j (1 + exp(β x_j)),   x_j = c_j + Σ_i v_i W_ij
///
/// (R. Salakhutdinov and I. Murray 2008). A forward run starts from an exact sample of the base and takes
/// one Gibbs step at each β on the way up; the mean of its weights is Z/Z_base. A backward run starts from
/// a sample of the machine and goes down; the mean of its weights is Z_base/Z. As ln is concave, the
/// forward estimate of ln Z lies below the truth on average, the backward one above it (R. B. Grosse,
/// S. Ancha and D. M. Roy 2016). Where the two meet, ln Z is known; where they do not, it is not.
///
/// The upper bound holds for samples that are the machine's own. From chains that have not reached
/// equilibrium it is an estimate only.
public struct AnnealedImportanceSampling: Sendable {
  /// Independent runs in each direction.
  public var runCount = 512
  /// Steps of β from 0 to 1, of equal length.
  public var stepCount = 5000
  /// Seed of every random number.
  public var seed: UInt64

  /// Runs in a shard; a shard has its own random numbers, so results do not depend on the cores.
  static let shardSize = 128

  /// The standard path and number of runs.
  public init(seed: UInt64) { self.seed = seed }

  /// Bounds of ln Z of a machine.
  ///
  /// - Parameters:
  ///   - machine: the machine whose partition function is estimated.
  ///   - base: configurations that give the base its biases: the log-odds of the mean of each unit, with
  ///     one configuration of each value added. The training set is a good choice.
  ///   - machineSamples: configurations of the machine to start backward runs from; used again from the
  ///     beginning where there are fewer than runs.
  /// - Throws: `BoltzmannMachineError` where a set is empty or of another lattice than the machine's, or
  ///   where a count is not positive.
  public func logPartitionFunction(
    of machine: RestrictedBoltzmannMachine, base: SampleSet, machineSamples: SampleSet
  ) throws(BoltzmannMachineError) -> LogPartitionFunctionBounds {
    guard runCount >= 2 else {
      throw .option("the number of annealed runs", found: "\(runCount)", wanted: "at least 2")
    }
    guard stepCount >= 1 else {
      throw .option("the number of annealing steps", found: "\(stepCount)", wanted: "at least 1")
    }
    for samples in [base, machineSamples] {
      guard samples.count > 0 else { throw .noSamples }
      try machine.requireLattice(samples.lattice)
    }
    let path = AnnealingPath(machine, baseBias: Self.baseBias(base))
    let forward = logWeights(path, "rbm annealing up") { count, generator, _ in
      path.baseStates(count: count, using: &generator)
    }
    let backward = logWeights(path, "rbm annealing down", isUpward: false) { count, _, first in
      (first..<first + count).flatMap { machineSamples.packed($0 % machineSamples.count) }
    }
    var stream = RandomStreams(seed: seed).stream("rbm annealing bootstrap")
    return LogPartitionFunctionBounds(
      lower: LogMeanEstimate(forward, sign: 1, shift: path.logBaseTotal, using: &stream),
      upper: LogMeanEstimate(backward, sign: -1, shift: path.logBaseTotal, using: &stream))
  }

  /// ln w of all runs in one direction.
  private func logWeights(
    _ path: AnnealingPath, _ domain: StaticString, isUpward: Bool = true,
    starts: @Sendable (_ count: Int, _ generator: inout UnitGenerator, _ first: Int) -> [UInt64]
  ) -> [Double] {
    let (runCount, stepCount, streams) = (runCount, stepCount, RandomStreams(seed: seed))
    let shardCount = (runCount + Self.shardSize - 1) / Self.shardSize
    return IndexedWork.map(count: shardCount) { block in
      let first = block * Self.shardSize
      let size = min(Self.shardSize, runCount - first)
      var stream = streams.stream(domain, block: block)
      var generator = UnitGenerator(using: &stream)
      let states = starts(size, &generator, first)
      return path.logWeights(
        from: states, count: size, stepCount: stepCount, isUpward: isUpward, using: &generator)
    }.flatMap { $0 }
  }

  /// The log-odds of each unit's mean.
  private static func baseBias(_ samples: SampleSet) -> [Float] {
    samples.siteCounts().map { count in
      Float(log(Double(count) + 1) - log(Double(samples.count) - Double(count) + 1))
    }
  }
}
