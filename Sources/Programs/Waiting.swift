import Dispatch
import Foundation
import Synchronization

/// What `work` comes to, for which this thread waits. It must not be one of those that tasks run on, of which there
/// may be one only.
package func waiting<Value: Sendable>(
  for work: @escaping @Sendable () async throws -> Value
) throws -> Value {
  let outcome = Outcome<Value>()
  Task.detached {
    do {
      outcome.end(with: .success(try await work()))
    } catch {
      outcome.end(with: .failure(error))
    }
  }
  return try outcome.wait()
}

/// What some work came to, once it did.
private final class Outcome<Value: Sendable>: Sendable {
  private let isThere = DispatchSemaphore(value: 0)
  private let result = Mutex<Result<Value, any Error>?>(nil)

  func end(with value: Result<Value, any Error>) {
    result.withLock { $0 = value }
    isThere.signal()
  }

  func wait() throws -> Value {
    isThere.wait()
    return try result.withLock { $0! }.get()
  }
}

/// What `work` comes to on a thread of its own, which may be made to wait, or compute for hours: threads of dispatch
/// are as many as there are cores, and tasks need one of them.
package func onOwnThread<Value: Sendable>(
  _ work: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
  }
}
