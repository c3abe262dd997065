import Comparisons
import Judgement
import SpinSystems
import Statistics

/// Does probability flow up as it flows down, through every level of H and of ΣS? Exact however rare.
public struct LevelCrossings: Check {
  public let identifier = "level-crossings"
  public let title = "Crossings of levels"
  public let summary =
    "Configurations that cross a level of H or ΣS upwards and downwards: binomial, exact."
  public let explanation = Explanation(
    equation: "configurations that cross a level upwards : downwards = 1 : 1",
    sees: "Any drift of H or ΣS through any level, exactly, however rare.",
    blindTo: "Flow at equal H and ΣS.")

  /// The check, which has no settings.
  public init() {}

  public func examine(_ transition: Transition) throws -> Examination {
    let (before, after) = (
      Observables(transition.before, largestDistance: 1),
      Observables(transition.after, largestDistance: 1)
    )
    var tests = [("H", CrossingTest(before: before.energies, after: after.energies))]
    if transition.ensemble.totalSpin == nil {
      tests += [
        ("ΣS", CrossingTest(before: before.totalSpins, after: after.totalSpins)),
        (
          "|ΣS|",
          CrossingTest(
            before: before.totalSpins.map { abs($0) }, after: after.totalSpins.map { abs($0) })
        ),
      ]
    }
    let all = tests.flatMap { name, test in test.thresholds.map { (name, $0) } }
    guard let (name, worst) = all.min(by: { $0.1.pValue < $1.1.pValue }) else {
      let changed = (0..<transition.count).count {
        before.energies[$0] != after.energies[$0] || before.totalSpins[$0] != after.totalSpins[$0]
      }
      return .evidence(transition.tooLittleChanged(in: changed))
    }
    let count = Double(transition.count)
    let flow = Double(worst.up - worst.down) / count
    let interval = MeanInterval(
      variance: Double(worst.up + worst.down) / count, range: 1, effectiveCount: count,
      simultaneous: all.count)
    return .evidence(
      Evidence(
        statistic: .init("of \(worst.up + worst.down) crossings up", Double(worst.up)),
        pValue: min(1, Double(all.count) * worst.pValue), hasDiscreteLaw: true,
        effect: Effect(
          name: "P(\(name) > \(worst.level)), after - before", value: flow,
          interval: interval.around(flow), tolerance: transition.tolerances.totalVariation,
          unit: ""),
        effectiveSampleCount: count, detectable: interval.detectable,
        detail: "Of \(all.count) thresholds the one above \(name) = \(worst.level) is crossed most "
          + "unevenly: \(worst.up) times up, \(worst.down) times down."))
  }
}

extension Check where Self == LevelCrossings {
  /// Does probability flow up as it flows down, through every level of H and of ΣS?
  public static var levelCrossings: LevelCrossings { LevelCrossings() }
}
