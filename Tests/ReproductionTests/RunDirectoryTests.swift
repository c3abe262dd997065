@testable import BatchRuns
import Foundation
@testable import Reproduction
import Storage
import Synchronization
import Testing

@Suite struct RunDirectoryTests {
  private let runs = RunCounter()

  private func claim(_ identifier: String = "A", _ numbers: Range<Int> = 0..<5) -> CountingClaim {
    CountingClaim(
      identifier: identifier, units: numbers.map { CountingUnit(number: $0, runs: runs) })
  }

  private func values(_ directory: RunDirectory<ReproductionPlan>) throws -> [UInt64?] {
    try (0..<5).map {
      try directory.results.result(of: CountingUnit(number: $0, runs: runs))?.value
    }
  }

  @Test func `Units that two claims share are computed once`() throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    let directory = try run.directory([claim("A", 0..<4), claim("B", 2..<5)])
    #expect(directory.units.map(\.unit.name) == (0..<5).map { "toy/n\($0)" })
    try UnitRunner(directory, jobCount: 2).compute(directory.units) { _ in }
    #expect(runs.all.sorted() == (0..<5).map { "toy/n\($0)" })
  }

  @Test func `Units of a lower priority number come first`() throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    let units = (0..<5).map { CountingUnit(number: $0, priority: $0 == 3 ? -1 : 0, runs: runs) }
    let directory = try run.directory([CountingClaim(identifier: "A", units: units)])
    #expect(
      directory.units.map(\.unit.name) == ["toy/n3", "toy/n0", "toy/n1", "toy/n2", "toy/n4"])
    #expect(directory.units.map(\.index) == Array(0..<5))
  }

  @Test func `Results depend neither on the order of units nor on how many run at once`() throws {
    var all: [[UInt64?]] = []
    for jobCount in [1, 3] {
      for isReversed in [false, true] {
        let run = try TemporaryRun()
        defer { run.remove() }
        let directory = try run.directory([claim()])
        let units = isReversed ? directory.units.reversed() : directory.units
        try UnitRunner(directory, jobCount: jobCount).compute(units) { _ in }
        all.append(try values(directory))
      }
    }
    #expect(!all[0].contains(nil))
    #expect(Set(all).count == 1)
  }

  @Test func `A second call computes only what is missing`() throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    let directory = try run.directory([claim()])
    try UnitRunner(directory, jobCount: 1).compute(Array(directory.units.prefix(2))) { _ in }
    #expect(directory.missingUnits(of: claim()) == ["toy/n2", "toy/n3", "toy/n4"])
    let again = try run.directory([claim()])
    try UnitRunner(again, jobCount: 1).compute(again.units) { _ in }
    #expect(runs.all == (0..<5).map { "toy/n\($0)" })
    #expect(again.missingUnits(of: claim()).isEmpty)
  }

  @Test func `A unit that fails does not keep the others from being computed`() throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    var units = claim().units
    units[1].failure = CountingFailure(text: "on purpose")
    let directory = try run.directory([CountingClaim(identifier: "A", units: units)])
    #expect(throws: CountingFailure(text: "on purpose")) {
      try UnitRunner(directory, jobCount: 1).compute(directory.units) { _ in }
    }
    #expect(directory.missingUnits(of: claim()) == ["toy/n1"])
  }

  @Test func `A unit that another process computes is waited for and not computed twice`() throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    let directory = try run.directory([claim("A", 0..<1)])
    let lockPath = "\(run.path)/locks/toy/n0.lock"
    try FileManager.default.createDirectory(
      atPath: "\(run.path)/locks/toy", withIntermediateDirectories: true)
    // Another process: a lock on a descriptor of its own, given up after the result is there.
    guard let other = try FileLock(ifFree: lockPath) else {
      Issue.record("the lock is free")
      return
    }
    #expect(try directory.compute(directory.units[0].unit) { _ in } == false)
    let record = UnitRecord(unit: "toy/n0", seconds: 1, result: CountingUnit.Result(value: 17))
    try FileManager.default.createDirectory(
      atPath: "\(run.path)/units/toy", withIntermediateDirectories: true)
    try Data(try record.encoded().utf8).write(to: URL(filePath: "\(run.path)/units/toy/n0.json"))
    try UnitRunner(directory, jobCount: 1).compute(directory.units) { _ in }
    withExtendedLifetime(other) {}
    #expect(runs.all.isEmpty)
    #expect(try values(directory)[0] == 17)
  }

  @Test func `A unit whose process died is free again, with what it left behind`() throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    var units = claim("A", 0..<1).units
    units[0].meanwhile = { workspace in
      try "half".write(toFile: workspace.path("checkpoint"), atomically: true, encoding: .utf8)
      try "x".write(
        toFile: workspace.path(".steelyard-1-0.partial"), atomically: true, encoding: .utf8)
      throw CountingFailure(text: "killed")
    }
    let directory = try run.directory([CountingClaim(identifier: "A", units: units)])
    #expect(throws: CountingFailure.self) {
      try UnitRunner(directory, jobCount: 1).compute(directory.units) { _ in }
    }
    units[0].meanwhile = { workspace in
      #expect(FileManager.default.contents(atPath: workspace.path("checkpoint")) != nil)
      #expect(!FileManager.default.fileExists(atPath: workspace.path(".steelyard-1-0.partial")))
    }
    let again = try run.directory([CountingClaim(identifier: "A", units: units)])
    try UnitRunner(again, jobCount: 1).compute(again.units) { _ in }
    #expect(runs.all == ["toy/n0", "toy/n0"])
    #expect(try values(again)[0] != nil)
  }

  @Test func `Claims that are new to a run add their units at the end`() throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    let first = claim("A", 2..<4)
    _ = try run.directory([first])
    let both = try RunDirectory(
      run.path, plan: ReproductionPlan(scale: .smoke, seed: 3), claims: [claim("B", 0..<3)],
      from: [first, claim("B", 0..<3)])
    #expect(both.units.map(\.index) == [0, 2, 3])
    #expect(both.units.map(\.unit.name) == ["toy/n2", "toy/n0", "toy/n1"])
    #expect(both.unitCount == 4)
    // Without a word about claims the run is about those it has.
    let all = try RunDirectory(
      run.path, plan: ReproductionPlan(scale: .smoke, seed: 3), claims: [],
      from: [first, claim("B", 0..<3), claim("C", 4..<5)])
    #expect(all.claims.map(\.identifier) == ["A", "B"])
    #expect(all.units.map(\.index) == Array(0..<4))
  }

  @Test func `A run can be given more training seeds, and keeps those it has`() throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    let claim = try #require(allClaims.first { $0.identifier == "F6a" })
    func units(_ seedCount: Int) throws -> [String] {
      let plan = ReproductionPlan(scale: .paper, seed: 1, seedCount: seedCount)
      let directory = try run.directory([claim], plan: plan)
      #expect(directory.units.map(\.index) == Array(directory.units.indices))
      return directory.units.map(\.unit.name)
    }
    let three = try units(3)
    #expect(three.count == 3)
    let five = try units(5)
    #expect(five.count == 5 && Array(five.prefix(3)) == three)
    #expect(try units(3) == five)
  }

  @Test(arguments: [
    (Scale.paper, 3, "holds a run with scale smoke, not paper"),
    (Scale.smoke, 4, "holds a run with seed 3, not 4"),
  ])
  func `A run of other parameters is refused`(scale: Scale, seed: UInt64, text: String) throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    _ = try run.directory([claim()])
    let error = #expect(throws: RunDirectoryError.self) {
      try run.directory([claim()], plan: ReproductionPlan(scale: scale, seed: seed))
    }
    #expect("\(error!)".contains(text))
  }

  @Test(arguments: ["", "{}", "[1]", "{\"schemaVersion\": 1}"])
  func `A record that is none is refused by its path`(text: String) throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    _ = try run.directory([claim()])
    try text.write(toFile: "\(run.path)/run.json", atomically: true, encoding: .utf8)
    let error = #expect(throws: RunDirectoryError.self) { try run.directory([claim()]) }
    #expect("\(error!)".contains("run.json: not a record of a run"))
  }

  @Test(arguments: ["units", "claims"])
  func `A record that lists something twice is refused by its path`(key: String) throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    _ = try run.directory([claim()])
    let path = "\(run.path)/run.json"
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path)))
    var record = try #require(object as? [String: Any])
    let names = try #require(record[key] as? [String])
    record[key] = names + [names[0]]
    try JSONSerialization.data(withJSONObject: record).write(to: URL(filePath: path))
    let error = #expect(throws: RunDirectoryError.self) { try run.directory([claim()]) }
    let problem = "\(key): found \(names[0]) twice, wanted each once"
    #expect("\(error!)" == "\(path): not a record of a run: \(problem)")
  }

  @Test func `A result with another number than it was written with is refused`() throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    let directory = try run.directory([claim()])
    try UnitRunner(directory, jobCount: 1).compute(directory.units) { _ in }
    let path = "\(run.path)/units/toy/n1.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing(/"value":[0-9]+/, with: "\"value\":1")
      .write(toFile: path, atomically: true, encoding: .utf8)
    #expect(
      throws: RunDirectoryError.result(
        run: run.path, unit: "toy/n1", problem: "its checksum is wrong")
    ) { try values(directory) }
    // Files of earlier versions have none.
    try text.replacing(/"checksum":"[0-9a-f]+",/, with: "")
      .write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try values(directory)[1] != nil)
  }

  @Test(arguments: ["", "{\"checksum\":\"00", "[]", "{}", "no JSON\n"])
  func `A unit whose file is damaged is left to be computed, and takes its place`(
    text: String
  ) throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    let directory = try run.directory([claim()])
    try UnitRunner(directory, jobCount: 1).compute(directory.units) { _ in }
    let path = "\(run.path)/units/toy/n1.json"
    let whole = try values(directory)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(directory.unfinishedUnits.map(\.index) == [1])
    #expect(directory.missingUnits(of: claim()) == ["toy/n1"])
    let error = #expect(throws: RunDirectoryError.self) { try values(directory) }
    let words = "\(try #require(error))"
    #expect(words.hasPrefix("\(path): not the result of that unit: "))
    #expect(!words.contains("Swift.") && !words.contains("NSCocoa") && !words.contains("\n"))
    let heard = Mutex<[String]>([])
    try UnitRunner(directory, jobCount: 1).compute(directory.units) { event in
      guard case .replaced(let unit, let index, _) = event else { return }
      heard.withLock { $0.append("\(index) \(unit)") }
    }
    #expect(heard.withLock { $0 } == ["1 toy/n1"])
    #expect(try values(directory) == whole)
  }

  @Test func `A file of a unit that is a folder is no unit's result, and not replaced`() throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    let directory = try run.directory([claim()])
    try FileManager.default.createDirectory(
      atPath: "\(run.path)/units/toy/n1.json", withIntermediateDirectories: true)
    let error = #expect(throws: RunDirectoryError.self) {
      try UnitRunner(directory, jobCount: 1).compute(directory.units) { _ in }
    }
    let words = "\(try #require(error))"
    #expect(words.contains("units/toy/n1.json: "))
    #expect(!words.contains("NSCocoa") && !words.contains("operation"), "\(words)")
  }

  @Test func `A record of more seeds than there can be is refused`() throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    _ = try run.directory([claim()])
    let path = "\(run.path)/run.json"
    try String(contentsOfFile: path, encoding: .utf8)
      .replacing(/"seedCount" *: *[0-9]+/, with: "\"seedCount\" : 9223372036854775807")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let error = #expect(throws: RunDirectoryError.self) { try run.directory([claim()]) }
    #expect("\(error!)".contains("run.json"))
    #expect("\(error!)".contains("9223372036854775807"))
  }

  @Test func `A result of something else is refused by its name`() throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    let directory = try run.directory([claim()])
    try UnitRunner(directory, jobCount: 1).compute(directory.units) { _ in }
    try FileManager.default.removeItem(atPath: "\(run.path)/units/toy/n1.json")
    try FileManager.default.copyItem(
      atPath: "\(run.path)/units/toy/n0.json", toPath: "\(run.path)/units/toy/n1.json")
    #expect(
      throws: RunDirectoryError.result(
        run: run.path, unit: "toy/n1", problem: "it is the result of toy/n0")
    ) {
      try values(directory)
    }
  }

  @Test func `What is wrong with a file is said in one plain line`() {
    for error in [
      RunDirectoryError.record(path: "a\nb", problem: "found \u{1B}[2J"),
      .result(run: "run", unit: "u", problem: "x\ny"), .system(path: "\u{1B}", problem: "gone"),
    ] {
      #expect(!error.description.contains { "\n\u{1B}".contains($0) })
    }
  }

  @Test func `Numbers that are not finite survive`() throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    let directory = try run.directory([claim("A", 0..<1)])
    try UnitRunner(directory, jobCount: 1).compute(directory.units) { _ in }
    let result = try directory.results.result(of: CountingUnit(number: 0, runs: runs))
    #expect(result?.infinity == .infinity)
  }
}
