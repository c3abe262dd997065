import Judgement
import Reporting
import Storage

/// Where the reports on files of samples go, and what is printed of them.
public struct AssessmentFiles {
  /// The files of samples.
  let files: [String]
  /// The directory that was asked for; nil for one beside the others.
  let output: String?
  let formats: [ReportFormat]

  /// The reports on `files`, in those formats.
  public init(of files: [String], output: String?, formats: [ReportFormat]) {
    self.files = files
    self.output = output
    self.formats = formats
  }

  /// Writes the report files and the new baseline, all or none; returns their paths.
  public func write(
    _ reports: [Report], _ baseline: Baseline?, in kept: BaselineFile?
  ) async throws -> [String] {
    let directories = ReportDirectories.directories(for: files, output: output)
    var staged = try await ReportWriter(formats: formats)
      .stage(Array(zip(reports, directories)))
    guard let kept, let baseline else { return try staged.publish() }
    let file = try kept.staged(baseline)
    let paths = try staged.publish()
    try file.commit()
    return paths + [kept.path]
  }

  /// The reports as tables, and of the files written the ones to open.
  public func text(
    of reports: [Report], in table: TerminalTable, paths: [String], baseline: String?
  ) -> String {
    var text = reports.map { table.render($0) }.joined(separator: "\n")
    // Of four files on each report, the one to open.
    for path in paths where path.hasSuffix(".html") || paths.count <= 2 || path == baseline {
      text += "report: \(shellQuoted(path))\n"
    }
    if let comparison = reports[0].comparison {
      text += "\(comparison.verdict.label): \(comparison.summary)\n"
    }
    return text
  }
}
