import Foundation
import GRDB
import History
import Judgement
import Reporting
import SpinSystems
import TemporaryFolders
import Testing

@Suite struct `A history` {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("history.db")
  }

  private func report(_ value: Double, temperature: Double = 2) throws -> Report {
    let effect = Effect(
      name: "ε, samples - reference", value: value, interval: value - 0.01...value + 0.01,
      tolerance: 0.03, unit: "J per site")
    let outcomes = [
      CheckOutcome(
        check: "mean-energy", title: "Mean energy",
        result: .evidence(
          Evidence(pValue: 0.5, effect: effect, effectiveSampleCount: 100, detail: "ε."))),
      CheckOutcome(check: "other", title: "Other", result: .notApplicable("Not here.")),
    ]
    let rule = DecisionRule()
    return Report(
      subject: "samples.npy", ensemble: try .canonical(size: 4, temperature: temperature),
      sampleCount: 100, effectiveSampleCount: 90, reference: "exact", decisionRule: rule,
      findings: rule.findings(from: outcomes), seed: .max, version: "0")
  }

  @Test func `keeps what was added, in its order`() throws {
    let file = try HistoryFile(path: path, mayBeMade: true)
    try file.add([report(0.01), report(.infinity, temperature: 3)], label: "first")
    try HistoryFile(path: path, mayBeMade: true).add([report(0.02)], label: nil)
    let runs = try HistoryFile(path: path, mayBeMade: false).runs()
    #expect(runs.map(\.identifier) == [1, 2, 3])
    #expect(runs.map(\.label) == ["first", "first", nil])
    #expect(runs[0].findings.map(\.check) == ["mean-energy", "other"])
    #expect(runs[0].findings[0].effect?.interval == 0...0.02)
    #expect(runs[0].findings[1].effect == nil)
    #expect(runs[1].ensemble.temperature == 3)
    #expect(runs.map(\.verdict) == ["pass", "inconclusive", "pass"])
  }

  @Test(
    .timeLimit(.minutes(5)),
    arguments: [
      // A table that is a program, and never ends.
      """
      ALTER TABLE run RENAME TO other;
      CREATE VIEW run AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT * FROM n;
      """,
      "CREATE TRIGGER t AFTER INSERT ON run BEGIN DELETE FROM finding; END;",
      "CREATE INDEX i ON run (hex(subject));",
      "CREATE TABLE somebody (x);",
    ])
  func `with programs in it is refused, and left as it is`(sql: String) throws {
    try HistoryFile(path: path, mayBeMade: true).add([report(0)], label: nil)
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
    let before = try Data(contentsOf: URL(filePath: path))
    for mayBeMade in [false, true] {
      let error = #expect(throws: HistoryError.self) {
        let file = try HistoryFile(path: path, mayBeMade: mayBeMade)
        try file.add([report(1)], label: nil)
        _ = try file.runs()
      }
      #expect(error?.wanted == "a history of steelyard assess")
    }
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test func `loses nothing that several writers add at once`() async throws {
    let (path, report) = (path, try report(0))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          for number in 0..<25 {
            try HistoryFile(path: path, mayBeMade: true).add(
              [report], label: "\(writer)-\(number)")
          }
        }
      }
      try await group.waitForAll()
    }
    let labels = try HistoryFile(path: path, mayBeMade: false).runs().map(\.label)
    #expect(labels.count == 100)
    #expect(Set(labels).count == 100)
  }

  @Test(arguments: [
    "run SET sampleCount = 9e999", "run SET temperature = 'warm'", "run SET size = x'00FF'",
    "run SET totalSpin = 1e300", "finding SET value = 'large'", "finding SET pValue = 'small'",
    "finding SET pValue = 9e999", "finding SET pValue = -0.5", "finding SET tolerance = 9e999",
  ])
  func `with a value of another type is said, and left as it is`(edit: String) throws {
    try HistoryFile(path: path, mayBeMade: true).add([report(0)], label: nil)
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "UPDATE \(edit)") }
    try queue.close()
    let before = try Data(contentsOf: URL(filePath: path))
    let file = try HistoryFile(path: path, mayBeMade: false)
    let error = #expect(throws: HistoryError.self) { try file.runs() }
    let column = edit.split(separator: " ")[2]
    #expect(error?.description.contains(" as \(column); wanted a whole history") == true)
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test(arguments: ["text", "truncated", "overwritten"])
  func `that is damaged is said, and left as it is`(kind: String) throws {
    try HistoryFile(path: path, mayBeMade: true).add([report(0)], label: nil)
    var bytes = try Data(contentsOf: URL(filePath: path))
    switch kind {
    case "text": bytes = Data("this is no history, but a longer text than sixteen bytes".utf8)
    case "truncated": bytes = bytes.prefix(bytes.count / 2 + 100)
    default: for index in 4096..<min(9000, bytes.count) { bytes[index] = 0xA5 }
    }
    try bytes.write(to: URL(filePath: path))
    let error = #expect(throws: HistoryError.self) {
      try HistoryFile(path: path, mayBeMade: true)
    }
    #expect(error?.found == "a damaged file")
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
  }

  @Test func `is not made by asking whether it could be`() throws {
    try HistoryFile.requireUsable(path)
    #expect(try folder.contents == [])
    #expect(throws: (any Error).self) { try HistoryFile.requireUsable(folder.path("no/history")) }
    _ = try folder.write(Array("not a history, but some longer text".utf8), to: "history.db")
    #expect(throws: HistoryError.self) { try HistoryFile.requireUsable(path) }
  }

  @Test func `must be one`() throws {
    let error = #expect(throws: HistoryError.self) {
      try HistoryFile(path: path, mayBeMade: false)
    }
    #expect(error?.found == "no such file")
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(throws: HistoryError.self) {
      try HistoryFile(path: folder.path("none/history.db"), mayBeMade: true)
    }
  }

  @Test func `marks where an effect changed`() throws {
    let file = try HistoryFile(path: path, mayBeMade: true)
    for run in 0..<12 {
      let jitter = 0.002 * Double(run % 3)
      try file.add([report(run < 7 ? jitter : 0.05 + jitter)], label: nil)
    }
    let report = HistoryReport(on: try file.runs(), of: "history")
    #expect(report.tracks.count == 1)
    #expect(report.tracks[0].changes == [7])
    let summary = try report.summary()
    #expect(summary.conclusion == "Changed: Mean energy; last with run 8.")
    #expect(summary.encoded?.contains("\"run\" : 8") == true)
    #expect(summary.charts.count == 1)
  }
}
