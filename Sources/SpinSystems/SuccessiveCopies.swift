import Foundation

/// Configurations that stand several times in a row, always as often: each was stored twice, or with its images
/// behind it.
///
/// A chain stays where it is for a while, too, but not always for a multiple of the same number of samples. If a
/// stay ends at each sample with some probability, whatever it is, its length is a multiple of g with a probability
/// of at most 1/g.
public struct SuccessiveCopies: Sendable {
  /// How often each stands in a row, at least: what divides the lengths of all runs but the first and the last.
  public let multiplicity: Int

  /// Chance gives as many runs of such lengths with a probability below 2^-30.
  private static let fewestBits = 30.0

  /// The copies in a series; nil where there are none, or too few runs to know.
  ///
  /// - Parameter fingerprints: equal for configurations that count as the same.
  public init?(in fingerprints: [UInt64]) {
    let starts = fingerprints.indices.filter {
      $0 == 0 || fingerprints[$0] != fingerprints[$0 - 1]
    }
    guard starts.count > 2 else { return nil }
    var divisor = 0
    for (start, next) in zip(starts.dropFirst(), starts.dropFirst(2)) {
      divisor = Self.greatestCommonDivisor(divisor, next - start)
      if divisor == 1 { return nil }
    }
    let judged = starts.count - 2
    guard Double(judged) * log2(Double(divisor)) >= Self.fewestBits else { return nil }
    multiplicity = divisor
  }

  private static func greatestCommonDivisor(_ one: Int, _ other: Int) -> Int {
    other == 0 ? one : greatestCommonDivisor(other, one % other)
  }
}
