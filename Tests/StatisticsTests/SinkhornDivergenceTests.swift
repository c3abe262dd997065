import Statistics
import Testing

@Suite struct `The Sinkhorn divergence` {
  private func divergence(_ first: [Double], _ second: [Double], regularization: Double) -> Double {
    let sets = [first, second]
    return SinkhornDivergence(regularization: regularization, precision: 1e-7)(
      first.count, second.count
    ) { abs(sets[$0.set][$0.point] - sets[$1.set][$1.point]) }
  }

  @Test func `vanishes for equal sets, in whatever order`() {
    #expect(abs(divergence([0, 3, 10], [10, 0, 3], regularization: 1)) < 1e-5)
  }

  @Test(arguments: [0.5, 2, 20])
  func `of two single points is their distance`(regularization: Double) {
    #expect(abs(divergence([1], [8], regularization: regularization) - 7) < 1e-4)
  }

  @Test func `is the transport distance where the regularization is small`() {
    // Each point moves by 3. To exchange two of them costs 14, in a set of its own 20: ε times the number of
    // neighbours times e^(-14/ε) is 2·10⁻⁵.
    let points = (0..<9).map { 10 * Double($0) }
    let moved = divergence(points, points.map { $0 + 3 }, regularization: 1.2)
    #expect(abs(moved - 3) < 0.01)
  }

  @Test func `is symmetric for sets of unlike sizes`() {
    let (a, b) = ([0.0, 1, 5], [2.0, 2.5, 7, 9])
    let there = divergence(a, b, regularization: 1)
    #expect(there > 0.5)
    #expect(abs(there - divergence(b, a, regularization: 1)) < 1e-4)
  }
}
