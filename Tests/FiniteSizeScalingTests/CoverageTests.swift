@testable import FiniteSizeScaling
import Foundation
import Statistics
import Testing

/// How often stated intervals hold the truth.
struct IntervalCoverage {
  /// For each free parameter: how many intervals held it, and the mean of (stated error)² over the mean
  /// squared deviation.
  var held: [CriticalParameter: Int] = [:]
  var errorRatio: [CriticalParameter: Double] = [:]
  let trials: Int

  /// As many trials as `STEELYARD_COVERAGE_TRIALS` says, or `usual` ones, which fit into a test run.
  static func trialCount(usually usual: Int) -> Int {
    let requested = ProcessInfo.processInfo.environment["STEELYARD_COVERAGE_TRIALS"]
    return requested.flatMap(Int.init).map { max($0, usual) } ?? usual
  }

  /// Of intervals in a window that is given, from configurations and seeds alone.
  ///
  /// - Parameter measure: what is measured in one trial.
  init(
    trials: Int, of method: some CollapseMethod, _ synthetic: SyntheticCollapse,
    holding held: HeldParameters, replicates: Int,
    measure: @Sendable (Int) throws -> ScalingData
  ) throws {
    var start = synthetic.truth
    start.criticalPoint += 0.01
    start.nu = 1
    try self.init(trials: trials, truth: synthetic.truth) { trial in
      var generator = testStream(10_000 + trial)
      return try CollapseAnalysis(
        of: measure(trial), by: method, in: synthetic.window, holding: held, from: start,
        variants: [], replicates: replicates, using: &generator
      ).estimates
    }
  }

  /// - Parameter estimate: what is found in one trial.
  init(
    trials: Int, truth truths: CriticalParameters,
    estimate: (Int) throws -> [CriticalParameter: CriticalEstimate]
  ) throws {
    self.trials = trials
    var squares: [CriticalParameter: (stated: Double, found: Double)] = [:]
    for trial in 0..<trials {
      for (parameter, estimate) in try estimate(trial) {
        let truth = truths[parameter]
        self.held[parameter, default: 0] += estimate.interval.contains(truth) ? 1 : 0
        squares[parameter, default: (0, 0)].stated += pow(estimate.statisticalError, 2)
        squares[parameter]!.found += pow(estimate.value - truth, 2)
      }
    }
    errorRatio = squares.mapValues { $0.stated / $0.found }
  }

  /// Expects that the intervals may well hold the truth in 93 to 97 % of all trials, and prints in how many
  /// of a large number they did.
  func expectNominal(_ name: String) {
    #expect(!held.isEmpty)
    for (parameter, count) in held {
      if trials >= 400 {
        print("\(name), \(parameter): held by \(count) of \(trials) intervals of 95 %")
      }
      // The number of trials cannot tell 93 from 97 %, so the interval of the frequency must reach there:
      // a right method would fail for one seed in 10⁴.
      let interval = clopperPearson(successes: count, trials: trials, confidence: 0.9999)
      #expect(interval.overlaps(0.93...0.97), "\(parameter): \(count) of \(trials)")
      // A sum of n squares has the relative standard error (2/n)^½; four of them, and the stated errors
      // know themselves to 10 %.
      let tolerance = 4 * (2 / Double(trials)).squareRoot() + 0.2
      #expect(abs(log(errorRatio[parameter]!)) < tolerance)
    }
  }
}

@Suite struct CoverageTests {
  private static let ratio = SyntheticCollapse()
  private static let magnetization = SyntheticCollapse(
    truth: CriticalParameters(criticalPoint: 2.3, nu: 1.2, scalingDimension: -0.125))

  private func expectCoverage(
    of method: some CollapseMethod, trials: Int, _ synthetic: SyntheticCollapse = ratio,
    holding held: HeldParameters = HeldParameters()
  ) throws {
    let trials = IntervalCoverage.trialCount(usually: trials)
    try IntervalCoverage(trials: trials, of: method, synthetic, holding: held, replicates: 60) {
      var generator = testStream(1000 + $0)
      return ScalingData(synthetic.drawn(using: &generator))
    }.expectNominal(method.name)
  }

  @Test func `Intervals of the polynomial hold the truth as often as they say`() throws {
    try expectCoverage(of: PolynomialScaling(degree: 5), trials: 100)
    try expectCoverage(
      of: PolynomialScaling(degree: 5), trials: 60, Self.magnetization,
      holding: HeldParameters(scalingDimension: nil))
  }

  @Test func `Intervals of the least S hold the truth as often as they say`() throws {
    try expectCoverage(of: QualityMinimization(), trials: 60)
  }

  @Test func `Intervals of the Gaussian process hold the truth as often as they say`() throws {
    try expectCoverage(of: GaussianProcessCollapse(), trials: 40)
  }

  @Test(
    arguments: [ScalingData.Configurations.shared, .independent])
  func `Intervals include the training seeds`(configurations: ScalingData.Configurations) throws {
    let synthetic = Self.ratio
    try IntervalCoverage(
      trials: IntervalCoverage.trialCount(usually: 80), of: PolynomialScaling(degree: 5), synthetic,
      holding: HeldParameters(), replicates: 60
    ) { trial in
      try TrainedCurves(synthetic: synthetic, seedCount: 5, spread: 0.03)
        .drawn(configurations, block: trial)
    }.expectNominal("five seeds, \(configurations) configurations")
  }

  @Test func `One seed's interval leaves out the others, and misses`() throws {
    let synthetic = Self.ratio
    let coverage = try IntervalCoverage(
      trials: 60, of: PolynomialScaling(degree: 5), synthetic, holding: HeldParameters(),
      replicates: 60
    ) { trial in
      let curves = TrainedCurves(synthetic: synthetic, seedCount: 1, spread: 0.03)
      return ScalingData(try curves.drawn(.shared, block: trial).table)
    }
    // The seeds scatter T_c by 0.03/22^(1/1.2) = 0.0023, four times the error from configurations, so
    // that an interval of ±2 errors covers ±½ of that: 38 %.
    #expect(coverage.held[.criticalPoint]! < 40)
  }
}

/// Curves of nets: each training seed moves T_c and stretches x a little, in its own way.
private struct TrainedCurves {
  let synthetic: SyntheticCollapse
  let seedCount: Int
  /// The standard deviation of both, in units of x and of x itself.
  let spread: Double

  func drawn(_ configurations: ScalingData.Configurations, block: Int) throws -> ScalingData {
    var generator = testStream(50_000 + block)
    let exact = synthetic.exact
    let zero = exact.replacingValues(exact.points.map { _ in 0 })
    let common = zero.perturbed(using: &generator)
    let deviates = (0..<seedCount).map { _ in (generator.nextNormal(), generator.nextNormal()) }
    let tables = deviates.map { shift, stretch in
      let noise = configurations == .shared ? common : zero.perturbed(using: &generator)
      return exact.replacingValues(
        zip(exact.points, noise.points).map { point, noise in
          let x = synthetic.truth.scaledControl(of: point)
          // The shift of T_c is that of L = 22, the stretch a change of 1/ν.
          let unit = pow(point.size / 22, 1 / synthetic.truth.nu)
          let moved = x * (1 + spread * stretch * log(point.size / 22)) + spread * shift * unit
          return synthetic.curve(moved) + noise.value
        })
    }
    return try ScalingData(seeds: tables, configurations: configurations)
  }
}
