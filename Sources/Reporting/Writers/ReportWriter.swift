import Storage

/// Writes reports, each into a directory of its own, one file a format. Charts also get files of their own,
/// to which the Markdown refers.
///
/// All formats are rendered before the first file is written, and all files of all reports are whole
/// before the first gets its name; if one cannot be written, none is left behind.
public struct ReportWriter: Sendable {
  /// What is written, one file a format.
  public var formats: [ReportFormat]
  /// Draws the figures of the HTML page.
  public var gnuplot: Gnuplot

  /// A writer of these formats, which draws with `gnuplot`.
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

  /// Writes `summary` into `directory`, which is made where it does not exist, in those of the formats that
  /// it has: a summary without parts is no test result.
  ///
  /// - Precondition: the summary has a document for programs, if that is one of the formats.
  /// - Returns: the paths of the files, in the order of `formats`, then those of the charts.
  public func write(
    _ summary: Summary, to directory: String
  ) async throws(ReportWriterError) -> [String] {
    var staged = StagedFiles()
    for file in try await render(summary) {
      try staged.stage(file.contents, as: file.name, in: directory)
    }
    return try staged.publish()
  }

  /// Writes all reports into their directories, under names that nobody sees until they are published.
  ///
  /// Between the two a caller can do what else may fail.
  public func stage(
    _ reports: [(report: Report, directory: String)]
  ) async throws(ReportWriterError) -> StagedFiles {
    try await stage(nil, beside: reports)
  }

  /// The same with a summary of all of them first, in those of the formats that it has.
  public func stage(
    _ summary: Summary, to directory: String, beside reports: [(report: Report, directory: String)]
  ) async throws(ReportWriterError) -> StagedFiles {
    try await stage((summary, directory), beside: reports)
  }

  private func stage(
    _ summary: (summary: Summary, directory: String)?,
    beside reports: [(report: Report, directory: String)]
  ) async throws(ReportWriterError) -> StagedFiles {
    var files: [(name: String, contents: String, directory: String)] = []
    if let (summary, directory) = summary {
      files += try await render(summary).map { ($0.name, $0.contents, directory) }
    }
    for (report, directory) in reports {
      files += try await render(report).map { ($0.name, $0.contents, directory) }
    }
    var staged = StagedFiles()
    for file in files { try staged.stage(file.contents, as: file.name, in: file.directory) }
    return staged
  }

  /// The files of `document`: one of each format that it has, then its charts.
  private func render(
    _ document: some Document
  ) async throws(ReportWriterError) -> [(name: String, contents: String)] {
    let figures =
      formats.contains(.markdown)
      ? await ChartFile.files(of: document.charts, gnuplot: gnuplot)
        + ChartFile.files(of: document.matrices) : []
    var files: [(name: String, contents: String)] = []
    for format in formats {
      let contents: String?
      switch format {
      case .json:
        do {
          contents = try document.json()
        } catch {
          throw .rendering(format, reason: "\(error)")
        }
      case .markdown: contents = document.markdown(figures: figures.map { ($0.name, $0.title) })
      case .html: contents = await document.page(gnuplot: gnuplot)
      case .junit: contents = document.junit
      }
      if let contents { files.append((format.fileName, contents)) }
    }
    return files + figures.map { ($0.name, $0.contents) }
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
