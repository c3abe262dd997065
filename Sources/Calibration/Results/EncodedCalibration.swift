import Statistics
import Storage

/// A calibration as a document for programs, `calibration.json`.
public struct EncodedCalibration: Codable, Sendable, Equatable {
  /// The version of this form.
  public static let schemaVersion = 2

  /// What happened to sets of one kind.
  public struct Rate: Codable, Sendable, Equatable {
    /// The sets: an ensemble, a chain, a pair of sets.
    public var name: String
    /// Configurations in a set.
    public var count: Int
    /// How often it happened.
    public var observed: ObservedRate
    /// How many sets were inconclusive, where that was counted.
    public var undecided: Int?
  }

  /// The p-values of one check on samples that are right.
  public struct Uniformity: Codable, Sendable, Equatable {
    /// The check's identifier.
    public var check: String
    /// How many p-values there were, and how many of them with a law that is not said to be discrete.
    public var count, continuous: Int
    /// P of the test of Kolmogorov and Smirnov that the latter are uniform; nil where there are none.
    public var kolmogorovSmirnov: Double?
    /// How many were at most 0.05, 0.01 and 0.001.
    public var below05, below01, below001: ObservedRate
  }

  /// The smallest amount of a fault that was caught.
  public struct Detection: Codable, Sendable, Equatable {
    /// The fault's identifier.
    public var fault: String
    /// The ensemble.
    public var ensemble: String
    /// Configurations in a set.
    public var count: Int
    /// The smallest amount that the whole suite caught, and which check caught it most often; nil where none
    /// was.
    public var amount: Double?
    public var check: String?
    /// The smallest amount that each check caught by itself, by identifier.
    public var byCheck: [String: Double]
  }

  /// What perfect samples score on a figure that people publish.
  public struct Floor: Codable, Sendable, Equatable {
    /// The figure, by name and for people.
    public var score, title: String
    /// The ensemble.
    public var ensemble: String
    /// Configurations in a set, and the number of sets.
    public var count, sets: Int
    /// The mean over the sets, and the quantile of 95 % (of 5 %, where more is better).
    public var mean, quantile: Double
  }

  /// What one part came to.
  public struct Part: Codable, Sendable, Equatable {
    /// The part's identifier.
    public var part: String
    /// False alarms, or what else was counted.
    public var rates: [Rate] = []
    /// Sets that are wrong, and how often that was seen.
    public var detected: [Rate] = []
    /// P-values of samples that are right.
    public var uniformity: [Uniformity] = []
    /// Faults that were found.
    public var detection: [Detection] = []
    /// What perfect samples score.
    public var floors: [Floor] = []

    /// What the part of that identifier came to.
    public init(
      part: String, rates: [Rate] = [], detected: [Rate] = [], uniformity: [Uniformity] = [],
      detection: [Detection] = [], floors: [Floor] = []
    ) {
      self.part = part
      self.rates = rates
      self.detected = detected
      self.uniformity = uniformity
      self.detection = detection
      self.floors = floors
    }
  }

  public var schemaVersion = EncodedCalibration.schemaVersion
  /// The version of Steelyard.
  public var version = Version.current
  /// The plan.
  public var scale: CalibrationPlan.Scale
  public var seed: UInt64
  public var count: Int
  /// What each part came to.
  public var parts: [Part]
}

extension EncodedCalibration.Rate {
  /// How often sets of one kind failed.
  init(_ name: String, failuresOf tally: SuiteTally) {
    self.init(
      name: name, count: tally.count,
      observed: ObservedRate(tally.failureCount, of: tally.setCount),
      undecided: tally.verdicts.count { $0 == .inconclusive })
  }
}

extension [EncodedCalibration.Rate] {
  /// Sets of all kinds together.
  var whole: ObservedRate {
    ObservedRate(reduce(0) { $0 + $1.observed.count }, of: reduce(0) { $0 + $1.observed.trials })
  }
}
