import FiniteSizeScaling
import Testing

@Suite struct ScalingTableTests {
  private static let good = [
    ScalingPoint(size: 16, control: 2.3, value: 0.4, error: 0.01),
    ScalingPoint(size: 8, control: 2.4, value: 0.3, error: 0.01),
    ScalingPoint(size: 8, control: 2.2, value: 0.6, error: 0.02),
  ]

  private static func bad(_ change: (inout ScalingPoint) -> Void) -> [ScalingPoint] {
    var points = good
    change(&points[1])
    return points
  }

  static let refused: [(points: [ScalingPoint], message: String)] = [
    ([], "found no points; wanted at least two sizes"),
    (Array(good.suffix(2)), "found one size only, L = 8; wanted at least two"),
    (bad { $0.error = 0 }, "row 2: found the error 0; wanted a positive one"),
    (bad { $0.error = -0.5 }, "row 2: found the error -0.5; wanted a positive one"),
    (bad { $0.error = .infinity }, "row 2: found the error inf; wanted a finite number"),
    (bad { $0.value = .nan }, "row 2: found the value nan; wanted a finite number"),
    (bad { $0.control = .nan }, "row 2: found the temperature nan; wanted a finite number"),
    (bad { $0.size = -8 }, "row 2: found the size -8; wanted a positive one"),
  ]

  @Test(arguments: refused.indices)
  func `What cannot be collapsed is refused in one line`(index: Int) {
    let (points, message) = Self.refused[index]
    #expect {
      try ScalingTable(points)
    } throws: { error in
      "\(error)" == message
    }
  }

  @Test func `Points are put in order`() throws {
    let table = try ScalingTable(Self.good)
    #expect(table.sizes == [8, 16])
    #expect(table.points.map(\.control) == [2.2, 2.4, 2.3])
    #expect(table.curves.map(\.count) == [2, 1])
  }

  @Test func `A window holds what lies within its width, scaled with the size`() throws {
    let table = SyntheticCollapse().exact
    let window = SyntheticCollapse().window
    #expect(try table.restricted(to: window) == table)
    // Of 15 points in |x| ≤ 2, the 7 with |x| ≤ 6/7.
    #expect(try table.restricted(to: window.scaled(by: 0.45)).points.count == 4 * 7)
    #expect(throws: ScalingTableError.empty) {
      try table.restricted(to: ScalingWindow(center: 9, halfWidth: 1e-3))
    }
  }

  @Test func `Two sizes cannot do without one`() throws {
    let table = try ScalingTable(Self.good)
    #expect(throws: ScalingTableError.singleSize(16)) { try table.droppingSmallestSize() }
    #expect(try SyntheticCollapse().exact.droppingSmallestSize().sizes == [18, 27, 40])
  }

  @Test func `Tables of seeds must have the same points`() throws {
    let table = SyntheticCollapse().exact
    #expect(throws: ScalingTableError.differentGrids(first: 60, other: 45)) {
      try ScalingData(seeds: [table, table.droppingSmallestSize()])
    }
  }

  @Test func `Noise averages over seeds where their configurations are their own`() throws {
    let table = SyntheticCollapse().exact
    let shared = try ScalingData(seeds: [table, table, table, table])
    #expect(zip(shared.table.points, table.points).allSatisfy { abs($0.error - $1.error) < 1e-15 })
    let own = try ScalingData(
      seeds: [table, table, table, table], configurations: .independent)
    #expect(zip(own.table.points, table.points).allSatisfy { abs($0.error - $1.error / 2) < 1e-15 })
  }
}
