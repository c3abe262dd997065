import Judgement
import SpinSystems
import Statistics

/// Does anything move at all? A rule that does nothing leaves every ensemble invariant.
public struct Motion: Check {
  public let identifier = "motion"
  public let title = "Motion"
  public let summary =
    "Whether configurations change; a rule that returns its input keeps any ensemble."
  public let explanation = Explanation(
    equation: "s' ≠ s for some s",
    sees: "A rule that does nothing.",
    blindTo: "A rule that does something wrong.")

  /// The check, which has no settings.
  public init() {}

  /// Where single heat-bath updates would have changed so many configurations, a rule should change one.
  static let fewestExpected = 20.0

  public func examine(_ transition: Transition) throws -> Examination {
    let (before, after) = (transition.before, transition.once)
    let changed = (0..<before.count).count { before.packed($0) != after.packed($0) }
    let spins = zip(before.words, after.words).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
    guard changed == 0 else {
      let share = 100 * Double(changed) / Double(before.count)
      let each = Double(spins) / Double(before.count)
      return .notApplicable(
        "An application changes \(decimal(share, 1)) % of the configurations, and "
          + "\(decimal(each, 2)) of \(before.lattice.siteCount) spins on average."
          + Self.remark(onStillSites: before, after, spins))
    }
    // A sweep of heat bath is N updates; one in N of what it changes is what a single one would.
    var generator = transition.streams.stream("motion", for: transition.ensemble)
    let walked = ReversibleWalk(transition.ensemble).walked(before, sweeps: 1, using: &generator)
    let sweep = zip(before.words, walked.words).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
    let expected = Double(sweep) / Double(2 * before.lattice.siteCount)
    let said = "No configuration changed in an application: the rule returned what it was given."
    guard expected >= Self.fewestExpected else {
      return .evidence(
        Evidence(
          effectiveSampleCount: Double(before.count),
          detail: said + " It is so cold here that hardly anything would; nothing is tested."))
    }
    return .evidence(
      Evidence(
        law: .broken, effectiveSampleCount: Double(before.count),
        detail: said + " A single update each would have changed about "
          + "\(decimal(expected, 0)) of \(before.count)."))
  }

  /// That some spins never changed while the others did so often that it is no accident; empty where none is.
  /// A rule may try the same few sites in all configurations, so this is no fault by itself.
  private static func remark(
    onStillSites before: SampleSet, _ after: SampleSet, _ changes: Int
  ) -> String {
    var changed = SampleSet(lattice: before.lattice, capacity: before.count)
    changed.append(packed: zip(before.words, after.words).map { $0 ^ $1 })
    let counts = changed.siteCounts()
    let still = counts.indices.filter { counts[$0] == 0 }
    let others = Double(counts.count - still.count)
    guard !still.isEmpty, Double(changes) / others >= fewestExpected else { return "" }
    let size = before.lattice.size
    let first = still[0]
    return
      " \(still.count) of \(counts.count) spins never changed, the first in row \(first / size), column "
      + "\(first % size) (counted from 0): are they never tried?"
  }
}

extension Check where Self == Motion {
  /// Does anything move at all?
  public static var motion: Motion { Motion() }
}
