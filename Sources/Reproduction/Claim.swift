import Validation

/// One claim of Azizi and Pleimling (2021), reproduced.
///
/// A new claim is one file and one line in `allClaims`.
public protocol Claim: Sendable {
  /// The claim's short name, such as "F1" for what Fig. 1 shows.
  var identifier: String { get }
  /// What the paper says, in one line.
  var summary: String { get }
  /// The numbers behind the claim, judged: pass is "confirmed", fail is "refuted", inconclusive is "not
  /// testable at this scale".
  func reproduce(_ scale: Scale, seed: UInt64, command: String) throws -> Report
}

/// How much work a reproduction may take.
public enum Scale: String, CaseIterable, Sendable {
  /// Minutes: shows that the pipeline runs, with wide intervals.
  case smoke
  /// The sizes and counts of the paper.
  case paper
}

/// The claims, in the order of the paper.
public let allClaims: [any Claim] = [
  TypicalConfigurations()
]
