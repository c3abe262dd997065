/// Writes a summary into a directory: `report.json`, `report.md` with `figure-1.svg` and so on beside
/// it, and `report.html`.
///
/// As `ReportWriter`, it writes all files or none.
public struct SummaryWriter: Sendable {
  /// Draws the charts.
  public var gnuplot: Gnuplot

  public init(gnuplot: Gnuplot = Gnuplot()) { self.gnuplot = gnuplot }

  /// Writes `summary` into `directory`, which is made where it does not exist.
  ///
  /// - Parameter json: the document for programs, which the analysis encodes itself.
  /// - Returns: the paths of the files.
  public func write(
    _ summary: Summary, json: String, to directory: String
  ) async throws(ReportWriterError) -> [String] {
    let folder = directory.isEmpty ? "." : directory
    var drawings: [String] = []
    var files: [(name: String, title: String, contents: String)] = []
    var problem: String?
    for (index, chart) in summary.charts.enumerated() {
      do throws(GnuplotError) {
        let script = GnuplotScript(chart)
        let figure = try InlineSVG(
          gnuplotOutput: try await gnuplot.run(script.text), height: script.height,
          identifier: "figure-\(index + 1)",
          title: "\(chart.title); the numbers are in the table below")
        drawings.append(
          "\(figure.markup)\n<p class=\"legend\">\(ChartLegend(chart).markup)</p>")
        files.append(
          (
            "figure-\(index + 1).svg", chart.title,
            try await ChartFile.contents(of: chart, gnuplot: gnuplot)
          ))
      } catch {
        // What one figure lacks the others lack too.
        problem = "\(error)"
        break
      }
    }
    var staged = StagedFiles()
    try staged.stage(json, as: "report.json", in: folder)
    try staged.stage(
      summary.markdown(figures: files.map { ($0.name, $0.title) }), as: "report.md", in: folder)
    for file in files { try staged.stage(file.contents, as: file.name, in: folder) }
    try staged.stage(
      summary.page(figures: drawings, problem: problem), as: "report.html", in: folder)
    return try staged.publish()
  }
}
