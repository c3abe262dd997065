/// What would confirm a claim, written down before the data are seen, and the verdict that follows once
/// they are.
///
/// A criterion is about one kind of observation: an interval, a number without an error, a tally of
/// cases, a fact. What could not be observed, for want of seeds or sizes, is inconclusive by any
/// criterion.
public struct Criterion<Observation>: Sendable {
  /// In words, for the reader of the report.
  public let text: String
  private let judge: @Sendable (Observation) -> Verdict

  init(_ text: String, judge: @escaping @Sendable (Observation) -> Verdict) {
    self.text = text
    self.judge = judge
  }

  /// The verdict on what was observed.
  ///
  /// - Parameter observation: nil where too little was computed to observe anything.
  public func verdict(on observation: Observation?) -> Verdict {
    observation.map(judge) ?? .inconclusive
  }
}

extension Criterion where Observation == ClosedRange<Double> {
  /// Confirmed if the 95 % interval lies inside `region`, refuted if it lies outside, open if it does
  /// both.
  public static func inside(_ region: ClosedRange<Double>, _ text: String) -> Criterion {
    Criterion(text) { interval in
      if region.contains(interval.lowerBound) && region.contains(interval.upperBound) {
        return .pass
      }
      return region.overlaps(interval) ? .inconclusive : .fail
    }
  }

  /// The interval lies between `-tolerance` and `tolerance`.
  public static func within(_ tolerance: Double, _ text: String) -> Criterion {
    inside(-tolerance...tolerance, text)
  }

  /// The interval lies at `bound` or above.
  public static func above(_ bound: Double, _ text: String) -> Criterion {
    inside(bound...Double.infinity, text)
  }

  /// The interval lies at `bound` or below.
  public static func below(_ bound: Double, _ text: String) -> Criterion {
    inside(-Double.infinity...bound, text)
  }

  /// Confirmed if the interval contains `value` and is no wider than twice `halfWidth`, refuted if it
  /// excludes the value, open if it is too wide to say.
  public static func containing(
    _ value: Double, halfWidthAtMost halfWidth: Double, _ text: String
  ) -> Criterion {
    Criterion(text) { interval in
      guard interval.contains(value) else { return .fail }
      return (interval.upperBound - interval.lowerBound) / 2 <= halfWidth ? .pass : .inconclusive
    }
  }
}

extension Criterion where Observation == Double {
  /// A number that has no interval lies below `bound`; NaN does not.
  public static func lessThan(_ bound: Double, _ text: String) -> Criterion {
    Criterion(text) { $0 < bound ? .pass : .fail }
  }
}

extension Criterion where Observation == Tally {
  /// Confirmed if all cases agree, refuted if none does, open in between.
  public static func everyCase(_ text: String) -> Criterion {
    Criterion(text) { tally in
      if tally.agreeing == tally.total { return .pass }
      return tally.agreeing == 0 ? .fail : .inconclusive
    }
  }

  /// Confirmed if more than half of the cases agree, refuted if more than half contradict.
  public static func mostCases(_ text: String) -> Criterion {
    Criterion(text) { tally in
      if 2 * tally.agreeing > tally.total { return .pass }
      return 2 * tally.contradicting > tally.total ? .fail : .inconclusive
    }
  }
}

extension Criterion where Observation == Bool {
  /// A fact that has no error: it is so, or it is not.
  public static func holds(_ text: String) -> Criterion {
    Criterion(text) { $0 ? .pass : .fail }
  }

  /// What is so by construction says nothing for a claim; if it is not so, something is broken.
  public static func byConstruction(_ text: String) -> Criterion {
    Criterion(text) { $0 ? .notApplicable : .error }
  }
}

extension Criterion where Observation == Void {
  /// No criterion: what is shown beside a claim and demands nothing.
  public static func shown(_ text: String) -> Criterion {
    Criterion(text) { .notApplicable }
  }
}

/// How many cases agree with a claim, and how many contradict it.
public struct Tally: Sendable, Equatable {
  /// Cases that agree.
  public let agreeing: Int
  /// Cases that contradict; the rest are open.
  public let contradicting: Int
  /// All cases.
  public let total: Int

  /// Cases that agree, of `total` that do or do not.
  public init(agreeing: Int, of total: Int) {
    self.init(agreeing: agreeing, contradicting: total - agreeing, of: total)
  }

  /// The verdicts of single cases, counted.
  public init(_ verdicts: some Collection<Verdict>) {
    self.init(
      agreeing: verdicts.count { $0 == .pass }, contradicting: verdicts.count { $0 == .fail },
      of: verdicts.count)
  }

  private init(agreeing: Int, contradicting: Int, of total: Int) {
    precondition(agreeing >= 0 && contradicting >= 0 && agreeing + contradicting <= total)
    self.agreeing = agreeing
    self.contradicting = contradicting
    self.total = total
  }
}
