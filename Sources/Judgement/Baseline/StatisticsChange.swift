import Statistics

/// The p-values of what became of one check since a baseline.
struct StatisticsChange {
  /// Both sets have one law.
  var different: Double
  /// The later set is not worse: it is not different, or not further from the reference.
  var worse: Double
  /// The later set is not better.
  var better: Double
  /// The size of the difference, for the reader: standard errors, or √T², √χ².
  var score: Double
  /// A law that the baseline kept is broken, by too few samples to prove that they are more than its.
  var isNewlyBroken: Bool

  /// The level at which a set must be further from the reference to be called worse where it is different.
  ///
  /// It needs no correction for many tests: where both sets have one law, the difference alone keeps the
  /// declared rate.
  private static let distanceLevel = 0.01

  /// - Returns: nil where the statistics are of another kind or of other dimensions.
  init?(
    _ now: CheckStatistics, since then: CheckStatistics, expecting expectation: CheckExpectation
  ) {
    switch (now, then, expectation) {
    case (.occurrences(let now), .occurrences(let then), _):
      let more = now.isMoreFrequentPValue(than: then)
      let less = then.isMoreFrequentPValue(than: now)
      self.init(
        different: min(1, 2 * min(more, less)), worse: more, better: less,
        score: Double(now.occurrences) / Double(now.trials)
          - Double(then.occurrences) / Double(then.trials),
        isNewlyBroken: then.occurrences == 0 && now.occurrences > 0)
    case (.mean(let now), .mean(let then), .mean(let expected, let error)):
      self.init(now.change(from: then, expected: expected, expectedError: error))
    case (.levels(let now), .levels(let then), .levels(let distribution)):
      self.init(now.change(from: then, expected: distribution))
    case (.vectors(let now), .vectors(let then), .vectors(let expected)):
      guard now.count == then.count, now.count == expected.count,
        zip(now, then).allSatisfy({ $0.mean.count == $1.mean.count })
      else { return nil }
      let changes = now.indices.map {
        StatisticsChange(now[$0].change(from: then[$0], expected: expected[$0]))
      }
      func least(_ value: (StatisticsChange) -> Double) -> Double {
        sidakCombined(changes.map(value).min()!, changes.count)
      }
      self.init(
        different: least(\.different), worse: least(\.worse), better: least(\.better),
        score: changes.map(\.score).max()!, isNewlyBroken: false)
    default: return nil
    }
  }

  private init(_ change: Change) {
    self.init(
      different: change.difference,
      worse: change.further <= Self.distanceLevel ? change.difference : 1,
      better: change.further >= 1 - Self.distanceLevel ? change.difference : 1,
      score: change.score, isNewlyBroken: false)
  }

  private init(
    different: Double, worse: Double, better: Double, score: Double, isNewlyBroken: Bool
  ) {
    self.different = different
    self.worse = worse
    self.better = better
    self.score = score
    self.isNewlyBroken = isNewlyBroken
  }
}
