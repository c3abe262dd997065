/// The judgement on one check or on a whole set of samples.
public enum Verdict: String, Sendable, CaseIterable, Codable {
  /// Not proved different, and the interval of the effect lies inside the tolerance.
  case pass
  /// Proved different, but by less than the tolerance (standard `practical` only).
  case tolerable
  /// Too few effective samples to say pass or fail.
  case inconclusive
  /// A law is broken, or a p-value is rejected.
  case fail
  /// The check says nothing about this ensemble or these samples.
  case notApplicable
  /// The check could not run. Never a pass.
  case error
}

extension Verdict {
  /// The verdict in words.
  public var label: String { self == .notApplicable ? "not applicable" : rawValue }

  /// The verdict on samples whose checks gave `verdicts`: the worst of them.
  ///
  /// An error outranks a failure, because a report with an error in it is incomplete; nothing
  /// applicable at all is inconclusive.
  public static func overall(_ verdicts: some Sequence<Verdict>) -> Verdict {
    let applicable = verdicts.filter { $0 != .notApplicable }
    guard let worst = applicable.max(by: { $0.severity < $1.severity }) else {
      return .inconclusive
    }
    return worst == .tolerable ? .pass : worst
  }

  /// The verdict on several things of which some were not looked at: at best inconclusive.
  public static func overall(
    _ verdicts: some Sequence<Verdict>, isComplete: Bool
  ) -> Verdict {
    overall(isComplete ? Array(verdicts) : verdicts + [.inconclusive])
  }

  /// The verdict where too little was computed to keep it: not testable, unless there was no claim.
  public var withheld: Verdict { self == .notApplicable ? self : .inconclusive }

  /// The verdict that was kept under that name; nil where no verdict has it.
  public static func kept(as name: String) -> Verdict? { Verdict(rawValue: name) }

  /// Whether nothing is left to be wished for.
  public var isGood: Bool { self == .pass || self == .tolerable }

  /// Whether something is wrong, with the samples or with the report.
  public var isBad: Bool { self == .fail || self == .error }

  /// Rank for "worst first" ordering; larger is worse.
  public var severity: Int {
    switch self {
    case .error: 5
    case .fail: 4
    case .inconclusive: 3
    case .tolerable: 2
    case .pass: 1
    case .notApplicable: 0
    }
  }
}
