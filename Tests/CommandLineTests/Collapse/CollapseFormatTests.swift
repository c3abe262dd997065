import Foundation
import Testing

@Suite struct `A table for collapse` {
  private static let rows = CollapseTable(pointCount: 15, reach: 2).rows

  /// Ways of writing the same numbers.
  static let formats: [(name: String, text: String)] = [
    ("commas", CollapseTable.text(rows)),
    ("no header", CollapseTable.text(rows, header: nil)),
    ("commas and blanks", CollapseTable.text(rows, header: "L, T, value, error", separator: ", ")),
    ("tabs", CollapseTable.text(rows, header: "L\tT\tvalue\terror", separator: "\t")),
    ("blanks", CollapseTable.text(rows, header: nil, separator: "   ")),
    ("semicolons", CollapseTable.text(rows, header: "L;T;value;error", separator: ";")),
    (
      "decimal commas",
      CollapseTable.text(rows, header: "L;T;value;error", separator: ";")
        .replacing(".", with: ",")
    ),
    ("other names", CollapseTable.text(rows, header: "size,temperature,mean,Std. Error")),
    ("quotation marks", CollapseTable.text(rows, header: "\"L\",\"T\",\"value\",\"error\"")),
    ("NumPy's comment", CollapseTable.text(rows, header: "# L T value error", separator: " ")),
    (
      "another order",
      "error,value,run,L,T\n"
        + rows.map { "\($0.error),\($0.value),3,\($0.size),\($0.control)\n" }.joined()
    ),
    (
      "another order in NumPy's comment",
      "# T L error value\n"
        + rows.map { "\($0.control) \($0.size) \($0.error) \($0.value)\n" }.joined()
    ),
    (
      "comments and blank lines",
      "# made by hand\n\n"
        + CollapseTable.text(rows).replacing("\n", with: " # L, T and so on\n\n")
    ),
    ("carriage returns", CollapseTable.text(rows).replacing("\n", with: "\r\n")),
    ("a mark of the byte order", "\u{FEFF}" + CollapseTable.text(rows)),
    ("no end of the last line", String(CollapseTable.text(rows).dropLast())),
  ]

  @Test(arguments: formats.indices)
  func `may be written in many ways`(index: Int) async throws {
    try await Workspace.with { folder in
      let (name, text) = Self.formats[index]
      try folder.write(text, to: "t.csv")
      let result = try await SteelyardProcess.run(
        ["collapse", "t.csv", "--json", "--replicates", "10"], in: folder)
      #expect(result.status == 0, "\(name): \(result.standardError)")
      let points = try #require(try result.jsonObject()["points"] as? [[String: Any]])
      let expected = Self.rows.sorted { ($0.size, $0.control) < ($1.size, $1.control) }
      #expect(points.count == expected.count)
      for (point, row) in zip(points, expected) {
        let numbers = ["size", "control", "value", "error"].map { point[$0] as? Double ?? .nan }
        for (found, wanted) in zip(numbers, row.numbers) {
          // The JSON reader of these tests is off by a last digit.
          #expect(abs(found - wanted) <= 1e-14 * abs(wanted), "\(name)")
        }
      }
    }
  }

  @Test func `may hold points without scatter, which are left out`() async throws {
    try await Workspace.with { folder in
      let text = CollapseTable.text(Self.rows)
      try folder.write(text, to: "t.csv")
      try folder.write(text + "12,0.1,1,0\n40,0.1,1,0.0\n", to: "with.csv")
      var critical: [Double] = []
      for file in ["t.csv", "with.csv"] {
        let result = try await SteelyardProcess.run(["collapse", file, "--json"], in: folder)
        #expect(result.status == 0, "\(result.standardError)")
        let parameter = try result.jsonObject()["criticalPoint"] as? [String: Any]
        critical.append(try #require(parameter?["value"] as? Double))
      }
      #expect(critical[0] == critical[1])
      let shown = try await SteelyardProcess.run(["collapse", "with.csv"], in: folder)
      #expect(shown.standardOutput.contains("2 points whose error is 0 are left out"))
      // Errors that are not asked for are not read.
      let lines = Self.rows.map { "\($0.size),\($0.control),\($0.value),0\n" }
      try folder.write(lines.joined(), to: "zero.csv")
      let scatter = try await SteelyardProcess.run(
        ["collapse", "zero.csv", "--columns", "L=1,x=2,value=3,error=4", "--errors", "none"],
        in: folder)
      #expect(scatter.status == 0, "\(scatter.standardError)")
      #expect(!scatter.standardOutput.contains("left out"))
      // A covariance goes by the lines, all of them.
      try folder.write("", to: "c.npy")
      let strict = try await SteelyardProcess.run(
        ["collapse", "with.csv", "--covariance", "c.npy"], in: folder)
      #expect(strict.status == 65 && strict.standardError.contains("\"0\" as the error"))
    }
  }

  @Test(arguments: [true, false])
  func `may be of β, said by its header or by the option`(byHeader: Bool) async throws {
    try await Workspace.with { folder in
      try folder.write(
        CollapseTable.text(Self.rows, header: byHeader ? "L,beta,value,error" : nil), to: "t.csv")
      let result = try await SteelyardProcess.run(
        ["collapse", "t.csv"] + (byHeader ? [] : ["--inverse-temperature"]), in: folder)
      #expect(result.status == 0)
      #expect(result.standardOutput.contains("\nβ_c "))
    }
  }

  @Test func `may come by standard input`() async throws {
    try await Workspace.with { folder in
      try folder.write(CollapseTable.text(Self.rows), to: "t.csv")
      let result = try await SteelyardProcess.shell("steelyard collapse - < t.csv", in: folder)
      #expect(result.status == 0)
      #expect(result.standardOutput.contains("PASS  standard input"))
    }
  }

  /// T in units of 10^k, L in others, T with another zero: the same collapse.
  @Test func `may be in any units`() async throws {
    try await Workspace.with { folder in
      var found: [(point: Double, nu: Double)] = []
      for (unit, zero, length) in [(1.0, 0.0, 1.0), (1e-12, 0, 1), (1e9, 0, 1e-6), (1, -5, 1e6)] {
        let rows = Self.rows.map { row in
          var row = row
          row.control = unit * (row.control + zero)
          row.size *= length
          return row
        }
        try folder.write(CollapseTable.text(rows), to: "t.csv")
        let result = try await SteelyardProcess.run(["collapse", "t.csv", "--json"], in: folder)
        #expect(result.status == 0, "\(unit) \(zero) \(length)")
        let document = try result.jsonObject()
        func value(_ key: String) throws -> Double {
          try #require((document[key] as? [String: Any])?["value"] as? Double)
        }
        found.append((try value("criticalPoint") / unit - zero, try value("nu")))
      }
      // Fits end a thousandth of their standard errors, here 0.001 and 0.02, from the minimum.
      for other in found.dropFirst() {
        #expect(abs(other.point - found[0].point) < 1e-5)
        #expect(abs(other.nu - found[0].nu) < 1e-3)
      }
    }
  }
}
