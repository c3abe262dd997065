import Reporting
import Storage

/// Where the reports on a series go: one over all, and one for each temperature in a folder within.
public struct SeriesFiles: Sendable {
  /// The folder of the page over all.
  public let directory: String
  private let formats: [ReportFormat]

  /// The files of the reports on what `name` names, in `output` or beside the reports on other samples.
  public init(of name: String, output: String?, formats: [ReportFormat]) {
    let path = name.contains("@") ? String(name[..<name.lastIndex(of: "@")!]) : name
    directory = ReportDirectories.directories(for: [path], output: output)[0]
    self.formats = formats
  }

  /// Writes all of them or none; returns their paths, that of the page over all first.
  public func write(_ report: SeriesReport) async throws -> [String] {
    let writer = ReportWriter(formats: formats)
    let parts = report.parts.map { ($0.report, "\(directory)/\($0.folder)") }
    var staged = try await writer.stage(report.summary(), to: directory, beside: parts)
    return try staged.publish()
  }

  /// The page to open.
  public func text(_ paths: [String]) -> String {
    guard let page = paths.first(where: { $0.hasSuffix(".html") }) ?? paths.first else { return "" }
    return "report: \(shellQuoted(page))\n"
  }
}
