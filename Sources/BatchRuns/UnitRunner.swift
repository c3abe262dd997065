import Foundation
import Storage
import Synchronization

/// What is heard of a run in progress.
public enum RunEvent: Sendable {
  /// Something moved: how many of the units are finished, and the seconds left if that can be said.
  case progress(finished: Int, total: Int, secondsLeft: Double?)
  /// A unit was finished, here or by another process.
  case finished(unit: String, index: Int)
  /// Another process is at a unit: who, if it has said. Heard once for each unit.
  case heldElsewhere(unit: String, index: Int, holder: LockHolder?)
  /// The file of a unit is not its result, and is replaced.
  case replaced(unit: String, index: Int, problem: RunDirectoryError)
}

/// Computes units of a run, several at a time.
///
/// Which worker computes which unit depends on chance and changes nothing: a unit's random numbers are its
/// own.
public struct UnitRunner<Parameters: RunParameters>: Sendable {
  /// The run whose units are computed.
  public let run: RunDirectory<Parameters>
  /// How many units are computed at once.
  public let jobCount: Int
  /// Whether units that other processes are at are waited for.
  public let waitsForOthers: Bool

  /// - Precondition: `jobCount` is at least 1.
  public init(_ run: RunDirectory<Parameters>, jobCount: Int, waitsForOthers: Bool = true) {
    precondition(jobCount >= 1)
    self.run = run
    self.jobCount = jobCount
    self.waitsForOthers = waitsForOthers
  }

  /// Returns when every one of `units` is finished, by this process or by others, or when `stop` is demanded and
  /// those that were begun are done.
  ///
  /// A unit that fails does not keep the others from being computed. One that would probably not end before
  /// the deadline, judged by those before it, is not begun.
  ///
  /// - Parameters:
  ///   - units: what is to be computed.
  ///   - stop: the wish to end earlier.
  ///   - onEvent: hears what moves.
  /// - Returns: whether all are finished.
  /// - Throws: the error of the first unit that failed, after the others are done.
  @discardableResult
  public func compute(
    _ units: [(index: Int, unit: any UnitOfWork)], until stop: StopRequest = StopRequest(),
    onEvent: @escaping @Sendable (RunEvent) -> Void
  ) throws -> RunOutcome {
    let queue = UnitQueue(
      units, isFinished: units.map { run.isFinished($0.unit) }, stop: stop,
      waitsForOthers: waitsForOthers, onEvent: onEvent)
    DispatchQueue.concurrentPerform(iterations: min(jobCount, max(units.count, 1))) { _ in
      while let next = queue.next() {
        guard let position = next.position else {
          // What is left is in the hands of others.
          Thread.sleep(forTimeInterval: 0.5)
          continue
        }
        let unit = units[position].unit
        do {
          let isFinished = try run.compute(unit) {
            queue.report(progress: $0, of: position)
          } onDamage: {
            onEvent(.replaced(unit: unit.name, index: units[position].index, problem: $0))
          }
          if isFinished {
            queue.finish(position)
          } else {
            queue.leave(position, to: run.holder(of: unit))
          }
        } catch {
          queue.fail(position, with: error)
        }
      }
    }
    return try queue.outcome()
  }
}

/// Which units are to be done, which are being done, and how far they have come.
private final class UnitQueue: Sendable {
  private struct State {
    var isOpen: [Bool]
    var isBeingComputed: [Bool]
    /// When a unit that another process computes may be looked at again.
    var sleepsUntil: [ContinuousClock.Instant]
    var progress: [Double]
    var progressAtStart: [Double?]
    var begun: [ContinuousClock.Instant?]
    var isHeldElsewhere: [Bool]
    /// Seconds and cost of the units that this process computed from beginning to end.
    var spent: (seconds: Double, cost: Double) = (0, 0)
    var firstError: (any Error)?
  }

  /// A unit to be computed; without a position: wait and ask again.
  struct Next {
    var position: Int?
  }

  private let state: Mutex<State>
  private let units: [(index: Int, unit: any UnitOfWork)]
  private let start: ContinuousClock.Instant
  private let stop: StopRequest
  private let waitsForOthers: Bool
  private let onEvent: @Sendable (RunEvent) -> Void

  init(
    _ units: [(index: Int, unit: any UnitOfWork)], isFinished: [Bool], stop: StopRequest,
    waitsForOthers: Bool, onEvent: @escaping @Sendable (RunEvent) -> Void
  ) {
    let now = ContinuousClock.now
    start = now
    self.units = units
    self.stop = stop
    self.waitsForOthers = waitsForOthers
    self.onEvent = onEvent
    state = Mutex(
      State(
        isOpen: isFinished.map { !$0 }, isBeingComputed: units.map { _ in false },
        sleepsUntil: units.map { _ in now },
        progress: isFinished.map { $0 ? 1 : 0 },
        progressAtStart: isFinished.map { $0 ? 1 : nil },
        begun: units.map { _ in nil }, isHeldElsewhere: units.map { _ in false }))
  }

  func next() -> Next? {
    state.withLock { state in
      if stop.isDemanded { return nil }
      let open = units.indices.filter { state.isOpen[$0] }
      let now = ContinuousClock.now
      let free = open.filter {
        !state.isBeingComputed[$0] && (waitsForOthers || !state.isHeldElsewhere[$0])
      }
      // Other workers of this process have the rest.
      if free.isEmpty { return nil }
      let fitting = free.filter { position in
        guard state.spent.cost > 0 else { return true }
        return stop.leavesTime(
          for: units[position].unit.cost * state.spent.seconds / state.spent.cost)
      }
      if fitting.isEmpty { return nil }
      let position = fitting.first { state.sleepsUntil[$0] <= now }
      if let position {
        state.isBeingComputed[position] = true
        state.begun[position] = now
      }
      return Next(position: position)
    }
  }

  func report(progress: Double, of position: Int) {
    let event = state.withLock { state in
      // The first report tells how much an earlier process had done.
      if state.progressAtStart[position] == nil { state.progressAtStart[position] = progress }
      state.progress[position] = progress
      return summary(of: state)
    }
    onEvent(event)
  }

  /// Another process is at the unit.
  func leave(_ position: Int, to holder: LockHolder?) {
    let isNews = state.withLock { state in
      state.isBeingComputed[position] = false
      state.sleepsUntil[position] = .now + .seconds(1)
      defer { state.isHeldElsewhere[position] = true }
      return !state.isHeldElsewhere[position]
    }
    let unit = units[position]
    if isNews {
      onEvent(.heldElsewhere(unit: unit.unit.name, index: unit.index, holder: holder))
    }
  }

  func finish(_ position: Int) {
    let events = state.withLock { state -> [RunEvent] in
      state.isBeingComputed[position] = false
      state.isOpen[position] = false
      state.progress[position] = 1
      if state.progressAtStart[position] == nil { state.progressAtStart[position] = 0 }
      let unit = units[position]
      if state.progressAtStart[position] == 0, let begun = state.begun[position] {
        state.spent.seconds += (ContinuousClock.now - begun) / Duration.seconds(1)
        state.spent.cost += unit.unit.cost
      }
      return [.finished(unit: unit.unit.name, index: unit.index), summary(of: state)]
    }
    for event in events { onEvent(event) }
  }

  func fail(_ position: Int, with error: any Error) {
    state.withLock { state in
      state.isBeingComputed[position] = false
      state.isOpen[position] = false
      if state.firstError == nil { state.firstError = error }
    }
  }

  /// - Throws: the error of the first unit that failed.
  func outcome() throws -> RunOutcome {
    let (error, left) = state.withLock { ($0.firstError, $0.isOpen.count { $0 }) }
    if let error { throw error }
    return left == 0 ? .finished : .stopped(unitsLeft: left)
  }

  /// How far the whole has come. The time left follows from the cost of what was done since the start.
  private func summary(of state: borrowing State) -> RunEvent {
    var (done, left) = (0.0, 0.0)
    var finished = 0
    for (position, unit) in units.enumerated() {
      let progress = state.progress[position]
      done += unit.unit.cost * (progress - (state.progressAtStart[position] ?? progress))
      left += state.isOpen[position] ? unit.unit.cost * (1 - progress) : 0
      finished += state.isOpen[position] ? 0 : 1
    }
    let elapsed = (ContinuousClock.now - start) / Duration.seconds(1)
    return .progress(
      finished: finished, total: units.count,
      secondsLeft: done > 0 ? elapsed * left / done : nil)
  }
}
