import Foundation
import Testing

/// A point that is wrong beyond all measure makes χ² so large that weights of models are not told apart.
@Suite struct CollapseExtremeTests {
  @Test(arguments: ["9223372036854775807", "18446744073709551615", "-1e30", "1e200"])
  func `One absurd value is no crash`(value: String) async throws {
    var lines = ["L,T,value,error"]
    for size in [8, 12, 16] {
      for step in 0..<7 {
        let temperature = 2.15 + 0.04 * Double(step)
        let x = (temperature - 2.27) * Double(size)
        let scatter = 0.001 * Double(step * size % 3)
        let curve = 0.6 - 0.2 * x + 0.03 * x * x + scatter
        lines.append("\(size),\(temperature),\(size == 12 && step == 5 ? value : "\(curve)"),0.002")
      }
    }
    try await Workspace.with { folder in
      try folder.write(lines.joined(separator: "\n").utf8, to: "t.csv")
      let result = try await SteelyardProcess.run(
        [
          "collapse", "t.csv", "--degree", "2", "--replicates", "10", "--half-width", "3",
          "--correction-exponent", "none",
        ], in: folder)
      #expect([1, 3, 65].contains(result.status), "\(result)")
      #expect(result.standardError.split(separator: "\n").count <= 1)
    }
  }
}
