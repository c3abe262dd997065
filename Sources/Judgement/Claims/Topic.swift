/// What a report is about.
public enum Topic: Sendable, Equatable {
  /// Samples, weighed against a reference.
  case samples
  /// An update rule, by what it makes of perfect samples.
  case updateRule
  /// A claim of a paper, held against computations.
  case claim(ClaimTopic)
}

/// A claim that a report judges.
public struct ClaimTopic: Sendable, Equatable {
  /// Its short name, such as "F6b".
  public var identifier: String
  /// Where the claim was made, for example "Azizi and Pleimling (2021), Fig. 6".
  public var source: String
  /// What was computed to test it: sizes, temperatures, numbers of configurations and of seeds.
  public var setting: String

  /// A claim and where it was made.
  public init(identifier: String, source: String, setting: String) {
    self.identifier = identifier
    self.source = source
    self.setting = setting
  }
}

extension Verdict {
  /// The verdicts that a finding which decides about a claim can have, as they are tallied.
  public static let onClaims: [Verdict] = [.pass, .fail, .inconclusive]

  /// What a verdict says of a claim, or of a finding beside it.
  public var ofClaim: String {
    switch self {
    case .pass, .tolerable: "confirmed"
    case .fail: "refuted"
    case .inconclusive: "not testable at this scale"
    case .notApplicable: "no claim"
    case .error: "error"
    }
  }
}

extension Topic {
  /// A verdict in words that suit the topic.
  public func label(of verdict: Verdict) -> String {
    switch self {
    case .samples, .updateRule: verdict.label
    case .claim: verdict.ofClaim
    }
  }
}
