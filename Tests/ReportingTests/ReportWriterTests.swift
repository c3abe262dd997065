import Foundation
@testable import Reporting
import Testing

@Suite struct ReportWriterTests {
  @Test func `All formats appear under their names and nothing else`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let output = directory.path("a/b")
    let paths = try await ReportWriter().write(try SyntheticReport.everyVerdict(), to: output)
    #expect(
      paths == ["report.json", "report.md", "report.html", "junit.xml"].map { "\(output)/\($0)" })
    let names = try FileManager.default.contentsOfDirectory(atPath: output).sorted()
    #expect(names == ["junit.xml", "report.html", "report.json", "report.md"])
    let text = try String(contentsOfFile: "\(output)/report.json", encoding: .utf8)
    #expect(try JSONReport.decode(text).sampleCount == 10_000)
  }

  @Test func `Only the formats asked for are written, and older files are replaced`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    try "old".write(
      toFile: directory.path("report.md"), atomically: false, encoding: .utf8)
    let report = try SyntheticReport.pass()
    _ = try await ReportWriter(formats: [.markdown]).write(report, to: directory.path + "/")
    #expect(try directory.contents == ["report.md"])
    let text = try String(contentsOfFile: directory.path("report.md"), encoding: .utf8)
    #expect(text == MarkdownReport.render(report))
  }

  @Test func `Of several that write at once all files are of the same`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let path = directory.path
    for round in 0..<25 {
      await withTaskGroup(of: Void.self) { group in
        for writer in 0..<4 {
          group.addTask {
            do {
              var staged = StagedFiles()
              for name in 0..<8 { try staged.stage("\(round) \(writer)", as: "\(name)", in: path) }
              _ = try staged.publish()
            } catch {
              Issue.record(error)
            }
          }
        }
      }
      #expect(try directory.contents == (0..<8).map { "\($0)" })
      let contents = try directory.contents.map {
        try String(contentsOfFile: directory.path($0), encoding: .utf8)
      }
      #expect(Set(contents).count == 1)
    }
  }

  @Test func `A directory below a file is refused and nothing is made`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    try "".write(toFile: directory.path("file"), atomically: false, encoding: .utf8)
    let output = directory.path("file/reports")
    let error = await #expect(throws: ReportWriterError.self) {
      try await ReportWriter(formats: [.json]).write(try SyntheticReport.pass(), to: output)
    }
    let file = directory.path("file")
    #expect(
      "\(error!)" == "cannot make the directory \(output): \(file): Not a directory")
    #expect(try directory.contents == ["file"])
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self")))
  func `A directory that cannot be made is named with the reason`() async throws {
    let error = await #expect(throws: ReportWriterError.self) {
      try await ReportWriter(formats: [.json]).write(
        try SyntheticReport.pass(), to: "/proc/steelyard")
    }
    #expect("\(error!)".hasPrefix("cannot make the directory /proc/steelyard: "))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self")))
  func `A directory that cannot be written into is named with the reason`() async throws {
    let error = await #expect(throws: ReportWriterError.self) {
      try await ReportWriter(formats: [.json]).write(try SyntheticReport.pass(), to: "/proc/self")
    }
    #expect("\(error!)".hasPrefix("cannot write /proc/self/report.json: "))
  }

  @Test func `If one file cannot be written, none is, and made directories go`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    // The last of the files has a directory in its place.
    try FileManager.default.createDirectory(
      atPath: directory.path("junit.xml"), withIntermediateDirectories: true)
    let error = await #expect(throws: ReportWriterError.self) {
      try await ReportWriter().write(try SyntheticReport.everyVerdict(), to: directory.path)
    }
    #expect("\(error!)" == "cannot write \(directory.path)/junit.xml: Is a directory")
    #expect(try directory.contents == ["junit.xml"])
  }

  @Test func `If one of several reports cannot be written, none is`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    try "".write(toFile: directory.path("file"), atomically: false, encoding: .utf8)
    let report = try SyntheticReport.pass()
    await #expect(throws: ReportWriterError.self) {
      _ = try await ReportWriter(formats: [.json]).stage([
        (report, directory.path("first")), (report, directory.path("file/second")),
      ])
    }
    #expect(try directory.contents == ["file"])
    var staged = try await ReportWriter(formats: [.json]).stage([
      (report, directory.path("first")), (report, directory.path("second")),
    ])
    #expect(
      try staged.publish() == ["first", "second"].map { directory.path("\($0)/report.json") })
  }

  @Test func `Staged files that are never published leave nothing`() throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    func stage() throws {
      let output = directory.path("new/reports")
      var files = StagedFiles()
      try files.stage("text", as: "report.md", in: output)
      #expect(try FileManager.default.contentsOfDirectory(atPath: output).count == 1)
    }
    try stage()
    #expect(try directory.contents == [])
  }
}
