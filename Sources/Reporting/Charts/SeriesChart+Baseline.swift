import Judgement

extension SeriesChart {
  /// How much every check changed since a baseline, and since the first of its series.
  ///
  /// Check number k of the table stands at k; the size is in standard errors, or √T² and √χ², which grow with
  /// the number of components.
  public init(_ comparison: BaselineComparison) {
    func series(_ name: String, hue: Int, isAgainstAnchor: Bool) -> Series? {
      let rows = comparison.rows.filter { $0.isAgainstAnchor == isAgainstAnchor }
      guard !rows.isEmpty else { return nil }
      return Series(
        name, style: .points, hue: hue,
        points: rows.enumerated().map { Point(Double($0.offset + 1), $0.element.score) })
    }
    self.init(
      title: "Change since the baseline",
      panels: [
        Panel(
          xLabel: "check, in the order of the table", yLabel: "size of the change",
          series: [
            series("against the baseline", hue: 0, isAgainstAnchor: false),
            series("against the first of its series", hue: 1, isAgainstAnchor: true),
          ].compactMap { $0 }, marks: [Mark(.y, at: 0, label: "same")])
      ])
  }
}
