import SpinSystems

/// What one step of a Monte Carlo code does to configurations, each on its own: the subject of a kernel
/// test, whoever wrote it and in whatever language.
public protocol UpdateRule: Sendable {
  /// What the rule is, for the head of a report.
  var name: String { get }

  /// The configurations after one application, in the same order.
  ///
  /// - Parameters:
  ///   - samples: are left as they are.
  ///   - seed: of the rule's random numbers, for rules that let themselves be told.
  func applied(to samples: SampleSet, seed: UInt64) async throws -> SampleSet

  /// What a reader should know of the rule after so many applications, a sentence each.
  func remarks(applications: Int) -> [String]
}

extension UpdateRule {
  public func remarks(applications: Int) -> [String] { [] }
}
