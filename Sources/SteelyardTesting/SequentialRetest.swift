import Foundation
import Testing

/// Tests of randomness with fresh random numbers that nearly never fail without a reason: the sequential
/// procedure of A. Gandy and J. Scott (arXiv:2001.06465, Algorithm 1).
///
/// p-values that are small, but not beyond doubt, are not believed and not forgotten: the same question is
/// put again, to more and independent random numbers, until the answer is clear or `rounds` are over. With
/// β = α/k and γ = β^(1/k), round i rejects at β/γ^(i-1) and is reached with a probability of at most γ^(i-1),
/// so all rounds together reject what is right with a probability of at most α.
public struct SequentialRetest: Sendable {
  /// α, the probability that something right is rejected.
  public let falseAlarmRate: Double
  /// k, the most rounds.
  public let rounds: Int
  /// How many times more random numbers the second and later rounds use than the first.
  public let growth: Int

  /// - Precondition: 0 < `falseAlarmRate` < 1; `rounds` and `growth` are positive.
  public init(falseAlarmRate: Double, rounds: Int = 7, growth: Int = 4) {
    precondition(falseAlarmRate > 0 && falseAlarmRate < 1 && rounds > 0 && growth > 0)
    self.falseAlarmRate = falseAlarmRate
    self.rounds = rounds
    self.growth = growth
  }

  /// What became of the questions.
  public enum Outcome: Sendable, Equatable {
    /// Nothing was proved wrong.
    case kept(rounds: Int)
    /// The question of this name, and its p-value in the last round.
    case rejected(String, pValue: Double, round: Int)
  }

  /// Puts the questions until the answer is clear.
  ///
  /// - Parameter pValues: by the name of the question, from fresh random numbers in each round and `scale`
  ///   times as many as in the first.
  public func run(
    _ pValues: (_ round: Int, _ scale: Int) throws -> [String: Double]
  ) rethrows -> Outcome {
    var level = falseAlarmRate / Double(rounds)
    let gamma = pow(level, 1 / Double(rounds))
    for round in 1...rounds {
      let found = try pValues(round, round == 1 ? 1 : growth)
      guard let worst = found.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { break }
      let corrected = worst.value * Double(found.count)
      if corrected <= level { return .rejected(worst.key, pValue: worst.value, round: round) }
      if corrected > gamma + level { return .kept(rounds: round) }
      level /= gamma
    }
    return .kept(rounds: rounds)
  }
}

/// Expects that what `pValues` finds is no more than chance, and is wrong about that with a probability of at
/// most `falseAlarmRate`; an issue otherwise.
///
/// - Parameters:
///   - subject: what is tested, for the issue.
///   - falseAlarmRate: α of `SequentialRetest`.
///   - seed: of round r is `seed` + r - 1; shown with the issue, so that it can be had again.
///   - sourceLocation: where the issue is shown.
///   - pValues: p-values by the name of the question, from the random numbers of a seed and `scale` times as
///     many as in the first round.
public func expectChance(
  _ subject: String, falseAlarmRate: Double, seed: UInt64 = TestSeed.current,
  sourceLocation: SourceLocation = #_sourceLocation,
  pValues: (_ seed: UInt64, _ scale: Int) throws -> [String: Double]
) rethrows {
  let retest = SequentialRetest(falseAlarmRate: falseAlarmRate)
  let outcome = try retest.run { round, scale in try pValues(seed &+ UInt64(round - 1), scale) }
  if case .rejected(let name, let pValue, let round) = outcome {
    Issue.record(
      """
      \(subject): \(name) has p = \(pValue) in round \(round); right programs come to this in at most \
      \(falseAlarmRate) of runs. Again with \(TestSeed.variable)=\(seed)
      """, sourceLocation: sourceLocation)
  }
}
