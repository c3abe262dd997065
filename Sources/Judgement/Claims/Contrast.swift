/// Whether two things are proved to differ, or shown to be alike; neither where too little is known.
public struct Contrast: Sendable, Equatable {
  /// Whether a difference is proved.
  public let isProved: Bool
  /// Whether what matters of a difference is excluded.
  public let isExcluded: Bool

  /// A difference that is proved, or excluded, or open.
  ///
  /// - Precondition: it is not both.
  public init(isProved: Bool, isExcluded: Bool) {
    precondition(!(isProved && isExcluded))
    self.isProved = isProved
    self.isExcluded = isExcluded
  }
}

extension Criterion where Observation == Contrast {
  /// Confirmed if a difference is proved, refuted if it is excluded, open in between.
  public static func differing(_ text: String) -> Criterion {
    Criterion(text) { $0.isProved ? .pass : $0.isExcluded ? .fail : .inconclusive }
  }
}
