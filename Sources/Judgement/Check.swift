/// A question put to samples, answered by evidence and never by a verdict.
///
/// A new check is one file with a conforming type and one line in the list of checks.
public protocol Check<Subject>: Sendable {
  /// What the check looks at: samples together with their reference.
  associatedtype Subject
  /// A short identifier in kebab case, unique in a suite, for example "mean-energy".
  var identifier: String { get }
  /// A name for people.
  var title: String { get }
  /// One line that says what is asked and how.
  var summary: String { get }
  /// What is computed, what it can and cannot see. A check without one has what its summary says.
  var explanation: Explanation { get }
  /// What `subject` shows, or why the question cannot be asked of it.
  func examine(_ subject: Subject) throws -> Examination
}

/// What a check returns.
public enum Examination: Sendable {
  /// What was found.
  case evidence(Evidence)
  /// The question makes no sense here; the text says why.
  case notApplicable(String)
}

/// What became of one check.
public struct CheckOutcome: Sendable, Codable {
  /// What a check returned, or how it failed.
  public enum Result: Sendable, Codable {
    /// What was found.
    case evidence(Evidence)
    /// The question makes no sense here; the text says why.
    case notApplicable(String)
    /// The check threw; the text is the error's description.
    case failure(String)
  }

  /// The check's identifier.
  public var check: String
  /// The check's name for people.
  public var title: String
  /// What became of it.
  public var result: Result

  /// What became of the check of that identifier and title.
  public init(check: String, title: String, result: Result) {
    self.check = check
    self.title = title
    self.result = result
  }

  /// What was found; nil where nothing could be.
  package var evidence: Evidence? {
    if case .evidence(let evidence) = result { evidence } else { nil }
  }

  /// The same with an effect that is held against another tolerance.
  public func tolerating(_ tolerance: Double) -> CheckOutcome {
    guard case .evidence(var evidence) = result else { return self }
    evidence.effect?.tolerance = tolerance
    return CheckOutcome(check: check, title: title, result: .evidence(evidence))
  }

  /// The same with an interval of the effect that is so many times as wide about the estimate, for intervals that
  /// are to hold at once with others.
  public func widened(by factor: Double) -> CheckOutcome {
    guard case .evidence(var evidence) = result, var effect = evidence.effect else { return self }
    let (lower, upper) = (effect.interval.lowerBound, effect.interval.upperBound)
    if lower.isFinite, upper.isFinite, effect.value.isFinite {
      effect.interval =
        min(
          lower, effect.value - factor * (effect.value - lower))...max(
          upper, effect.value + factor * (upper - effect.value))
    }
    evidence.effect = effect
    return CheckOutcome(check: check, title: title, result: .evidence(evidence))
  }
}

extension Check {
  public var explanation: Explanation {
    Explanation(equation: summary, sees: title, blindTo: "Not said.")
  }

  /// Examines `subject`; an error becomes part of the outcome, so that one broken check does not
  /// hide the others.
  public func outcome(for subject: Subject) -> CheckOutcome {
    let result: CheckOutcome.Result
    do {
      switch try examine(subject) {
      case .evidence(let evidence): result = .evidence(evidence)
      case .notApplicable(let why): result = .notApplicable(why)
      }
    } catch {
      result = .failure(String(describing: error))
    }
    return CheckOutcome(check: identifier, title: title, result: result)
  }
}
