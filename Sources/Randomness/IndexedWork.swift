import Dispatch

/// Independent pieces of work on all cores, with results in the order of the pieces.
package enum IndexedWork {
  /// The results of `work` for 0 ..< count. Each piece runs once; which core runs it does not show.
  package static func map<Result: Sendable>(
    count: Int, _ work: @Sendable (Int) -> Result
  ) -> [Result] {
    [Result](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      nonisolated(unsafe) let results = buffer.baseAddress
      DispatchQueue.concurrentPerform(iterations: count) { index in
        (results! + index).initialize(to: work(index))
      }
      initializedCount = count
    }
  }
}
