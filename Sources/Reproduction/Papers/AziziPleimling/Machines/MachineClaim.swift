import BatchRuns
import Reporting
import SpinSystems
import Statistics

/// A claim on trained machines: which ones, and what they show.
///
/// Everything else is common: loading, the judgement at the scale of the run, the words around it.
protocol MachineClaim: Claim {
  /// The claim in one sentence.
  var statement: String { get }
  /// The place in the paper.
  var place: String { get }
  /// The machines that are read.
  func settings(_ grid: MachineGrid) -> [MachineSetting]
  /// What they show.
  ///
  /// - Parameter series: of the settings that have a finished machine, in their order.
  func findings(_ series: [MachineSeries]) -> [ClaimFinding]
  /// The figure in the paper's form, with the exact curve in it.
  func illustrations(_ series: [MachineSeries]) throws -> [Illustration]
  /// Remarks, one sentence each.
  var notes: [String] { get }
}

extension MachineClaim {
  var notes: [String] { [] }

  func units(_ plan: ReproductionPlan) -> [any UnitOfWork] {
    settings(MachineGrid(scale: plan.scale)).flatMap { $0.studies(plan) }
  }

  func report(on results: UnitResults, plan: ReproductionPlan) throws -> ClaimReport {
    let series = try settings(MachineGrid(scale: plan.scale)).compactMap {
      try MachineSeries($0, results, plan)
    }
    let settings = MachineProtocol(plan.scale)
    let sizes = Set(series.map(\.ensemble.lattice.size)).sorted().map(String.init)
    let temperatures = Set(series.map(\.ensemble.temperature)).sorted().map(temperatureName)
    let counts = Set(series.map(\.settings.trainingCount)).sorted().map(String.init)
    let spins = Set(series.map { $0.ensemble.totalSpin.map { "\($0)" } ?? "free" }).sorted()
    return ClaimReport(
      statement: statement, place: place,
      setting: "L = \(sizes.joined(separator: ", ")); T = \(temperatures.joined(separator: ", ")); "
        + "ΣS = \(spins.joined(separator: ", ")); \(series.map(\.runs.count).reduce(0, +)) machines, "
        + "each trained for \(settings.epochs) epochs on \(counts.joined(separator: " or ")) "
        + "perfect samples",
      ensemble: series[0].ensemble,
      configurationCount: series.map(\.generatedCount).reduce(0, +),
      reference: "exact, by transfer matrix",
      findings: findings(series).map { $0.finding(plan) },
      notes: notes + Self.commonNotes(settings), illustrations: try illustrations(series))
  }

  private static func commonNotes(_ settings: MachineProtocol) -> [String] {
    [
      "RBM configurations come from chains of their own, started from random visible units; "
        + "\(settings.longSteps) Gibbs steps stand for the machine's own distribution, "
        + "\(MachineProtocol.paperSteps) are the paper's.",
      "Intervals are those of Student's t over the training seeds. Each seed has a training set, initial "
        + "weights, batches and generated configurations of its own.",
      "The paper does not print the temperatures of its figures; those here are a choice.",
    ]
  }
}

/// Series of charts that several claims draw.
enum MachineChart {
  static let temperatureLabel = "T (J/k_B)"

  /// A point with its interval over seeds, or with none for a single seed.
  static func point(_ x: Double, _ mean: SeedMean) -> SeriesChart.Point {
    SeriesChart.Point(x, mean.mean, interval: mean.values.count > 1 ? mean.interval : nil)
  }
}
