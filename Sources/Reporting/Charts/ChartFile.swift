/// A chart as an SVG file that stands alone, for documents that cannot hold it inline.
///
/// It has the legend in it, and its colours follow the reader's choice of light or dark.
enum ChartFile {
  /// The files of `charts`, "figure-1.svg" and so on; none where gnuplot cannot be used.
  static func files(
    of charts: [SeriesChart], gnuplot: Gnuplot
  ) async -> [(name: String, title: String, contents: String)] {
    var files: [(name: String, title: String, contents: String)] = []
    for chart in charts {
      let name = "figure-\(files.count + 1).svg"
      do throws(GnuplotError) {
        files.append((name, chart.title, try await contents(of: chart, gnuplot: gnuplot)))
      } catch {
        // The page says why; what one figure lacks the others lack too.
        return []
      }
    }
    return files
  }

  /// The files of `matrices`, "matrix-1.svg" and so on.
  static func files(of matrices: [MatrixPicture]) -> [(
    name: String, title: String, contents: String
  )] {
    matrices.enumerated().map { ("matrix-\($0 + 1).svg", $1.title, $1.fileContents) }
  }

  static func contents(
    of chart: SeriesChart, gnuplot: Gnuplot
  ) async throws(GnuplotError) -> String {
    let script = GnuplotScript(chart)
    let figure = try InlineSVG(
      gnuplotOutput: try await gnuplot.run(script.text), height: script.height,
      identifier: "figure", title: chart.title)
    let legend = ChartLegend(chart).drawing(width: GnuplotScript.width)
    let height = script.height + legend.height
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(GnuplotScript.width)" height="\(height)" \
      viewBox="0 0 \(GnuplotScript.width) \(height)">
      <style>
      \(HTMLReport.palette)
      text { font-family: system-ui, sans-serif; }
      .legend { font-size: 12px; fill: var(--muted); }
      </style>
      <rect width="\(GnuplotScript.width)" height="\(height)" fill="var(--surface)"/>
      \(figure.drawing)
      <g class="legend" transform="translate(0 \(script.height))">
      \(legend.markup)
      </g>
      </svg>

      """
  }
}
