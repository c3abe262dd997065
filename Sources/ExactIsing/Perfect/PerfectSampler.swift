import Randomness
import SpinSystems
import Storage

/// Draws independent configurations from exactly the Boltzmann distribution of an ensemble.
///
/// The torus is cut at two rows. The first is drawn, up to symmetry, from its exact marginal
/// distribution, the second from the exact conditional one, and then the spins of both halves one by
/// one, backwards through the tables of `BoltzmannHalf`. There is no Markov chain, hence no burn-in,
/// and all samples are independent of each other at every temperature. A random symmetry of the torus
/// (translations, reflection, transposition) ends each draw.
///
/// Probabilities are accurate to a few units of 2^-52. Below T = 1/8, where weights would leave the
/// range of a `Double`, the ensemble at T = 1/8 is drawn: it differs by the excited states' weight
/// there, less than 1e-9 in total variation for L ≤ 12.
public struct PerfectSampler: Sendable {
  /// The ensemble that it draws from.
  public let ensemble: Ensemble
  private let plan: BoltzmannPlan
  private let classes: RowClasses
  private let origins: [Origin]
  private let originDistribution: CumulativeDistribution
  /// The tables of every class, where they are small enough to keep.
  private let tables: [BoltzmannHalf]

  /// The sizes it can draw.
  public static let sizes = 2...12

  /// Bytes that tables may take together; those of L = 12 take 66 MB for each core at work.
  private static let memoryLimit = min(300 << 20, PhysicalMemory.byteCount)

  /// A class of first rows, and whether the configuration is drawn with all spins flipped.
  ///
  /// A class holds its representative's images and their flips. The flipped half of it has the
  /// weights of the other half at -ΣS.
  private struct Origin {
    let classIndex: Int
    let isFlipped: Bool
  }

  /// Prepares for drawing. At L = 12 this takes about a second.
  ///
  /// - Throws: `ExactError.noPerfectSamples` for a size outside `sizes`.
  public init(_ ensemble: Ensemble) throws(ExactError) {
    let size = ensemble.lattice.size
    guard Self.sizes.contains(size) else { throw .noPerfectSamples(size: size) }
    let plan = BoltzmannPlan(ensemble)
    guard BoltzmannHalf.tableBytes(plan) <= Self.memoryLimit else {
      throw .noMemory(size: size, byteCount: BoltzmannHalf.tableBytes(plan))
    }
    let classes = RowClasses(size: size)
    let keepsTables = BoltzmannHalf.tableBytes(plan) * classes.classes.count <= Self.memoryLimit
    let origins = classes.classes.indices.flatMap {
      [Origin(classIndex: $0, isFlipped: false), Origin(classIndex: $0, isFlipped: true)]
    }
    let workers = WorkSharing(workersAtMost: .max)
    let prepared = workers.map(count: classes.classes.count) {
      BoltzmannHalf(plan: plan, keepsTables: keepsTables)
    } work: { half, index in
      let rowClass = classes.classes[index]
      half.grow(from: rowClass.representative, plan: plan)
      let weights = [false, true].map { isFlipped in
        let cuts = CutRows(
          half, rowClass: rowClass, ensemble: ensemble, isFlipped: isFlipped, plan: plan)
        return cuts.distribution.total * Double(rowClass.memberCount) / 2
      }
      return (half: keepsTables ? half : nil, weights: weights)
    }
    self.ensemble = ensemble
    self.plan = plan
    self.classes = classes
    self.origins = origins
    originDistribution = CumulativeDistribution(weights: prepared.flatMap(\.weights))
    tables = prepared.compactMap(\.half)
  }

  /// Z at the temperature that is drawn, up to rounding: exp(-βE) is measured from E = -2N.
  var relativePartitionFunction: Double { originDistribution.total }

  /// Draws `count` independent configurations.
  ///
  /// Only one number is taken from `generator`; it seeds a stream for each class of first rows. The
  /// result therefore does not depend on the number of cores.
  public func sample(
    count: Int, using generator: inout some RandomNumberGenerator
  ) -> SampleSet {
    precondition(count >= 0)
    let streams = RandomStreams(seed: generator.next())
    var indices = [[Int32]](repeating: [], count: origins.count)
    var stream = streams.stream("perfect samples: first rows", for: ensemble)
    for index in 0..<count {
      indices[originDistribution.draw(using: &stream)].append(Int32(index))
    }
    let counts = indices.map(\.count)
    let limit = Self.memoryLimit / BoltzmannHalf.tableBytes(plan)
    let drawn = WorkSharing(workersAtMost: limit).map(count: classes.classes.count) {
      tables.isEmpty ? BoltzmannHalf(plan: plan, keepsTables: true) : nil
    } work: { half, index in
      draw(class: index, counts: Array(counts[2 * index..<2 * index + 2]), &half, streams)
    }
    let width = ensemble.lattice.wordsPerConfiguration
    return SampleSet(lattice: ensemble.lattice, count: count) { words in
      for (origin, places) in indices.enumerated() {
        let packed = drawn[origin / 2][origin % 2]
        for (number, place) in places.enumerated() {
          for word in 0..<width { words[Int(place) * width + word] = packed[number * width + word] }
        }
      }
    }
  }

  /// Packed configurations with their first row in one class, `counts[0]` as drawn and `counts[1]`
  /// flipped.
  ///
  /// - Parameter workspace: memory for tables, where they are not kept.
  private func draw(
    class index: Int, counts: [Int], _ workspace: inout BoltzmannHalf?, _ streams: RandomStreams
  ) -> [[UInt64]] {
    guard counts != [0, 0] else { return [[], []] }
    let rowClass = classes.classes[index]
    workspace?.grow(from: rowClass.representative, plan: plan)
    let half = workspace ?? tables[index]
    var stream = streams.stream("perfect samples: fillings", for: ensemble, block: index)
    return counts.enumerated().map { flip, count in
      guard count > 0 else { return [] }
      let cuts = CutRows(
        half, rowClass: rowClass, ensemble: ensemble, isFlipped: flip == 1, plan: plan)
      return cuts.draw(count: count, half, plan: plan, using: &stream)
        .packed(isFlipped: flip == 1, using: &stream)
    }
  }
}
