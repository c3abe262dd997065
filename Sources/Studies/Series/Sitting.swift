import DataFiles
import Judgement

/// Samples of one temperature among several.
public struct Sitting: Sendable {
  /// What was found where the samples are.
  public struct Samples: Sendable {
    /// The samples, and how they were read.
    public var loaded: LoadedSamples
    /// What was found out about the samples on the way to them, and is judged with the rest.
    public var outcomes: [CheckOutcome]

    /// Samples, with what was found out on the way to them.
    public init(_ loaded: LoadedSamples, outcomes: [CheckOutcome] = []) {
      self.loaded = loaded
      self.outcomes = outcomes
    }
  }

  /// What is weighed, for the reader.
  public var subject: String
  /// The temperature that the samples claim.
  public var temperature: TemperatureChoice
  /// About what it costs to weigh them: their number times that of their spins.
  public var cost: Double
  /// Reads the samples, once, when their turn comes, on a thread that may be made to wait.
  public var load: @Sendable () throws -> Samples

  /// Samples at a temperature, which `load` will read.
  public init(
    subject: String, temperature: TemperatureChoice, cost: Double = 1,
    load: @escaping @Sendable () throws -> Samples
  ) {
    self.subject = subject
    self.temperature = temperature
    self.cost = cost
    self.load = load
  }

  /// The same with its samples read.
  ///
  /// - Throws: where they cannot be read.
  public func loaded() throws -> Sitting {
    let samples = try load()
    return Sitting(subject: subject, temperature: temperature, cost: cost) { samples }
  }
}
