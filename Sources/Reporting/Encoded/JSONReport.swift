import Storage

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A report as JSON, schema version 1; see `EncodedReport`.
public enum JSONReport {
  /// `report` as indented JSON with sorted keys and a newline at the end, so that equal reports are
  /// equal files.
  public static func encode(_ report: Report) throws -> String {
    try encode(EncodedReport(report))
  }

  /// One document either way: one report is an object, several are an array of them.
  public static func encode(_ reports: [Report]) throws -> String {
    let documents = try reports.map { try encode($0) }
    return documents.count == 1 ? documents[0] : "[\n\(documents.joined(separator: ","))]\n"
  }

  /// The same from the wire type.
  public static func encode(_ report: EncodedReport) throws -> String {
    try JSONText.indented(report)
  }

  /// Reads what `encode(_:)` wrote, for example as a baseline.
  ///
  /// Keys that this version does not know are ignored; a missing key is nil where the schema allows
  /// null.
  ///
  /// - Throws: `JSONReportError`, for text that is not JSON, for another schema version, and for a
  ///   key that is missing or has a value of the wrong kind.
  public static func decode(_ text: String) throws(JSONReportError) -> EncodedReport {
    let decoder = JSONDecoder()
    let data = Data(text.utf8)
    do {
      // The version first: the keys of another schema may mean something else.
      let found = try decoder.decode(SchemaVersion.self, from: data).schemaVersion
      guard found == EncodedReport.schemaVersion else {
        throw JSONReportError.schemaVersion(found)
      }
      return try decoder.decode(EncodedReport.self, from: data)
    } catch let error as JSONReportError {
      throw error
    } catch let error as DecodingError {
      throw JSONReportError(error)
    } catch {
      throw .notJSON("\(error)")
    }
  }

  private struct SchemaVersion: Decodable {
    var schemaVersion: Int
  }
}

/// Why a text is not a JSON report.
public enum JSONReportError: InputError, Equatable {
  /// The text is not JSON.
  case notJSON(String)
  /// The report follows a schema that this version cannot read.
  case schemaVersion(Int)
  /// A key is missing or its value is of the wrong kind.
  case value(path: String, problem: String)

  init(_ error: DecodingError) {
    let found = ReadingProblem(error)
    self =
      found.place.isEmpty
      ? .notJSON(found.problem) : .value(path: found.place, problem: found.problem)
  }

  public var description: String {
    switch self {
    case .notJSON(let problem): "not a JSON report: \(problem)"
    case .schemaVersion(let found):
      "not a JSON report of schema version \(EncodedReport.schemaVersion): "
        + "found version \(found)"
    case .value(let path, let problem): "not a JSON report: \(path): \(problem)"
    }
  }
}
