/// Stretches of a series of configurations that stand in it again, in the same order: files that were joined with
/// themselves, a run that was recorded twice after a restart, images of all samples behind the samples.
///
/// A chain does come back to where it was, and a cold one often; but it does not go the same way for 32 successive
/// changes through 12 configurations or more.
public struct RepeatedStretches: Sendable, Equatable {
  /// The longest stretch, and where it stands again, by the numbers of the configurations.
  public let longest: (original: Range<Int>, again: Range<Int>)
  /// How many configurations are in stretches that have stood before.
  public let repeatedCount: Int

  /// Changes from one configuration to another that are compared at least.
  static let fewestChanges = 32
  /// Different configurations among them.
  package static let fewestDifferent = 12
  /// One in so many places is kept for comparison, by its hash: a stretch of a few changes more than are compared may
  /// be missed.
  private static let anchors: UInt64 = 4

  /// The stretches in a series; nil where there is none.
  ///
  /// - Parameter fingerprints: equal for configurations that count as the same.
  public init?(in fingerprints: [UInt64]) {
    // The first of each run of equal ones, and where it stands.
    let places = fingerprints.indices.filter {
      $0 == 0 || fingerprints[$0] != fingerprints[$0 - 1]
    }
    let states = places.map { fingerprints[$0] }
    let length = Self.fewestChanges
    guard states.count >= 2 * length else { return nil }

    // A polynomial of the last `length` states (R. M. Karp and M. O. Rabin 1987).
    let base: UInt64 = 0x9E37_79B9_7F4A_7C15
    let oldest = (0..<length - 1).reduce(1 as UInt64) { power, _ in power &* base }
    var hash = states[..<length].reduce(0 as UInt64) { $0 &* base &+ $1 }
    var seen: [UInt64: Int] = [:]
    var (repeated, end) = (0, 0)
    var best: (original: Int, again: Int, count: Int)?
    for start in 0...states.count - length {
      if start > 0 {
        hash = (hash &- states[start - 1] &* oldest) &* base &+ states[start + length - 1]
      }
      // The low bits of a sum of products are those of the last state.
      guard (hash ^ hash >> 32) % Self.anchors == 0 else { continue }
      guard let original = seen[hash] else {
        seen[hash] = start
        continue
      }
      guard start >= end, states[original..<original + length] == states[start..<start + length],
        Set(states[start..<start + length]).count >= Self.fewestDifferent
      else { continue }
      var (first, count) = (start, length)
      while first > end, original - (start - first) > 0,
        states[first - 1] == states[original - (start - first) - 1]
      {
        first -= 1
        count += 1
      }
      let from = original - (start - first)
      while first + count < states.count, from + count < first,
        states[first + count] == states[from + count]
      {
        count += 1
      }
      end = first + count
      let after = end < places.count ? places[end] : fingerprints.count
      repeated += after - places[first]
      if count > best?.count ?? 0 { best = (from, first, count) }
    }
    guard let best else { return nil }
    func range(from first: Int) -> Range<Int> {
      let end = first + best.count
      return places[first]..<(end < places.count ? places[end] : fingerprints.count)
    }
    longest = (range(from: best.original), range(from: best.again))
    repeatedCount = repeated
  }

  public static func == (one: RepeatedStretches, other: RepeatedStretches) -> Bool {
    one.longest == other.longest && one.repeatedCount == other.repeatedCount
  }
}
