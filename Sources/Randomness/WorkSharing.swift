import Dispatch
import Foundation
import Synchronization

/// Independent pieces of work, shared among the cores.
///
/// Each worker has a workspace of its own, made once, and takes the next piece that nobody has taken.
/// Results come back in the order of the pieces, so nothing depends on the number of cores.
package struct WorkSharing {
  private let workerCount: Int

  /// - Parameter limit: the largest number of workers, where their workspaces need much memory.
  package init(workersAtMost limit: Int) {
    workerCount = max(1, min(limit, ProcessInfo.processInfo.activeProcessorCount))
  }

  /// The results of `work` for the pieces 0 ..< count.
  package func map<Workspace, Result: Sendable>(
    count: Int, workspace: @Sendable () -> Workspace,
    work: @Sendable (inout Workspace, Int) -> Result
  ) -> [Result] {
    [Result](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      nonisolated(unsafe) let results = buffer.baseAddress
      let next = Atomic(0)
      DispatchQueue.concurrentPerform(iterations: min(workerCount, count)) { _ in
        var space = workspace()
        while true {
          let piece = next.add(1, ordering: .relaxed).oldValue
          guard piece < count else { break }
          // Every piece is taken once, so no two workers write to the same place.
          (results! + piece).initialize(to: work(&space, piece))
        }
      }
      initializedCount = count
    }
  }
}
