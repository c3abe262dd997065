import FiniteSizeScaling
import Foundation
import Randomness
import SpinSystems

/// Curves that collapse, with a known truth: value = L^X f((T - T_c) L^(1/ν)) + noise.
struct SyntheticCollapse: Sendable {
  var truth = CriticalParameters(criticalPoint: 2.3, nu: 1.2, scalingDimension: 0)
  var sizes = [12.0, 18, 27, 40]
  /// Points of each size, evenly in |x| ≤ `reach`.
  var pointCount = 15
  var reach = 2.0
  /// The error of a value, in units of L^X.
  var error = 0.004
  /// f, a sigmoid that is no polynomial and has no symmetry about 0.
  var curve: @Sendable (Double) -> Double = { 1 / (1 + exp($0 - 0.3)) }

  /// The window that holds just these points.
  var window: ScalingWindow {
    ScalingWindow(center: truth.criticalPoint, nu: truth.nu, halfWidth: reach)
  }

  /// The table without noise.
  var exact: ScalingTable {
    let points = sizes.flatMap { size in
      (0..<pointCount).map { index in
        let x = reach * (2 * Double(index) / Double(pointCount - 1) - 1)
        let scale = pow(size, truth.scalingDimension)
        return ScalingPoint(
          size: size, control: truth.criticalPoint + x * pow(size, -1 / truth.nu),
          value: scale * curve(x), error: scale * error)
      }
    }
    return try! ScalingTable(points)
  }

  /// A table with noise.
  func drawn(using generator: inout some RandomNumberGenerator) -> ScalingTable {
    exact.perturbed(using: &generator)
  }
}

/// Random numbers for tests.
func testStream(_ block: Int = 0) -> Xoshiro256PlusPlus {
  RandomStreams(seed: 20_210_914).stream("finite-size scaling tests", block: block)
}
