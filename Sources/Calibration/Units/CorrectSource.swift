import ExactIsing
import Faults
import MonteCarlo
import Randomness
import SpinSystems
import Statistics

/// Sets of configurations that are right by construction.
enum CorrectSource: Sendable {
  /// Independent draws from exactly the ensemble.
  case perfect
  /// Chains that begin in equilibrium and so stay there, however slow they are, with so many sweeps between
  /// two configurations.
  case chain(MarkovMethod, spacing: Int)

  /// Part of a unit's name.
  var name: String {
    switch self {
    case .perfect: "perfect"
    case .chain(let method, let spacing): "\(method.identifier)-\(spacing)"
    }
  }

  /// For people.
  var title: String {
    switch self {
    case .perfect: "perfect samples"
    case .chain(let method, let spacing):
      "\(method.identifier), \(spacing) \(spacing == 1 ? "sweep" : "sweeps") apart"
    }
  }

  /// What it takes to draw a configuration, in units of what it takes to weigh it; measured at L = 8, for Wolff's
  /// clusters with L of them in a sweep, of which there are 2 up to T_c.
  var cost: Double {
    switch self {
    case .perfect: 0
    case .chain(let method, let spacing):
      Double(spacing) * (method.identifier == MarkovMethod.wolff.identifier ? 0.1 : 0.03)
    }
  }

  /// `setCount` sets of `count` configurations, independent of each other.
  func sets(
    _ setCount: Int, of count: Int, in ensemble: Ensemble,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> [SampleSet] {
    switch self {
    case .perfect:
      let drawn = try perfectSamples(of: ensemble, count: setCount * count, using: &generator)
      return (0..<setCount).map { drawn.configurations($0 * count..<($0 + 1) * count) }
    case .chain(let method, let spacing):
      var sets: [SampleSet] = []
      while sets.count < setCount {
        sets += try chains(
          of: method, atMost: setCount - sets.count, spacing: spacing, of: count, in: ensemble,
          using: &generator)
      }
      return sets
    }
  }

  /// As many chains as the method runs at once, but no more than are wanted.
  private func chains(
    of method: MarkovMethod, atMost wanted: Int, spacing: Int, of count: Int, in ensemble: Ensemble,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> [SampleSet] {
    let stream = Self.stream(from: &generator)
    var sampler = try method.makeSampler(ensemble, start: .random, stream: stream)
    sampler.setConfigurations(
      try Self.starts(sampler.replicaCount, of: ensemble, using: &generator))
    var sets = [SampleSet](
      repeating: SampleSet(lattice: ensemble.lattice, capacity: count),
      count: min(wanted, sampler.replicaCount))
    for _ in 0..<count {
      sampler.sweep(spacing)
      let now = sampler.configurations
      for index in sets.indices { sets[index].append(packed: now.packed(index)) }
    }
    return sets
  }

  /// Independent configurations in equilibrium: perfect ones up to L = 12, beyond that the ends of cluster
  /// chains, which at these sizes forget their start within tens of sweeps.
  private static func starts(
    _ count: Int, of ensemble: Ensemble, using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    if PerfectSampler.sizes.contains(ensemble.lattice.size) {
      return try perfectSamples(of: ensemble, count: count, using: &generator)
    }
    let method = ensemble.totalSpin == nil ? MarkovMethod.wolff : .cluster
    var result = SampleSet(lattice: ensemble.lattice, capacity: count)
    while result.count < count {
      let stream = stream(from: &generator)
      var sampler = try method.makeSampler(ensemble, start: .random, stream: stream)
      sampler.sweep(clusterSweeps)
      let ends = sampler.configurations
      result.append(packed: ends.prefix(min(ends.count, count - result.count)).words)
    }
    return result
  }

  private static let clusterSweeps = 1000

  private static func stream(from generator: inout Xoshiro256PlusPlus) -> Xoshiro256PlusPlus {
    Xoshiro256PlusPlus(
      state: (generator.next(), generator.next(), generator.next(), generator.next()))
  }
}

extension SampleSet {
  /// The configurations of a range, in their order.
  func configurations(_ range: Range<Int>) -> SampleSet {
    var result = SampleSet(lattice: lattice, capacity: range.count)
    let width = lattice.wordsPerConfiguration
    result.append(packed: words[range.lowerBound * width..<range.upperBound * width])
    return result
  }
}

extension Ensemble {
  /// "L12-S0-T2.269" in names of units.
  var unitName: String {
    "L\(lattice.size)-\(totalSpin.map { "S\($0)" } ?? "Sfree")-T\(decimal(temperature, 3))"
  }
}
