import Foundation
import Testing

@testable import BatchRuns
@testable import Reproduction

@Suite struct CheckedResultTests {
  private func counts(_ levels: [Int], _ counts: [Int]) throws -> LevelCounts {
    let data = try JSONSerialization.data(withJSONObject: ["levels": levels, "counts": counts])
    return try JSONDecoder().decode(LevelCounts.self, from: data)
  }

  @Test(arguments: [
    ([-4, 0], [1, 1 << 62], "4611686018427387904"), ([-4, 0], [1, -1], "-1"),
    ([0, -4], [1, 1], "ascending"), ([0], [1, 1], "1 levels and 2 counts"),
    ([], [], "one at least"), ([.min, 0], [1, 1], "ascending"),
  ])
  func `Counts of levels that cannot be are noticed`(
    levels: [Int], numbers: [Int], text: String
  ) throws {
    #expect(try counts(levels, numbers).inconsistency?.contains(text) == true)
  }

  @Test func `Sums of counts that add up are believed`() throws {
    #expect(try counts([-4, 0], [1, 7]).inconsistency == nil)
  }

  @Test func `Configurations that do not add up are noticed`() throws {
    func samples(_ count: Int, _ numbers: [Int], covariances: Int = 1) throws -> SampleMeasurements
    {
      SampleMeasurements(
        count: count, energies: try counts([-4, 0], numbers), totalSpins: try counts([0], [8]),
        lowEnergies: [], correlation: [0.5],
        correlationCovariance: [Double](repeating: 0.1, count: covariances))
    }
    #expect(try samples(8, [1, 7]).inconsistency == nil)
    #expect(try samples(8, [1, 8]).inconsistency?.contains("9") == true)
    #expect(try samples(.max, [1, 7]).inconsistency?.contains("9223372036854775807") == true)
    #expect(try samples(8, [1, 7], covariances: 2).inconsistency?.contains("2 cov") == true)
  }
}
