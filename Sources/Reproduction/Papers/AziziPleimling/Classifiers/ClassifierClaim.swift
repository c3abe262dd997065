import BatchRuns
import Foundation
import Judgement
import Reporting
import SpinSystems

/// A claim on the classifier's output, Fig. 3.
protocol ClassifierClaim: Claim {
  /// What findings, notes and pictures are made of.
  associatedtype Analysis = ClassifierResults
  var statement: String { get }
  var place: String { get }
  /// What the output is held against.
  var reference: String { get }
  /// What was computed to test it.
  func setting(_ grid: ClassifierGrid) -> String
  /// How many configurations were looked at.
  func configurationCount(_ results: ClassifierResults) -> Int
  func analysis(of results: ClassifierResults) throws -> Analysis
  func findings(_ analysis: Analysis) throws -> [ClaimFinding]
  func notes(_ analysis: Analysis) throws -> [String]
  func illustrations(_ analysis: Analysis) throws -> [Illustration]
}

extension ClassifierClaim where Analysis == ClassifierResults {
  func analysis(of results: ClassifierResults) -> ClassifierResults { results }
}

extension ClassifierClaim {
  var place: String { "Fig. 3" }

  func setting(_ grid: ClassifierGrid) -> String {
    let settings = grid.singleSize
    let sizes = settings.sizes.map(String.init).joined(separator: ", ")
    return "ΣS = 0; a network for each of L = \(sizes), T = 1.0 … 3.2, "
      + "\(settings.countPerTemperature) configurations at each temperature, "
      + "\(settings.replicates.count) training runs"
  }

  func configurationCount(_ results: ClassifierResults) -> Int { results.paper.configurationCount }

  func report(on results: UnitResults, plan: ReproductionPlan) throws -> ClaimReport {
    let results = try ClassifierResults(results, plan: plan)
    let analysis = try analysis(of: results)
    return ClaimReport(
      statement: statement, place: place, setting: setting(results.grid),
      ensemble: try .fixedMagnetization(
        size: results.grid.singleSize.sizes.last!, temperature: Ensemble.criticalTemperature,
        totalSpin: 0),
      configurationCount: configurationCount(results), reference: reference,
      findings: try findings(analysis).map { $0.classifierFinding(plan) },
      notes: try notes(analysis), illustrations: try illustrations(analysis))
  }
}

/// All that was measured for Fig. 3 so far.
struct ClassifierResults: Sendable {
  let grid: ClassifierGrid
  let paper: SingleSizeSeries
  /// The controls of the paper's protocol, by variant.
  let controls: [SingleSizeStudy.Variant: SingleSizeSeries]
  /// The paper's protocol where ΣS is free.
  let free: SingleSizeSeries
  let supportVectors: [Magnetization: SupportVectorSeries]
  let lowPass: [LowPassMeasurements]
  let potts: [LowPassMeasurements]

  init(_ results: UnitResults, plan: ReproductionPlan) throws {
    let grid = ClassifierGrid(plan)
    func series(
      _ variant: SingleSizeStudy.Variant, _ magnetization: Magnetization = .conserved
    ) throws -> SingleSizeSeries {
      try SingleSizeSeries(variant, magnetization, results: results, plan: plan)
    }
    self.grid = grid
    paper = try series(.paper)
    free = try series(.paper, .free)
    supportVectors = Dictionary(
      uniqueKeysWithValues: try Magnetization.allCases.map {
        ($0, try SupportVectorSeries($0, results: results, plan: plan))
      })
    controls = Dictionary(
      uniqueKeysWithValues: try SingleSizeStudy.Variant.allCases.filter { $0 != .paper }.map {
        ($0, try series($0))
      })
    lowPass = try grid.lowPassStudies(ConservedIsing()).compactMap { try results.result(of: $0) }
    potts = try grid.lowPassStudies(ThreeStatePotts()).compactMap { try results.result(of: $0) }
  }

  /// The networks of the paper's protocol.
  func networks(_ magnetization: Magnetization) -> SingleSizeSeries {
    switch magnetization {
    case .conserved: paper
    case .free: free
    }
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
