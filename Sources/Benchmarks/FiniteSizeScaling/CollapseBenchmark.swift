import FiniteSizeScaling
import Glibc
import Randomness

/// A collapse of a hundred points with everything on, beside one scaling fit of the same points.
struct CollapseBenchmark: Benchmark {
  let identifier = "collapse"
  let summary = "averaging models over 100 points, X held and free, beside one fit"

  func results() throws -> [BenchmarkResult] {
    try [-0.125, nil].map { (dimension: Double?) in
      let table = try Self.table()
      let observable = ScalingObservable(data: ScalingData(table), scalingDimension: dimension)
      let ours = try ProcessorTime.best(ofRuns: 3) {
        try AveragedCollapse(of: [observable], .init()).models.count
      }
      let held = HeldParameters(scalingDimension: dimension)
      let fit = try ProcessorTime.best(ofRuns: 3) {
        try PolynomialScaling(degree: 5).fit(table, holding: held, from: Self.truth).chiSquare
      }
      return BenchmarkResult(
        subject: identifier,
        work: "100 points of 5 sizes, X \(dimension == nil ? "free" : "held"), all models",
        value: ours.seconds, unit: .seconds, yardstick: fit.seconds,
        yardstickName: "one fit by Levenberg-Marquardt")
    }
  }

  private static let truth = CriticalParameters(
    criticalPoint: 2.3, nu: 1.2, scalingDimension: -0.125)

  /// A sigmoid with a correction, 20 points of each of 5 sizes, errors of 0.3 %.
  private static func table() throws -> ScalingTable {
    let points = [8.0, 12, 16, 24, 32].flatMap { size in
      (0..<20).map { index in
        let x = 4 * (Double(index) / 9.5 - 1)
        let scale = pow(size, truth.scalingDimension)
        return ScalingPoint(
          size: size, control: truth.criticalPoint + x * pow(size, -1 / truth.nu),
          value: scale * (1 / (1 + exp(x - 0.3)) + 0.1 / size), error: 0.003 * scale)
      }
    }
    var generator = RandomStreams(seed: 20_210_914).stream("collapse benchmark")
    return try ScalingTable(points).perturbed(using: &generator)
  }
}
