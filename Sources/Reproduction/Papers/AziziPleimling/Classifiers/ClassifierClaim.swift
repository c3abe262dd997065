import BatchRuns
import Foundation
import Judgement
import Reporting
import SpinSystems

/// A claim on the classifier's output, Fig. 3.
protocol ClassifierClaim: Claim {
  var statement: String { get }
  var place: String { get }
  /// What the output is held against.
  var reference: String { get }
  /// How many configurations were looked at.
  func configurationCount(_ results: ClassifierResults) -> Int
  func findings(_ results: ClassifierResults) throws -> [ClaimFinding]
  func notes(_ results: ClassifierResults) throws -> [String]
  func illustrations(_ results: ClassifierResults) throws -> [Illustration]
}

extension ClassifierClaim {
  var place: String { "Fig. 3" }

  func configurationCount(_ results: ClassifierResults) -> Int { results.paper.configurationCount }

  func report(on results: UnitResults, plan: ReproductionPlan) throws -> ClaimReport {
    let results = try ClassifierResults(results, plan: plan)
    let settings = results.grid.singleSize
    let sizes = settings.sizes.map(String.init).joined(separator: ", ")
    return ClaimReport(
      statement: statement, place: place,
      setting: "ΣS = 0; a network for each of L = \(sizes), T = 1.0 … 3.2, "
        + "\(settings.countPerTemperature) configurations at each temperature, "
        + "\(settings.replicates.count) training runs",
      ensemble: try .fixedMagnetization(
        size: settings.sizes.last!, temperature: Ensemble.criticalTemperature, totalSpin: 0),
      configurationCount: configurationCount(results), reference: reference,
      findings: try findings(results).map { $0.classifierFinding(plan) },
      notes: try notes(results), illustrations: try illustrations(results))
  }
}

/// All that was measured for Fig. 3 so far.
struct ClassifierResults: Sendable {
  let grid: ClassifierGrid
  let paper: SingleSizeSeries
  /// The controls of the paper's protocol, by variant.
  let controls: [SingleSizeStudy.Variant: SingleSizeSeries]
  let lowPass: [LowPassMeasurements]
  let potts: [LowPassMeasurements]

  init(_ results: UnitResults, plan: ReproductionPlan) throws {
    let grid = ClassifierGrid(plan)
    func series(_ variant: SingleSizeStudy.Variant) throws -> SingleSizeSeries {
      try SingleSizeSeries(variant, settings: grid.singleSize, results: results, plan: plan)
    }
    self.grid = grid
    paper = try series(.paper)
    controls = Dictionary(
      uniqueKeysWithValues: try SingleSizeStudy.Variant.allCases.filter { $0 != .paper }.map {
        ($0, try series($0))
      })
    lowPass = try grid.lowPassStudies(ConservedIsing()).compactMap { try results.result(of: $0) }
    potts = try grid.lowPassStudies(ThreeStatePotts()).compactMap { try results.result(of: $0) }
  }
}

extension ClaimFinding {
  /// The finding as it stands in a report on a run of `plan`.
  ///
  /// At smoke scale the sizes are not the paper's, and what decides about its claims is not testable.
  func classifierFinding(_ plan: ReproductionPlan) -> Finding {
    var finding = self
    finding.needsTrainedMachine = false
    if plan.scale == .smoke && isDecisive {
      finding = finding.withheld(
        "The claim is about L = 20 to 50 and 10⁵ configurations of each size.")
    }
    return finding.finding(plan)
  }
}
