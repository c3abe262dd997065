import BatchRuns
import Storage

/// What decides about every number that a calibration computes.
public struct CalibrationPlan: RunParameters {
  /// How much work a calibration may take.
  public enum Scale: String, CaseIterable, Codable, Sendable {
    /// Minutes: shows that the pipeline runs; too few sets to prove a rate of 10⁻³.
    case smoke
    /// Hours: sets enough to see a rate of 10⁻³ doubled, and every fault at every amount.
    case full
  }

  /// How much work it may take.
  public var scale: Scale
  /// Seed of every random number.
  public var seed: UInt64
  /// The number n of configurations in a set in which a fault is to be found.
  public var count: Int

  /// The number of configurations in a set where none is given.
  public static let usualCount = 10_000

  /// A plan of that scale.
  ///
  /// - Precondition: `count` is at least 1.
  public init(scale: Scale, seed: UInt64, count: Int = usualCount) {
    precondition(count >= 1)
    self.scale = scale
    self.seed = seed
    self.count = count
  }

  /// The record of the run lists its groups as "parts".
  public static let groupsKey = "parts"

  /// Measured on perfect samples of L = 8; costs are numbers of spins.
  public static let secondsPerCost = 3e-7

  /// All of it: another calibration needs a run of its own.
  public var unalterable: [(name: String, value: String)] {
    [("scale", scale.rawValue), ("seed", "\(seed)"), ("count", "\(count)")]
  }
}

extension RunDirectory<CalibrationPlan> {
  /// Opens the directory of a calibration at `path`, which is made where it does not exist.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - plan: what decides about the numbers.
  ///   - parts: the parts of interest; where there are none, those that the run was begun with, and
  ///     all for a new one.
  ///   - onWait: is told once if another process is opening the directory: who, if it has said.
  public init(
    _ path: String, plan: CalibrationPlan, parts: [any CalibrationPart],
    onWait: (LockHolder?) -> Void = { _ in }
  ) throws {
    func group(_ part: some CalibrationPart) -> any UnitGroup<CalibrationPlan> { part }
    try self.init(
      path, parameters: plan, groups: parts.map { group($0) },
      from: allCalibrationParts.map { group($0) }, onWait: onWait)
  }
}
