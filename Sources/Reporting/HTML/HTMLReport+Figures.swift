extension HTMLReport {
  /// The pictures, with the numbers behind them folded away; or, without gnuplot, the reason and the
  /// numbers.
  static func figures(
    _ illustrations: [Illustration], title: String, gnuplot: Gnuplot
  ) async -> String {
    guard !illustrations.isEmpty else { return "" }
    var problem: GnuplotError?
    return """
      <section><h2>\(title)</h2>
      \(await figures(illustrations, prefix: "figure", gnuplot, &problem))</section>
      """
  }

  /// The pictures without a heading.
  ///
  /// - Parameters:
  ///   - prefix: of the identifiers of the figures, which are unique in a page.
  ///   - problem: why the page has no figures, which is said once; nil where nothing has failed yet.
  static func figures(
    _ illustrations: [Illustration], prefix: String, _ gnuplot: Gnuplot,
    _ problem: inout GnuplotError?
  ) async -> String {
    var blocks: [String] = []
    var notice = ""
    for (index, illustration) in illustrations.enumerated() {
      if case .configurations(let gallery) = illustration {
        blocks.append(galleryBlock(gallery))
        continue
      }
      if case .matrix(let matrix) = illustration {
        blocks.append(matrix.markup)
        continue
      }
      guard let (script, legend, table) = plot(of: illustration) else { continue }
      var picture: InlineSVG?
      // After one failure the next figure would only wait for the same again.
      if problem == nil {
        do throws(GnuplotError) {
          picture = try InlineSVG(
            gnuplotOutput: try await gnuplot.run(script.text), height: script.height,
            identifier: "\(prefix)-\(index + 1)",
            title: "\(table.title); the numbers are in the table below")
        } catch {
          problem = error
          notice = "<p class=\"notice\">No figures: \(text("\(error)")).</p>\n"
        }
      }
      blocks.append(
        """
        <figure class="plot"><h3>\(text(table.title))</h3>
        \(picture.map { "\($0.markup)\n<p class=\"legend\">\(legend)</p>" } ?? "")
        <details class="numbers"\(picture == nil ? " open=\"\"" : "")><summary>Numbers</summary>
        \(markup(of: table))</details></figure>
        """)
    }
    return """
      \(notice)<div class="figures">
      \(blocks.joined(separator: "\n"))
      </div>
      """
  }

  private static func plot(
    of illustration: Illustration
  ) -> (script: GnuplotScript, legend: String, table: ValueTable)? {
    switch illustration {
    case .distribution(let distribution):
      let isBroken = distribution.levels.contains { $0.isForbidden && $0.sampled > 0 }
      let forbidden = legendEntry("forbidden", "forbidden level: no sample of the ensemble has it")
      let legend = legendEntry("reference bars", "reference") + sampleEntry
      return (
        GnuplotScript(distribution), isBroken ? legend + forbidden : legend,
        ValueTable(distribution)
      )
    case .curve(let curve):
      return (
        GnuplotScript(curve), legendEntry("reference line", "reference") + sampleEntry,
        ValueTable(curve)
      )
    case .chart(let chart):
      return (GnuplotScript(chart), ChartLegend(chart).markup, ValueTable(chart))
    case .configurations, .matrix: return nil
    }
  }

  private static let sampleEntry = legendEntry("samples", "samples, 95 % interval")

  private static func legendEntry(_ key: String, _ meaning: String) -> String {
    "<span class=\"entry\"><span class=\"key \(key)\"></span>\(meaning)</span> "
  }

  static func markup(of table: ValueTable) -> String {
    let header = table.columns.map { "<th>\(text($0))</th>" }.joined()
    let rows = table.rows.map { cells in
      let isForbidden = cells.last == "forbidden"
      let row = cells.map { "<td>\(number($0))</td>" }.joined()
      return "<tr\(isForbidden ? " class=\"forbidden\"" : "")>\(row)</tr>"
    }
    return """
      <div class="scroll"><table><thead><tr>\(header)</tr></thead>
      <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
      """
  }

  /// At most this many characters of pictures, so that the page stays below a megabyte.
  private static let galleryBudget = 400_000

  private static func galleryBlock(_ gallery: ConfigurationGallery) -> String {
    var pictures: [String] = []
    var length = 0
    for picture in gallery.pictures {
      let markup = ConfigurationPicture(picture, size: gallery.size).markup
      length += markup.utf8.count
      guard length <= galleryBudget else { break }
      pictures.append(markup)
    }
    let omitted = gallery.pictures.count - pictures.count
    let remark = omitted == 0 ? "" : "<p class=\"legend\">\(omitted) more left out for length.</p>"
    return """
      <div class="gallery"><h3>\(text(gallery.title))</h3>
      <div class="pictures">\(pictures.joined(separator: "\n"))</div>
      <p class="legend">\(legendEntry("up", "spin up"))\(legendEntry("down", "spin down"))</p>\
      \(remark)</div>
      """
  }
}
