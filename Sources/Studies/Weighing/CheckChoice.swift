import Checks
import Comparisons
import Judgement
import Storage

/// Which of the checks are run.
public struct CheckChoice: Sendable, Equatable {
  /// These and no others, by identifier; all where there are none.
  public let only: [String]
  /// All but these.
  public let without: [String]

  /// All checks.
  public static let all = CheckChoice(unchecked: [], [])

  private init(unchecked only: [String], _ without: [String]) {
    self.only = only
    self.without = without
  }

  /// A choice by identifiers.
  ///
  /// - Parameters:
  ///   - only: the checks that are run; all where there are none.
  ///   - without: those that are not.
  /// - Throws: `CheckChoiceError` where there is no such check, or none is left.
  public init(only: [String], without: [String]) throws(CheckChoiceError) {
    let known = (allChecks + thoroughChecks + likelihoodChecks).map(\.identifier)
    for name in only + without where !known.contains(name) {
      throw CheckChoiceError(unknown: name, near: NearWord.nearest(to: name, in: known))
    }
    if !only.isEmpty, Set(only).isSubset(of: without) { throw CheckChoiceError() }
    self.init(unchecked: only, without)
  }

  /// Those of `checks` that are run.
  func chosen(
    from checks: [any Check<Weighing>]
  ) -> [any Check<Weighing>] {
    checks.filter {
      (only.isEmpty || only.contains($0.identifier)) && !without.contains($0.identifier)
    }
  }

  /// What a reader of the report should know; nil where all are run.
  var remark: String? {
    let left =
      without.isEmpty ? nil : "Checks that were left out: \(without.joined(separator: ", "))."
    let asked =
      only.isEmpty ? nil : "Only these checks were asked for: \(only.joined(separator: ", "))."
    let words = [asked, left].compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}

/// Why checks cannot be chosen.
public struct CheckChoiceError: InputError, Equatable {
  public let description: String

  init(unknown name: String, near: String?) {
    description =
      "found no check '\(name.printable(limit: 40))'; wanted "
      + (near.map { "perhaps \($0)" } ?? "one of the list of checks")
  }

  init() { description = "found no check that is left; wanted one at least" }
}
