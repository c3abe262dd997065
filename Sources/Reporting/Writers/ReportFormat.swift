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
