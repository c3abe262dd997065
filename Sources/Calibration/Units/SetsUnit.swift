import BatchRuns
import Judgement
import Randomness
import References
import SpinSystems
import Studies

/// Sets that are right for one temperature, through the whole suite for it or for another.
struct SetsUnit: UnitOfWork {
  var source: CorrectSource
  var ensemble: Ensemble
  /// The temperature that the sets are held to be of, over the one they are of: 1 where they are right.
  var claimedRatio = 1.0
  /// Configurations in a set.
  var count: Int
  /// Sets in this unit.
  var setCount: Int
  /// The number of the unit among those of one kind.
  var block: Int
  var seed: UInt64

  var name: String {
    let kind = claimedRatio == 1 ? "correct" : "claimed-\(claimedRatio)"
    return "\(kind)/\(source.name)-\(ensemble.unitName)-n\(count)-\(block)"
  }

  var cost: Double { Double(setCount * count * ensemble.lattice.siteCount) * (1 + source.cost) }

  func run(in workspace: UnitWorkspace) throws -> SuiteTally {
    var generator = RandomStreams(seed: seed).stream("calibration", for: UnitKey(name))
    let claimed = try Ensemble(
      size: ensemble.lattice.size, temperature: ensemble.temperature * claimedRatio,
      totalSpin: ensemble.totalSpin)
    var assessment = Assessment(against: try .exact(claimed))
    var tally = SuiteTally(count: count)
    // A few sets at a time, so that memory stays bounded.
    while tally.setCount < setCount {
      let sets = try source.sets(
        min(64, setCount - tally.setCount), of: count, in: ensemble, using: &generator)
      for set in sets {
        assessment.seed = generator.next()
        try tally.add(set, by: assessment)
        workspace.report(progress: Double(tally.setCount) / Double(setCount))
      }
    }
    return tally
  }
}
