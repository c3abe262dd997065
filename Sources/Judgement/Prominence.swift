/// How much a finding says beside others: a worse verdict first, and then a larger effect for its tolerance.
public struct Prominence: Comparable, Sendable {
  /// The verdict; nil for one that this version does not know, which ranks last.
  public var verdict: Verdict?
  /// The size of the effect in units of its tolerance; nil where there is no such number.
  public var effectShare: Double?

  /// The prominence of an effect beside its tolerance. An effect without bound has no share: that a level does
  /// not occur makes a distance infinite, and says nothing about how far off the rest is.
  public init(_ verdict: Verdict?, effect: Double?, tolerance: Double?) {
    self.verdict = verdict
    guard let effect, let tolerance, tolerance > 0, effect.isFinite else { return }
    effectShare = abs(effect) / tolerance
  }

  /// Whether the first says less.
  public static func < (first: Prominence, second: Prominence) -> Bool {
    (first.verdict?.severity ?? 0, first.effectShare ?? 0)
      < (second.verdict?.severity ?? 0, second.effectShare ?? 0)
  }
}

extension Finding {
  /// How much the finding says beside others.
  public var prominence: Prominence {
    Prominence(verdict, effect: evidence?.effect?.value, tolerance: evidence?.effect?.tolerance)
  }
}

extension Sequence<Finding> {
  /// The finding that says most; nil where no check applies.
  public var sayingMost: Finding? {
    filter { $0.verdict != .notApplicable }.max { $0.prominence < $1.prominence }
  }
}
