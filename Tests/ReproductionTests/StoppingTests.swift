@testable import BatchRuns
import Foundation
@testable import Reproduction
import Statistics
import Storage
import Synchronization
import Testing

@Suite struct `A run that is to end` {
  private let runs = RunCounter()

  private func units(
    _ count: Int, meanwhile: @escaping @Sendable (Int) -> Void
  ) -> CountingClaim {
    CountingClaim(
      identifier: "A",
      units: (0..<count).map { number in
        CountingUnit(number: number, runs: runs, meanwhile: { _ in meanwhile(number) })
      })
  }

  @Test func `finishes the unit at hand and says what is left, and a later call does the rest`()
    throws
  {
    let run = try TemporaryRun()
    defer { run.remove() }
    let stop = StopRequest()
    let claim = units(5) { if $0 == 1 { stop.demand() } }
    let directory = try run.directory([claim])
    let outcome = try UnitRunner(directory, jobCount: 1)
      .compute(directory.units, until: stop) { _ in }
    #expect(outcome == .stopped(unitsLeft: 3))
    #expect(directory.unfinishedUnits.map(\.index) == [2, 3, 4])
    let rest = try UnitRunner(directory, jobCount: 1).compute(directory.units) { _ in }
    #expect(rest == .finished)
    #expect(runs.all == (0..<5).map { "toy/n\($0)" })
  }

  @Test func `begins nothing after its deadline`() throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    let directory = try run.directory([units(3) { _ in }])
    let outcome = try UnitRunner(directory, jobCount: 2)
      .compute(directory.units, until: StopRequest(from: .now)) { _ in }
    #expect(outcome == .stopped(unitsLeft: 3))
    #expect(runs.all.isEmpty)
  }

  @Test func `leaves what others are at if it is not to wait, and says who they are`() throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    let directory = try run.directory([units(3) { _ in }])
    try FileManager.default.createDirectory(
      atPath: "\(run.path)/locks/toy", withIntermediateDirectories: true)
    let other = try FileLock(waitingFor: "\(run.path)/locks/toy/n1.lock")
    let heard = Mutex<[String]>([])
    let outcome = try UnitRunner(directory, jobCount: 1, waitsForOthers: false)
      .compute(directory.units) { event in
        guard case .heldElsewhere(let unit, _, let holder) = event else { return }
        heard.withLock { $0.append("\(unit) \(holder?.process ?? 0)") }
      }
    withExtendedLifetime(other) {}
    #expect(outcome == .stopped(unitsLeft: 1))
    #expect(heard.withLock { $0 } == ["toy/n1 \(getpid())"])
    #expect(runs.all == ["toy/n0", "toy/n2"])
  }

  @Test func `knows whether something would end before its deadline`() {
    let stop = StopRequest(from: .now + .seconds(1000))
    #expect(!stop.isDemanded)
    #expect(stop.leavesTime(for: 900))
    #expect(!stop.leavesTime(for: 1001))
    #expect(!stop.leavesTime(for: .infinity))
    #expect(StopRequest().leavesTime(for: 1e300))
  }
}

@Suite struct `Shares of units` {
  private func share(_ text: String, of costs: [Double]) throws -> [Int] {
    try #require(Shard(argument: text)).places(in: costs)
  }

  @Test func `are balanced by cost and together are everything`() throws {
    // One unit of 90 and thirty of 1 and 2: by turns one share would have all but a few of them.
    let costs = [90.0] + (0..<30).map { $0.isMultiple(of: 2) ? 1 : 2 }
    let shares = try (0..<4).map { try share("\($0)/4", of: costs) }
    #expect(shares.flatMap(\.self).sorted() == Array(costs.indices))
    #expect(shares.contains([0]))
    let sums = shares.filter { $0 != [0] }.map { $0.reduce(0) { $0 + costs[$1] } }
    #expect(sums.allSatisfy { abs($0 - 15) <= 1 }, "\(sums)")
    #expect(shares.allSatisfy { $0 == $0.sorted() })
  }

  @Test func `may be more than there are units`() throws {
    #expect(try share("0/3", of: [1]) == [0])
    #expect(try share("2/3", of: [1]) == [])
    #expect(try share("0/1", of: [3, 1, 2]) == [0, 1, 2])
  }
}

@Suite struct `Times as people and schedulers write them` {
  @Test(arguments: [
    ("90", 90.0), ("90s", 90), ("1.5h", 5400), ("55m", 3300), ("1h30m", 5400), ("2d", 172_800),
    ("0:55:00", 3300), ("1-12:00:00", 129_600), ("1h 5s", 3605),
  ])
  func `are read`(text: String, seconds: Double) {
    #expect(DurationText.seconds(of: text) == seconds)
  }

  @Test(arguments: [
    "", "m", "5x", "-5m", "0", "1:30", "1e3", "nan", "5m3", "1::0", "2000d", "1.2.3",
  ])
  func `are refused where they are none`(text: String) {
    #expect(DurationText.seconds(of: text) == nil)
  }
}
