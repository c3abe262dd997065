import Synchronization

/// The wish that a run ends before all its units are done: from some time on, or since it was said.
///
/// Units that are being computed are finished; no other is begun.
public final class StopRequest: Sendable {
  private let deadline: ContinuousClock.Instant?
  private let isWished = Atomic(false)

  /// A wish to end from `deadline` on; without one, none until `demand()`.
  public init(from deadline: ContinuousClock.Instant? = nil) { self.deadline = deadline }

  /// Wishes that the run ends now.
  public func demand() { isWished.store(true, ordering: .relaxed) }

  /// Whether `demand()` was called.
  public var isSaid: Bool { isWished.load(ordering: .relaxed) }

  /// Whether no further unit is to be begun.
  public var isDemanded: Bool {
    isSaid || deadline.map { $0 <= .now } ?? false
  }

  /// Whether something that takes `seconds` would end before the deadline.
  func leavesTime(for seconds: Double) -> Bool {
    deadline.map { (.now + .seconds(min(seconds, 1e9))) <= $0 } ?? true
  }
}

/// How the computation of units ended.
public enum RunOutcome: Equatable, Sendable {
  /// Every unit has a result.
  case finished
  /// So many units have no result: it was to end, or was not to wait for the processes that are at them.
  case stopped(unitsLeft: Int)
}
