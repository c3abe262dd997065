import Foundation
@testable import Reporting
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct JUnitReportTests {
  @Test func `Every finding is a test case with the outcome of its verdict`() throws {
    let report = try SyntheticReport.everyVerdict()
    let document = try XMLOutline(JUnitReport.render(report))
    let cases = document.elements.filter { $0.name == "testcase" }
    #expect(cases.map { $0.attributes["name"] } == report.findings.map(\.check))
    let outcomes = document.elements.filter { $0.parent == "testcase" }
      .map { [$0.name, $0.attributes["type"]].compactMap(\.self).joined(separator: " ") }
    #expect(
      outcomes == [
        "failure fail", "failure fail", "failure inconclusive", "error error", "skipped",
        "failure inconclusive", "system-out", "system-out",
      ])
  }

  @Test func `The counts are those of the test cases`() throws {
    for report in try SyntheticReport.all() {
      let document = try XMLOutline(JUnitReport.render(report))
      for suite in document.elements.filter({ $0.name.hasPrefix("testsuite") }) {
        for (attribute, element) in [
          ("tests", "testcase"), ("failures", "failure"), ("errors", "error"),
          ("skipped", "skipped"),
        ] {
          let count = document.elements.count { $0.name == element }
          #expect(suite.attributes[attribute] == String(count), "\(attribute)")
        }
      }
    }
  }

  @Test func `A report that is no pass has a failure or an error`() throws {
    for report in try SyntheticReport.all() {
      let document = try XMLOutline(JUnitReport.render(report))
      let isRed = document.elements.contains { $0.name == "failure" || $0.name == "error" }
      #expect(isRed == (report.verdict != .pass))
    }
  }

  @Test func `Properties carry what repeats the run`() throws {
    let report = try SyntheticReport.everyVerdict()
    let document = try XMLOutline(JUnitReport.render(report))
    let properties = Dictionary(
      uniqueKeysWithValues: document.elements.filter { $0.name == "property" }
        .map { ($0.attributes["name"]!, $0.attributes["value"]!) })
    #expect(properties["seed"] == "20210407")
    #expect(properties["command"] == report.command)
    #expect(properties["version"] == "0.1.0")
  }

  @Test(arguments: SyntheticReport.hostileSubjects)
  func `Hostile text stays text`(subject: String) throws {
    let report = try SyntheticReport.hostile(subject)
    let text = JUnitReport.render(report)
    // The parser refuses characters that XML 1.0 forbids and markup that is not well-formed.
    let document = try XMLOutline(text)
    let names: Set = [
      "testsuites", "testsuite", "properties", "property", "testcase", "failure", "error",
      "skipped", "system-out",
    ]
    #expect(Set(document.elements.map(\.name)) == names)
    let suite = document.elements.first { $0.name == "testsuite" }
    #expect(suite?.attributes["name"] == subject.onOneLine)
  }

  @Test(.enabled(if: xmllint != nil, "xmllint is not installed (package libxml2-utils)"))
  func `The schema accepts every report`() throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    for (index, report) in try SyntheticReport.all().enumerated() {
      let path = directory.path("\(index).xml")
      try JUnitReport.render(report).write(toFile: path, atomically: false, encoding: .utf8)
      let process = Process()
      process.executableURL = URL(filePath: try #require(xmllint))
      process.arguments = ["--noout", "--nonet", "--schema", documentationPath("junit.xsd"), path]
      let errors = Pipe()
      process.standardError = errors
      try process.run()
      let message = String(
        decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(message)")
    }
  }
}

/// Where xmllint is, if it is installed.
private let xmllint = ["/usr/bin/xmllint", "/usr/local/bin/xmllint", "/opt/homebrew/bin/xmllint"]
  .first { FileManager.default.isExecutableFile(atPath: $0) }

/// The elements of an XML document in the order of their start tags.
final class XMLOutline: NSObject, XMLParserDelegate {
  struct Element {
    var name: String
    var parent: String?
    var attributes: [String: String]
  }

  private(set) var elements: [Element] = []
  private var open: [String] = []

  /// - Throws: the parser's error where the text is not well-formed.
  init(_ text: String) throws {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append(Element(name: name, parent: open.last, attributes: attributes))
    open.append(name)
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }
}
