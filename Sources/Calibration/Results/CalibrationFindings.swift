import Judgement
import Reporting
import Statistics

/// What a part of a calibration came to.
public struct CalibrationFindings: Sendable {
  /// What was found, in a sentence.
  public var conclusion: String
  /// One verdict for each rate that was declared and looked at; none where nothing was promised.
  public var verdicts: [Verdict]
  /// For people.
  public var tables: [Summary.Table]
  /// Fault by check, where the part is about faults.
  public var matrices: [MatrixPicture] = []
  /// For programs.
  public var encoded: EncodedCalibration.Part
}

/// How often something happened, with the exact 95 % interval of its probability.
public struct ObservedRate: Codable, Sendable, Equatable {
  /// How often it happened.
  public var count: Int
  /// Out of how many.
  public var trials: Int
  /// The interval of Clopper and Pearson, ends inclusive.
  public var interval: [Double]

  /// A rate of `count` in `trials`.
  public init(_ count: Int, of trials: Int) {
    self.count = count
    self.trials = trials
    let interval = clopperPearson(successes: count, trials: trials)
    self.interval = [interval.lowerBound, interval.upperBound]
  }

  /// The rate for people, "3 of 1200".
  var text: String { "\(count) of \(trials)" }

  /// The interval in per cent, for people.
  var percentText: String {
    "\(Self.perCent(interval[0])) to \(Self.perCent(interval[1])) %"
  }

  /// A share in per cent, two digits of it; nearly all of it is 100.
  static func perCent(_ share: Double) -> String {
    share >= 0.995 ? "100" : brief(100 * share, 2)
  }
}
