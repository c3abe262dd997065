/// A piece of work whose result is a file: a training run, a scan, a set of samples and what was measured
/// on them.
///
/// A conforming type is a value that holds all parameters of the work. Two rules make a result worth
/// keeping. Everything random comes from the seed of the run and the unit's own parameters, never from
/// the order of units or the number of cores. And a result holds what was measured, as richly as it may stay small
/// (histograms, means, errors), not what it was judged to mean: verdicts change, measurements stay.
public protocol UnitOfWork: Sendable {
  /// What was measured. Values that are not finite survive.
  associatedtype Result: Codable & Sendable
  /// A stable name, such as "rbm/L12-S0-T1.000-m144-n10000-seed1": the parameters, readable. Parts are
  /// separated by "/"; letters, digits and "-._" are allowed in them. Units of one name are the same unit.
  var name: String { get }
  /// About how long it takes, in any unit that all units of a run share; for the time left.
  var cost: Double { get }
  /// Units of lower numbers come first in a run.
  var priority: Int { get }
  /// Does the work.
  ///
  /// What takes longer than some minutes keeps checkpoints in `workspace.folder` and goes on from there.
  func run(in workspace: UnitWorkspace) throws -> Result
}

extension UnitOfWork {
  /// 1 where a type does not say otherwise: units that take equally long.
  public var cost: Double { 1 }
  /// 0 where a type does not say otherwise; lower numbers come first.
  public var priority: Int { 0 }
}

/// What a unit is given to work with.
public struct UnitWorkspace: Sendable {
  /// A folder of the unit's own, for checkpoints and for large files that go with the result. It may hold
  /// what an earlier, interrupted run of the same unit has left.
  public let folder: String
  private let onProgress: @Sendable (Double) -> Void

  /// The workspace of one unit; `onProgress` is given the fraction done, from 0 to 1.
  public init(folder: String, onProgress: @escaping @Sendable (Double) -> Void = { _ in }) {
    self.folder = folder
    self.onProgress = onProgress
  }

  /// The path of the file `name` in the folder.
  public func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Says how far the work has come, from 0 to 1.
  public func report(progress: Double) { onProgress(min(max(progress, 0), 1)) }
}
