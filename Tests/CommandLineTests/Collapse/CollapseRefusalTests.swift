import Foundation
import Testing

/// What is said where points can be read and determine nothing: status 3, and the reason.
@Suite struct `A table that determines nothing` {
  private func expectUndetermined(
    _ text: String, _ options: [String] = [], saying parts: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    try await Workspace.with { folder in
      try folder.write(text, to: "t.csv")
      let result = try await SteelyardProcess.run(["collapse", "t.csv"] + options, in: folder)
      #expect(result.status == 3, "\(result.standardOutput)", sourceLocation: sourceLocation)
      let said = result.standardError + result.standardOutput
      for part in parts {
        #expect(said.contains(part), "\(said)", sourceLocation: sourceLocation)
      }
    }
  }

  @Test func `has all points on one side of the transition`() async throws {
    let rows = CollapseTable().rows.filter { $0.control > 2.4 }
    try await expectUndetermined(
      CollapseTable.text(rows), saying: ["no two curves cross", "all T lie on one side"])
  }

  @Test func `needs a scaling dimension`() async throws {
    let rows = CollapseTable(scalingDimension: -0.5, reach: 3).rows
    try await expectUndetermined(
      CollapseTable.text(rows), saying: ["no two curves cross", "must be given or left free"])
  }

  @Test func `is of a chain, which orders at no temperature`() async throws {
    // ⟨M⁴⟩/⟨M²⟩² of independent blocks: 3 - 2 ξ/L, ξ = exp(2/T).
    let rows = [16.0, 32, 64].flatMap { size in
      (0..<15).map { index in
        let control = 0.8 + 0.1 * Double(index)
        return CollapseTable.Row(
          size: size, control: control, value: 3 - 2 * tanh(exp(2 / control) / size),
          error: 0.002)
      }
    }
    try await expectUndetermined(CollapseTable.text(rows), saying: ["no two curves cross"])
  }

  @Test func `has errors that are much too small`() async throws {
    let rows = CollapseTable(reach: 3).rows.map { row in
      var row = row
      row.error /= 1000
      return row
    }
    try await expectUndetermined(
      CollapseTable.text(rows), saying: ["scatter about any smooth curve", "errors are too small"])
  }

  @Test func `has curves that nowhere overlap`() async throws {
    let rows = CollapseTable().rows.map { row in
      var row = row
      row.control += 10 * row.size
      return row
    }
    try await expectUndetermined(CollapseTable.text(rows), saying: ["same T", "overlap"])
  }

  @Test func `has two sizes, which cannot tell corrections`() async throws {
    let rows = CollapseTable(sizes: [12, 27]).rows
    try await expectUndetermined(CollapseTable.text(rows), saying: ["two sizes cannot tell"])
  }
}
