import CSpinKernels
import Randomness

/// Chains whose samples take turns: a program that runs R of them at once and writes one sample of each, then the next
/// of each, leaves a file in which neighbours are strangers and every R-th sample follows on the other.
///
/// Read as one chain such a file looks independent, and its n samples of R correlated chains are believed too much. The
/// mean overlap of samples k apart,
///
///     q(k) = ⟨ Σ_i s_i(t) s_i(t + k) ⟩ / N,
///
/// shows them: it is that of strangers, but for multiples of R. Independent draws have none above the others, and a
/// chain has its largest at k = 1.
public struct InterleavedChains: Sendable, Equatable {
  /// How many chains take turns, R.
  public let count: Int

  /// Two chains are not told from one that flips all spins to and fro, as a cluster algorithm in the cold.
  private static let fewest = 3
  /// Chains of fewer samples than this are not looked for: copies in a row, such as those by a symmetry, are no chains.
  private static let fewestSamples = 20
  /// More chains than this are not looked for.
  private static let most = 2048
  /// How many errors of independent draws an overlap has to stand out from that of strangers in the middle: less than
  /// one in 10¹⁰ of independent draws does.
  private static let errors = 8.0
  /// How many it has to stand out from the largest of strangers. Chains that hardly move have overlaps of their own with
  /// each other, and in a single chain the samples next to each other have the largest.
  private static let lead = 4.0
  /// About so many words of spins are compared, if that leaves places enough.
  private static let work = 20_000_000
  private static let fewestPlaces = 400

  /// What takes turns in `samples`; nil where they are in one order.
  public init?(in samples: SampleSet) {
    let longest = min(Self.most + 1, samples.count / Self.fewestSamples)
    guard longest > Self.fewest else { return nil }
    let overlaps = Self.overlaps(of: samples, upTo: longest)
    let means = overlaps.map(\.mean)
    // The first that may be the largest: multiples are as large, or less.
    guard let top = means.max(),
      let place = overlaps.firstIndex(where: { $0.mean >= top - Self.lead * $0.error })
    else { return nil }
    let count = place + 1
    guard count >= Self.fewest, count < longest, means[place] < 1 else { return nil }
    let strangers = means.indices.filter { ($0 + 1) % count != 0 }.map { means[$0] }.sorted()
    let error = overlaps[place].error
    guard means[place] - strangers[strangers.count / 2] > Self.errors * error,
      means[place] - strangers.last! > Self.lead * error
    else { return nil }
    self.count = count
  }

  /// The samples chain by chain, each in its order.
  public func unravelled(_ samples: SampleSet) -> SampleSet {
    samples.picking(
      (0..<count).flatMap { Array(stride(from: $0, to: samples.count, by: count)) })
  }

  /// Mean overlaps at distances 1 … `longest` in the file, each with the error that it has in independent draws.
  private static func overlaps(
    of samples: SampleSet, upTo longest: Int
  ) -> [(mean: Double, error: Double)] {
    let width = samples.lattice.wordsPerConfiguration
    let places = samples.count - longest
    // Of many places some, each at most once and by chance: evenly spaced ones might be of one chain.
    let share = Double(max(fewestPlaces, work / (longest * width))) / Double(places)
    var generator = RandomStreams(seed: 0).stream("places of overlaps")
    var (sums, squares) = ([Int](repeating: 0, count: longest), [Int](repeating: 0, count: longest))
    var differing = [Int32](repeating: 0, count: longest)
    var count = 0
    samples.words.withUnsafeBufferPointer { words in
      for place in 0..<places where share >= 1 || generator.nextUnitInterval() < share {
        let one = words.baseAddress! + place * width
        steelyard_differing_spins(one + width, longest, width, one, &differing)
        for k in differing.indices {
          let number = Int(differing[k])
          sums[k] += number
          squares[k] += number * number
        }
        count += 1
      }
    }
    let (sites, number) = (Double(samples.lattice.siteCount), Double(count))
    return zip(sums, squares).map { sum, square in
      let mean = Double(sum) / number
      let variance = max(Double(square) / number - mean * mean, 0)
      return (1 - 2 * mean / sites, 2 / sites * (variance / number).squareRoot())
    }
  }
}

extension SampleSet {
  /// The samples chain by chain where chains take turns in them, and a sentence that says so; else as they are.
  ///
  /// - Parameter subject: what the sentence calls what they stand in: "the file".
  public func chainByChain(in subject: String) -> (samples: SampleSet, remark: String?) {
    guard let chains = InterleavedChains(in: self) else { return (self, nil) }
    return (
      chains.unravelled(self),
      "Each sample follows on the one \(chains.count) before it: \(chains.count) chains take turns in \(subject). "
        + "They were weighed one after the other."
    )
  }
}
