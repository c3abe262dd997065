import BatchRuns
import Judgement
import Randomness
import References
import SpinSystems
import Studies

/// Sets that are right, through the whole suite.
struct CorrectSetsUnit: UnitOfWork {
  var source: CorrectSource
  var ensemble: Ensemble
  /// Configurations in a set.
  var count: Int
  /// Sets in this unit.
  var setCount: Int
  /// The number of the unit among those of one kind.
  var block: Int
  var seed: UInt64

  var name: String { "correct/\(source.name)-\(ensemble.unitName)-n\(count)-\(block)" }

  var cost: Double { Double(setCount * count * ensemble.lattice.siteCount) }

  func run(in workspace: UnitWorkspace) throws -> SuiteTally {
    var generator = RandomStreams(seed: seed).stream("calibration", for: UnitKey(name))
    var assessment = Assessment(against: try .exact(ensemble))
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
