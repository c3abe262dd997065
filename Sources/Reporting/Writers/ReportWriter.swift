import Storage

/// Writes reports, each into a directory of its own, one file a format. Charts also get files of their own,
/// to which the Markdown refers.
///
/// All formats are rendered before the first file is written, and all files of all reports are whole
/// before the first gets its name; if one cannot be written, none is left behind.
public struct ReportWriter: Sendable {
  public var formats: [ReportFormat]
  /// Draws the figures of the HTML page.
  public var gnuplot: Gnuplot

  public init(formats: [ReportFormat] = ReportFormat.allCases, gnuplot: Gnuplot = Gnuplot()) {
    self.formats = formats
    self.gnuplot = gnuplot
  }

  /// Writes `report` into `directory`, which is made where it does not exist.
  ///
  /// - Returns: the paths of the files, in the order of `formats`, then those of the charts.
  public func write(
    _ report: Report, to directory: String
  ) async throws(ReportWriterError) -> [String] {
    var staged = try await stage([(report, directory)])
    return try staged.publish()
  }

  /// Writes all reports into their directories, under names that nobody sees until they are published.
  ///
  /// Between the two a caller can do what else may fail.
  public func stage(
    _ reports: [(report: Report, directory: String)]
  ) async throws(ReportWriterError) -> StagedFiles {
    var files: [(name: String, contents: String, directory: String)] = []
    for (report, directory) in reports {
      let folder = directory.isEmpty ? "." : directory
      let figures =
        formats.contains(.markdown) ? await ChartFile.files(of: report, gnuplot: gnuplot) : []
      for format in formats {
        let contents = try await render(
          report, as: format, figures: figures.map { ($0.name, $0.title) })
        files.append((format.fileName, contents, folder))
      }
      for figure in figures { files.append((figure.name, figure.contents, folder)) }
    }
    var staged = StagedFiles()
    for file in files { try staged.stage(file.contents, as: file.name, in: file.directory) }
    return staged
  }

  private func render(
    _ report: Report, as format: ReportFormat, figures: [(name: String, title: String)]
  ) async throws(ReportWriterError) -> String {
    switch format {
    case .json:
      do {
        return try JSONReport.encode(report)
      } catch {
        throw .rendering(format, reason: "\(error)")
      }
    case .markdown: return MarkdownReport.render(report, figures: figures)
    case .html: return await HTMLReport.render(report, gnuplot: gnuplot)
    case .junit: return JUnitReport.render(report)
    }
  }
}

/// Why a report could not be written; nothing was.
public enum ReportWriterError: InputError, Equatable {
  /// The output directory cannot be made.
  case directory(path: String, reason: String)
  /// A file cannot be written.
  case file(path: String, reason: String)
  /// A report cannot be put into a format.
  case rendering(ReportFormat, reason: String)

  public var description: String {
    switch self {
    case .directory(let path, let reason): "cannot make the directory \(path): \(reason)"
    case .file(let path, let reason): "cannot write \(path): \(reason)"
    case .rendering(let format, let reason): "cannot make \(format.fileName): \(reason)"
    }
  }
}
