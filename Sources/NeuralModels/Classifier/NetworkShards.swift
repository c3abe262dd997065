import Dispatch
import Foundation
import Synchronization

/// Inputs in shards of fixed size, shared among the cores.
///
/// What is computed for a shard does not depend on who computes it, and results are put together in the
/// order of the shards: the same bits on any number of cores.
final class NetworkShards {
  private let workspaces: [NetworkWorkspace]

  /// - Parameters:
  ///   - limit: the largest number of shards that there will be at a time.
  ///   - cores: how many shards may be worked on at once.
  init(
    _ layout: NetworkLayout, limit: Int,
    cores: Int = ProcessInfo.processInfo.activeProcessorCount
  ) {
    workspaces = (0..<max(1, min(cores, limit))).map { _ in NetworkWorkspace(layout) }
  }

  /// The shards of `count` inputs.
  static func ranges(count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: NetworkWorkspace.capacity).map {
      $0..<min($0 + NetworkWorkspace.capacity, count)
    }
  }

  /// Calls `work` once for each number from 0 to `count` - 1, with a workspace that nobody else uses.
  func forEach(count: Int, _ work: (NetworkWorkspace, Int) -> Void) {
    guard count > 1, workspaces.count > 1 else {
      for shard in 0..<count { work(workspaces[0], shard) }
      return
    }
    // `work` returns before this does, and writes for each shard to a place of its own.
    withoutActuallyEscaping(work) { work in
      nonisolated(unsafe) let work = work
      nonisolated(unsafe) let workspaces = workspaces
      let next = Atomic(0)
      DispatchQueue.concurrentPerform(iterations: min(workspaces.count, count)) { worker in
        while true {
          let shard = next.add(1, ordering: .relaxed).oldValue
          guard shard < count else { break }
          work(workspaces[worker], shard)
        }
      }
    }
  }
}
