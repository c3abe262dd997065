import Statistics
import Testing

@Suite("The rank-sum test")
struct RankSumTestTests {
  /// `scipy.stats.mannwhitneyu(x, y, alternative="less", method="asymptotic", use_continuity=False)`.
  @Test("is SciPy's, with ties")
  func peer() {
    let test = RankSumTest([1, 2, 2, 3, 5, 8], against: [2, 4, 6, 7, 8, 9, 9])
    #expect(abs(test.probabilityOfLarger - 8.5 / 42) < 1e-12)
    #expect(abs(test.pValueOfSmaller - 0.035881697535) < 1e-9)
  }

  @Test("says nothing where all values are equal")
  func equal() {
    #expect(RankSumTest([3, 3], against: [3, 3, 3]).pValueOfSmaller == 1)
  }

  @Test("counts values below all others with their exact probability")
  func below() {
    // Of 5 values, 2 and 3, the two smallest are both of the first set in 2·1/(5·4) of all orders.
    let (count, pValue) = belowAll([1, 2], of: [3, 4, 5])
    #expect(count == 2 && abs(pValue - 0.1) < 1e-12)
    #expect(belowAll([3], of: [3, 4]).pValue == 1)
  }
}
