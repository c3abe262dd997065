import Foundation
import Testing

@testable import BatchRuns
@testable import Reproduction
import Statistics

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

  private func point(
    _ temperature: Double, _ machines: [MachineKind]
  ) -> SupportVectorMeasurements.Point {
    let estimate = Estimate(value: 1, standardError: 0.1)
    return SupportVectorMeasurements.Point(
      temperature: temperature, count: 10,
      decisions: Dictionary(uniqueKeysWithValues: machines.map { ($0.name, estimate) }),
      component: estimate, energyDensity: estimate, warnings: [])
  }

  @Test func `Support vector machines that lack what a claim reads are noticed`() {
    let critical = MachineKind.all.filter { $0.labels.labelling == .critical }
    let whole = SupportVectorMeasurements(
      supportCounts: ["spins-linear-critical": 3],
      testPoints: SingleSizeSettings.temperatures.map { point($0, MachineKind.all) },
      densePoints: ["critical": [point(2.2, critical)]])
    #expect(whole.inconsistency == nil)
    var damaged = whole
    damaged.testPoints.removeLast()
    #expect(damaged.inconsistency?.contains("22 test points") == true)
    damaged = whole
    damaged.testPoints[3].decisions["energy-linear-low"] = nil
    #expect(damaged.inconsistency?.contains("energy-linear-low") == true)
    damaged = whole
    damaged.densePoints["low"] = [point(2, critical)]
    #expect(damaged.inconsistency?.contains("no decisions of") == true)
    damaged = whole
    damaged.densePoints["critical"] = []
    #expect(damaged.inconsistency?.contains("0 points") == true)
    damaged = whole
    damaged.densePoints["a\u{1B}"] = [point(2, critical)]
    #expect(damaged.inconsistency?.contains("\u{1B}") == false)
    damaged = whole
    damaged.testPoints[0].component.standardError = -1
    #expect(damaged.inconsistency?.contains("negative") == true)
    damaged = whole
    damaged.testPoints[0].count = .max
    #expect(damaged.inconsistency?.contains("9223372036854775807") == true)
  }

  @Test func `Networks of one size that lack what a claim reads are noticed`() {
    let estimate = Estimate(value: 0.5, standardError: 0.1)
    let labels = Labelling.allCases.map(\.rawValue)
    let whole = SingleSizeMeasurements(
      epochs: [], bestEpoch: 1,
      testPoints: SingleSizeSettings.temperatures.map {
        SingleSizeMeasurements.Point(
          temperature: $0, count: 10, output: estimate, logit: estimate, energyDensity: estimate,
          thermometers: Dictionary(uniqueKeysWithValues: labels.map { ($0, estimate) }),
          component: estimate, warnings: [])
      }, densePoints: [], densePointsOfFalseLabels: [:])
    #expect(whole.inconsistency == nil)
    var damaged = whole
    damaged.testPoints[5].thermometers["low"] = nil
    #expect(damaged.inconsistency?.contains("no thermometer of low") == true)
    damaged = whole
    damaged.testPoints.removeFirst()
    #expect(damaged.inconsistency?.contains("22 test points") == true)
  }
}
