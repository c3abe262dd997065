import Dispatch
import Foundation
import Synchronization

/// The wish of whoever runs the process that it should end: SIGINT and SIGTERM, SIGHUP of a terminal that is
/// closed, SIGUSR1 of a scheduler whose time is nearly up.
///
/// Whoever has something to put in order first observes it. A signal goes to the observers in the order in which
/// they came, until one takes care of it; if none does, and none is about to end the process itself, it ends by it.
/// A signal that the process was told to ignore when it was started, as by nohup, stays ignored.
package final class Interruption: Sendable {
  /// What an observer makes of a signal.
  package enum Response: Sendable {
    /// The process goes on; no later observer hears of it.
    case taken
    /// The observer will end the process when it has put its things in order.
    case ending
    /// The observer does not mind.
    case left
  }

  private let number: Int

  /// Observes until the value is let go.
  ///
  /// - Parameter respond: hears the signal's number.
  package init(respond: @escaping @Sendable (Int32) -> Response) {
    number = Self.observers.withLock { observers in
      observers.last += 1
      observers.responses.append((observers.last, respond))
      if observers.responses.count == 1 { observers.watch() }
      return observers.last
    }
  }

  deinit {
    Self.observers.withLock { [number] observers in
      observers.responses.removeAll { $0.number == number }
      if observers.responses.isEmpty { observers.rest() }
    }
  }

  /// The number of the first signal that no earlier observer takes care of; nil if the task is cancelled before one
  /// comes.
  static func first() async -> Int32? {
    let signals = AsyncStream<Int32> { continuation in
      let interruption = Interruption { number in
        continuation.yield(number)
        return .ending
      }
      continuation.onTermination = { _ in withExtendedLifetime(interruption) {} }
    }
    for await number in signals { return number }
    return nil
  }

  /// How many have something to put in order before the process ends.
  static let pending = Atomic(0)

  /// Ends the process as `number` would have done, once nothing is `pending`, or two seconds from now.
  static func end(by number: Int32) -> Never {
    for _ in 0..<200 where pending.load(ordering: .acquiring) > 0 { usleep(10_000) }
    signal(number, SIG_DFL)
    // Not raise(): the threads of tasks have their signals blocked.
    kill(getpid(), number)
    sleep(1)
    exit(128 + number)
  }

  // MARK: Who observes

  private static let numbers = [SIGINT, SIGTERM, SIGHUP, SIGUSR1]
  private static let observers = Mutex(Observers())

  private struct Observers: ~Copyable {
    var responses: [(number: Int, respond: @Sendable (Int32) -> Response)] = []
    var last = 0
    private var sources: [(number: Int32, source: SignalSource)] = []

    mutating func watch() {
      sources = Interruption.numbers.filter(Self.isHeeded).map { number in
        signal(number, SIG_IGN)
        return (number, SignalSource(number) { Interruption.deliver(number) })
      }
    }

    mutating func rest() {
      for (number, source) in sources {
        source.cancel()
        signal(number, SIG_DFL)
      }
      sources = []
    }

    private static func isHeeded(_ number: Int32) -> Bool {
      var action = sigaction()
      sigaction(number, nil, &action)
      return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
        != unsafeBitCast(SIG_IGN, to: Int.self)
    }
  }

  private static func deliver(_ number: Int32) {
    var isEnding = false
    for respond in observers.withLock({ $0.responses.map(\.respond) }) {
      switch respond(number) {
      case .taken: return
      case .ending: isEnding = true
      case .left: break
      }
    }
    if !isEnding { end(by: number) }
  }
}

/// A source of dispatch that may be kept by any thread, as dispatch itself allows.
private struct SignalSource: @unchecked Sendable {
  /// A queue of its own, which has a thread when it needs one: those of the global queues are as many as there are
  /// cores, and all of them may be computing for hours.
  private static let queue = DispatchQueue(label: "signals")

  private let source: any DispatchSourceSignal

  init(_ number: Int32, handle: @escaping @Sendable () -> Void) {
    source = DispatchSource.makeSignalSource(signal: number, queue: Self.queue)
    source.setEventHandler(handler: handle)
    source.resume()
  }

  func cancel() { source.cancel() }
}
