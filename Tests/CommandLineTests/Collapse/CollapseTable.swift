import Foundation
import Randomness
import SpinSystems

/// A table with a known truth: value = L^X f((T - T_c) L^(1/ν)) + noise, f = 1/(1 + exp(x - 0.3)).
struct CollapseTable: Sendable {
  struct Row: Sendable {
    var size: Double
    var control: Double
    var value: Double
    var error: Double

    var numbers: [Double] { [size, control, value, error] }
  }

  var criticalPoint = 2.3
  var nu = 1.2
  var scalingDimension = 0.0
  var sizes = [12.0, 18, 27, 40]
  /// Points of each size, evenly in |x| ≤ `reach`.
  var pointCount = 25
  var reach = 6.0
  /// In units of L^X.
  var error = 0.004
  var block = 0
  var curve: @Sendable (Double) -> Double = { 1 / (1 + exp($0 - 0.3)) }

  var rows: [Row] {
    var generator = RandomStreams(seed: 20_210_914).stream("collapse command", block: block)
    return sizes.flatMap { size in
      (0..<pointCount).map { index in
        let x = reach * (2 * Double(index) / Double(pointCount - 1) - 1)
        let scale = pow(size, scalingDimension)
        // A sum of twelve uniform numbers has the variance 1.
        let noise = (0..<12).reduce(-6) { sum, _ in
          sum + Double.random(in: 0..<1, using: &generator)
        }
        return Row(
          size: size, control: criticalPoint + x * pow(size, -1 / nu),
          value: scale * (curve(x) + error * noise), error: scale * error)
      }
    }
  }

  /// The table as text.
  var csv: String { Self.text(rows) }

  static func text(
    _ rows: [Row], header: String? = "L,T,value,error", separator: String = ","
  ) -> String {
    let lines = rows.map { $0.numbers.map { "\($0)" }.joined(separator: separator) }
    return ((header.map { [$0] } ?? []) + lines).map { $0 + "\n" }.joined()
  }
}

extension Workspace {
  func write(_ text: String, to name: String) throws { try write(text.utf8, to: name) }
}
