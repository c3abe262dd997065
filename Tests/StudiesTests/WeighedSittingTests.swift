import Judgement
import Reporting
import SpinSystems
@testable import Studies
import Testing

@Suite struct `A weighed set of samples from a file` {
  private func sitting(
    count: Int = 10, effective: Double = 10, pValue: Double? = 0.5,
    _ illustrations: [Illustration] = []
  ) throws -> WeighedSitting {
    WeighedSitting(
      subject: "a.npy", ensemble: try .canonical(size: 2, temperature: 2), sampleCount: count,
      effectiveSampleCount: effective, reference: "exact", notes: [], illustrations: illustrations,
      outcomes: [
        CheckOutcome(
          check: "c", title: "C",
          result: .evidence(Evidence(pValue: pValue, effectiveSampleCount: effective, detail: "")))
      ], expected: SeriesReport.Expected(try .exact(.canonical(size: 2, temperature: 2))))
  }

  @Test func `is believed as it is written`() throws {
    let picture = ConfigurationGallery.Picture(
      caption: "", isForbidden: false, spins: [1, 1, -1, 1])
    let gallery = ConfigurationGallery(title: "", size: 2, pictures: [picture])
    #expect(try sitting([.configurations(gallery)]).inconsistency == nil)
  }

  @Test func `is refused where its numbers cannot be`() throws {
    #expect(try sitting(count: -1).inconsistency?.contains("-1") == true)
    #expect(try sitting(effective: -2).inconsistency?.contains("-2") == true)
    #expect(try sitting(effective: .nan).inconsistency?.contains("nan") == true)
    #expect(try sitting(pValue: 1.5).inconsistency?.contains("1.5") == true)
  }

  @Test func `is refused where its pictures cannot be drawn`() throws {
    let picture = ConfigurationGallery.Picture(caption: "", isForbidden: false, spins: [1])
    for size in [2, 1 << 40, -1] {
      let gallery = ConfigurationGallery(title: "", size: size, pictures: [picture])
      #expect(
        try sitting([.configurations(gallery)]).inconsistency?.contains("L = \(size)") == true)
    }
    var matrix = MatrixPicture(title: "", rows: ["a"], columns: ["b"], cells: [[1]])
    matrix.cells = []
    #expect(try sitting([.matrix(matrix)]).inconsistency?.contains("matrix") == true)
    var series = SeriesChart.Series("", style: .points, hue: 0, points: [])
    series.hue = -1
    let chart = SeriesChart(title: "", panels: [.init(xLabel: "", yLabel: "", series: [series])])
    #expect(try sitting([.chart(chart)]).inconsistency?.contains("colour") == true)
  }
}
