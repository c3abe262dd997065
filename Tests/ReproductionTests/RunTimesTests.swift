@testable import BatchRuns
import Foundation
import Testing

@Suite struct `What the units of a run took` {
  private let counter = RunCounter()

  /// Computes a claim of `count` units into a run directory of its own, and writes its times into `folder`.
  private func compute(_ name: String, _ count: Int, into folder: String) throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    let units = (0..<count).map { CountingUnit(number: $0, runs: counter) }
    let directory = try run.directory([CountingClaim(identifier: name, units: units)])
    try UnitRunner(directory, jobCount: 1).compute(directory.units) { _ in }
    try RunTimes(directory).write(to: folder, order: ["A", "B", "C"])
  }

  private func table(in folder: String) throws -> [String] {
    try String(contentsOfFile: "\(folder)/times.md", encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("| ") }.dropFirst().map(String.init)
  }

  @Test
  func `stays in the table when another run writes into the folder, and is replaced by its own`()
    throws
  {
    let folder = try TemporaryRun()
    defer { folder.remove() }
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    try compute("B", 2, into: folder.path)
    try compute("A", 1, into: folder.path)
    try compute("B", 3, into: folder.path)
    let rows = try table(in: folder.path)
    #expect(rows.count == 2)
    #expect(rows[0].hasPrefix("| A | \(MachineName.current) | 1 | "))
    #expect(rows[1].hasPrefix("| B | \(MachineName.current) | 3 | "))
  }

  @Test(arguments: [
    "", "{}", "[{\"group\":\"A\",\"seconds\":1e300}]", "[{\"group\":\"Z\",\"seconds\":1}]",
    "[{\"group\":\"B\",\"seconds\":-1}]",
  ])
  func `is not taken from a file that cannot be right`(contents: String) throws {
    let folder = try TemporaryRun()
    defer { folder.remove() }
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    try contents.write(toFile: folder.path + "/times.json", atomically: true, encoding: .utf8)
    try compute("C", 1, into: folder.path)
    #expect(try table(in: folder.path).count == 1)
  }

  @Test(arguments: [
    ("processor\t: 0\nmodel name\t: AMD EPYC 9R14 96-Core Processor\n", "AMD EPYC 9R14"),
    (
      "model name : Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz\nmodel name : other",
      "Intel(R) Xeon(R) Platinum 8370C @ 2.80GHz"
    ),
    ("processor : 0\nBogoMIPS : 50.00\nCPU part : 0xd0c\n", nil), ("", nil), ("model name :", nil),
  ])
  func `is said of the processor that the system names`(list: String, name: String?) {
    #expect(MachineName.name(in: list) == name)
  }
}
