import Storage

/// A file format that a report can be written in.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// For programs; see `JSONReport`.
  case json
  /// For the summary page of a continuous-integration job; see `MarkdownReport`.
  case markdown
  /// For people, with pictures; see `HTMLReport`.
  case html
  /// For the test view of a continuous-integration server; see `JUnitReport`.
  case junit

  /// The name of the file that `ReportWriter` makes.
  public var fileName: String {
    switch self {
    case .json: "report.json"
    case .markdown: "report.md"
    case .html: "report.html"
    case .junit: "junit.xml"
    }
  }
}

extension ReportFormat {
  /// The formats that `names` lists, "none" or names separated by commas.
  ///
  /// - Throws: `ReportFormatError` where one of them is none.
  public static func list(named names: String) throws(ReportFormatError) -> [ReportFormat] {
    if names == "none" { return [] }
    var formats: [ReportFormat] = []
    for name in names.split(separator: ",", omittingEmptySubsequences: false) {
      guard let format = ReportFormat(rawValue: String(name)) else {
        throw ReportFormatError(name: String(name))
      }
      if !formats.contains(format) { formats.append(format) }
    }
    return formats
  }
}

/// A name that is no format's.
public struct ReportFormatError: InputError, Equatable {
  /// The name.
  public var name: String

  public var description: String {
    let known = ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")
    return "'\(name)' is not a report format; wanted \(known) or none"
  }
}
