import Checks
import Judgement
import Storage

/// A tolerance that takes the place of a check's own, as people write it: mean-energy=0.01, in the unit of the
/// check's effect.
public struct ToleranceChoice: Sendable, Equatable, CustomStringConvertible {
  /// The identifier of the check.
  public let check: String
  /// The largest effect that is of no consequence.
  public let value: Double

  public var description: String { "\(check)=\(value)" }

  /// The choice that `argument` writes.
  ///
  /// - Throws: `ToleranceChoiceError` where it is none, or there is no such check.
  public init(argument: String) throws(ToleranceChoiceError) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let value = Double(parts[1]), value > 0, value.isFinite else {
      throw ToleranceChoiceError(
        found: "'\(argument)'", wanted: "CHECK=x with x above 0, such as mean-energy=0.01")
    }
    let names = (allChecks + thoroughChecks + likelihoodChecks).map(\.identifier)
    check = String(parts[0])
    self.value = value
    guard names.contains(check) else {
      let near = NearWord.nearest(to: check, in: names)
      throw ToleranceChoiceError(
        found: "no check '\(check)'",
        wanted: near.map { "perhaps \($0)" } ?? "one of the list of checks")
    }
  }
}

/// Why a tolerance cannot be set.
public struct ToleranceChoiceError: InputError, Equatable {
  /// What was found.
  public let found: String
  /// What was wanted instead.
  public let wanted: String

  public var description: String { "found \(found); wanted \(wanted)" }
}
