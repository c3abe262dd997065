/// One figure and its yardstick.
public struct BenchmarkResult: Sendable {
  /// The identifier of the benchmark.
  public let subject: String
  /// What was done.
  public let work: String
  /// What was measured, in `unit`.
  public let value: Double
  /// The unit of `value` and of the yardstick.
  public let unit: Unit
  /// The same for the yardstick, in the same unit; nil where there is none that is affordable.
  public let yardstick: Double?
  /// What the yardstick is.
  public let yardstickName: String?

  /// What the value counts.
  public enum Unit: Sendable {
    /// Milliseconds of processor time: less is better.
    case milliseconds
    /// Seconds of processor time: less is better.
    case seconds
    /// Independent configurations for each second of processor time: more is better.
    case configurationsPerSecond
    /// Attempted updates for each nanosecond of processor time: more is better.
    case attemptsPerNanosecond
    /// Configurations that pass through a network for each second of processor time: more is better.
    case imagesPerSecond
    /// Steps of all Markov chains together for each second of processor time: more is better.
    case chainStepsPerSecond
    /// Seconds on the wall, for work that several cores share: less is better. Whatever else runs on the
    /// machine lengthens them.
    case wallSeconds

    /// Whether a larger value is better.
    var isRate: Bool {
      switch self {
      case .milliseconds, .seconds, .wallSeconds: false
      case .configurationsPerSecond, .attemptsPerNanosecond, .imagesPerSecond,
        .chainStepsPerSecond:
        true
      }
    }
  }

  /// A measurement, with that of its yardstick where there is one.
  public init(
    subject: String, work: String, value: Double, unit: Unit, yardstick: Double? = nil,
    yardstickName: String? = nil
  ) {
    self.subject = subject
    self.work = work
    self.value = value
    self.unit = unit
    self.yardstick = yardstick
    self.yardstickName = yardstickName
  }

  /// How many times faster than the yardstick.
  public var ratio: Double? {
    yardstick.map { unit.isRate ? value / $0 : $0 / value }
  }
}

extension BenchmarkResult.Unit: CustomStringConvertible {
  public var description: String {
    switch self {
    case .milliseconds: "ms"
    case .seconds: "CPU s"
    case .configurationsPerSecond: "configurations per CPU s"
    case .attemptsPerNanosecond: "attempts per CPU ns"
    case .imagesPerSecond: "images per CPU s"
    case .chainStepsPerSecond: "chain steps per CPU s"
    case .wallSeconds: "s on the wall"
    }
  }
}
