import SpinSystems
import Statistics
import Synchronization

/// Configurations of the reference's law, drawn when they are first asked for, and once for all checks.
final class ReferenceConfigurations: Sendable {
  struct Drawn: Sendable {
    var samples: SampleSet
    var order: SampleOrder
  }

  /// At most this many spins are drawn, but those of a thousand configurations.
  static let largestSpinCount = 1 << 20

  private let drawn = Mutex<Drawn??>(nil)

  /// What `draw` gave, the first time.
  func configurations(_ draw: () throws -> Drawn?) throws -> Drawn? {
    try drawn.withLock { known in
      if let known { return known }
      let made = try draw()
      known = .some(made)
      return made
    }
  }
}

extension Weighing {
  /// The inspected configurations, or evenly spaced ones where there are more than `referenceConfigurations`
  /// are drawn for.
  public var compared: SampleSet { inspected.evenlySpaced(atMost: mostCompared) }

  /// As many configurations of the reference's law as there are `compared` ones, a thousand at least where they
  /// are drawn, and what their order says of their correlation; nil where none can be had.
  public func referenceConfigurations() throws -> (samples: SampleSet, order: SampleOrder)? {
    try configurations.configurations {
      var generator = streams.stream("reference configurations", for: ensemble)
      return try reference.configurations(
        atMost: max(1000, min(inspected.count, mostCompared)), using: &generator
      ).map { .init(samples: $0.samples, order: $0.order) }
    }.map { ($0.samples, $0.order) }
  }

  private var mostCompared: Int {
    max(1000, ReferenceConfigurations.largestSpinCount / ensemble.lattice.siteCount)
  }
}
