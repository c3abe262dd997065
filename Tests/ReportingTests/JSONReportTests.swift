import Foundation
import Judgement
@testable import Reporting
import Statistics
import Testing

@Suite struct JSONReportTests {
  @Test func `Encoding and decoding give back every value`() throws {
    for report in try SyntheticReport.all() {
      let text = try JSONReport.encode(report)
      // NaN is not equal to itself, so the second encoding is compared, not the value.
      let decoded = try JSONReport.decode(text)
      #expect(try JSONReport.encode(decoded) == text)
      #expect(decoded.subject == report.subject)
      #expect(decoded.seed == report.seed)
      #expect(decoded.ensemble == report.ensemble)
      #expect(decoded.findings.count == report.findings.count)
    }
  }

  @Test func `A p-value of 1e-300 and an infinite divergence survive`() throws {
    let text = try JSONReport.encode(try SyntheticReport.everyVerdict())
    #expect(text.contains("\"pValue\" : 1e-300"))
    #expect(text.contains("\"value\" : \"Infinity\""))
    let decoded = try JSONReport.decode(text)
    let energy = try #require(decoded.findings.first { $0.check == "mean-energy" })
    #expect(energy.pValue?.value == 1e-300)
    #expect(energy.adjustedPValue?.value == 4e-300)
    let support = try #require(decoded.findings.first { $0.check == "allowed-support" })
    #expect(support.law == "broken")
    #expect(support.measures.first?.value.value == .infinity)
  }

  @Test func `Equal reports are equal texts that end in a newline`() throws {
    let first = try JSONReport.encode(try SyntheticReport.everyVerdict())
    let second = try JSONReport.encode(try SyntheticReport.everyVerdict())
    #expect(first == second)
    #expect(first.hasSuffix("}\n"))
  }

  @Test func `Every key that the schema requires is written, and no other`() throws {
    let schema = try object(try documentation("report.schema.json"))
    let definitions = try #require(schema["$defs"] as? [String: Any])
    for report in try SyntheticReport.all() + [comparedReport()] {
      let json = try object(try JSONReport.encode(report))
      try check(json, against: schema, definitions: definitions, at: "report")
    }
  }

  @Test func `The schema page names every key`() throws {
    let page = try documentation("ReportSchema.md")
    let json = try object(try JSONReport.encode(comparedReport()))
    for key in keys(in: json) {
      #expect(page.contains("`\(key)`"), "\(key)")
    }
  }

  @Test(
    arguments: [
      ("", "not a JSON report: "),
      ("{", "not a JSON report: "),
      ("[]", "not a JSON report: "),
      ("{}", "not a JSON report: schemaVersion: is missing"),
      ("{\"schemaVersion\": 2}", "not a JSON report of schema version 1: found version 2"),
      ("{\"schemaVersion\": 1}", "not a JSON report: verdict: is missing"),
    ])
  func `What is not a report is refused by name`(text: String, beginning: String) {
    let error = #expect(throws: JSONReportError.self) { try JSONReport.decode(text) }
    #expect("\(error!)".hasPrefix(beginning), "\(error!)")
  }

  @Test(
    arguments: [
      ("\"pValue\" : 1e-300", "\"pValue\" : \"small\"", "findings[1].pValue"),
      ("\"verdict\" : \"tolerable\"", "\"verdict\" : \"fine\"", "findings[7].verdict"),
      ("\"size\" : 8", "\"size\" : \"8\"", "ensemble.size"),
      ("\"value\" : \"Infinity\"", "\"value\" : null", "findings[0].measures[0].value"),
    ])
  func `A wrong value is named by its path`(old: String, new: String, path: String) throws {
    let text = try JSONReport.encode(try SyntheticReport.everyVerdict())
    try #require(text.contains(old))
    let error = #expect(throws: JSONReportError.self) {
      try JSONReport.decode(text.replacing(old, with: new))
    }
    guard case .value(let found, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(found == path)
  }

  // MARK: A small part of JSON Schema

  /// Checks `required`, `properties`, `items` and `$ref`, which say where every key belongs.
  private func check(
    _ value: Any, against schema: [String: Any], definitions: [String: Any], at path: String
  ) throws {
    if let reference = schema["$ref"] as? String {
      let name = reference.replacing("#/$defs/", with: "")
      let target = try #require(definitions[name] as? [String: Any])
      try check(value, against: target, definitions: definitions, at: path)
    } else if let choices = schema["anyOf"] as? [[String: Any]], value is [String: Any] {
      try check(value, against: choices[0], definitions: definitions, at: path)
    } else if let properties = schema["properties"] as? [String: [String: Any]] {
      let object = try #require(value as? [String: Any], "\(path)")
      let required = try #require(schema["required"] as? [String], "\(path)")
      #expect(Set(object.keys).isSuperset(of: required), "\(path)")
      #expect(Set(properties.keys).isSuperset(of: object.keys), "\(path)")
      #expect(Set(properties.keys).subtracting(required).isSubset(of: Self.optionalKeys), "\(path)")
      for (key, value) in object {
        try check(
          value, against: properties[key]!, definitions: definitions, at: "\(path).\(key)")
      }
    } else if let items = schema["items"] as? [String: Any] {
      for element in try #require(value as? [Any], "\(path)") {
        try check(element, against: items, definitions: definitions, at: "\(path)[]")
      }
    }
  }

  /// Keys that need not be there.
  private static let optionalKeys: Set<String> = [
    "baseline", "galleries", "likelihood", "pValueLaw",
  ]

  /// A report on samples that were compared with a baseline.
  private func comparedReport() throws -> Report {
    var report = try SyntheticReport.everyVerdict()
    let records = [
      CheckRecord(
        check: "energy-support", title: "Allowed energies",
        statistics: .occurrences(OccurrenceSummary(occurrences: 0, trials: 100)),
        expectation: .never)
    ]
    let baseline = Baseline(
      records, of: "old.npy", sampleCount: 100, on: report.ensemble, tolerances: [:])
    report.comparison = try BaselineComparison(
      baseline, records, since: baseline, named: "old.json")
    return report
  }

  private func keys(in value: Any) -> Set<String> {
    switch value {
    case let object as [String: Any]:
      object.reduce(into: Set(object.keys)) { $0.formUnion(keys(in: $1.value)) }
    case let array as [Any]: array.reduce(into: []) { $0.formUnion(keys(in: $1)) }
    default: []
    }
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }
}

/// The text of a file in the documentation of Reporting.
func documentation(_ name: String) throws -> String {
  try String(contentsOfFile: documentationPath(name), encoding: .utf8)
}

/// The path of a file in the documentation of Reporting, found from where this file was compiled.
func documentationPath(_ name: String) -> String {
  var url = URL(filePath: #filePath)
  for _ in 0..<3 { url.deleteLastPathComponent() }
  return url.appending(path: "Sources/Reporting/Documentation.docc/\(name)").path
}
