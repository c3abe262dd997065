import Dispatch
import Foundation

/// The wish of whoever runs the process that it should end, SIGINT or SIGTERM, while something has to be put in
/// order first.
enum Interruption {
  private static let numbers = [SIGINT, SIGTERM]

  /// The number of the first such signal; nil if the task is cancelled before one comes.
  static func first() async -> Int32? {
    let signals = AsyncStream<Int32> { continuation in
      // Dispatch's own objects may be used from any thread.
      nonisolated(unsafe) let sources = numbers.map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { continuation.yield(number) }
        source.resume()
        return source
      }
      continuation.onTermination = { _ in
        for (source, number) in zip(sources, numbers) {
          source.cancel()
          signal(number, SIG_DFL)
        }
      }
    }
    for await number in signals { return number }
    return nil
  }

  /// Ends the process as `number` would have done.
  static func end(by number: Int32) -> Never {
    signal(number, SIG_DFL)
    // Not raise(): the threads of tasks have their signals blocked.
    kill(getpid(), number)
    sleep(1)
    exit(128 + number)
  }
}
