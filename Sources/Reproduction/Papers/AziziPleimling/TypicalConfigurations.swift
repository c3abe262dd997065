import BatchRuns
import ExactIsing
import Foundation
import Judgement
import MonteCarlo
import Reporting
import SpinSystems
import Statistics

/// Fig. 1: below T_c two phases with rough interfaces, above it interlocked clusters (L = 50, ΣS = 0).
///
/// The structure factor at the smallest wave number puts a number on the pictures. A stripe with two flat
/// walls has S = 4 / sin²(π/L) along one axis and 0 along the other, S₂ = 2 / sin²(π/L) averaged over both
/// axes, about 0.2 N. Two phases at the spontaneous magnetizations ± m₀ (Yang 1952) have about m₀² S₂, less
/// for rough walls; clusters of finite size have S of order 1. So the claim is confirmed if S(k_min) at T = 2
/// lies within a half of m₀² S₂, and at T = 3 below a tenth of S₂.
struct TypicalConfigurations: Claim {
  let identifier = "F1"
  let summary = "Two phases with rough interfaces below T_c, interlocked clusters above (Fig. 1)."
  let change =
    "An S(k_min) at T = 2 that is off that of two flat domains by more than half, or at T = 3 "
    + "above a tenth of it."

  static let temperatures = [2, Ensemble.criticalTemperature, 3]

  private func scans(_ plan: ReproductionPlan) -> [StructureFactorScan] {
    Self.temperatures.map {
      StructureFactorScan(
        temperature: $0, count: plan.scale == .smoke ? 1024 : 16_384, seed: plan.seed)
    }
  }

  func units(_ plan: ReproductionPlan) -> [any UnitOfWork] { scans(plan) }

  func report(on results: UnitResults, plan: ReproductionPlan) throws -> ClaimReport {
    let size = StructureFactorScan.size
    var outcomes: [CheckOutcome] = []
    var pictures: [ConfigurationGallery.Picture] = []
    var notes: [String] = []
    var count = 0
    for scan in scans(plan) {
      guard let measured = try results.result(of: scan) else { continue }
      let phase = PhaseOrder(measured, temperature: scan.temperature)
      outcomes.append(phase.outcome)
      pictures.append(
        .init(
          caption: "T = \(phase.temperatureName): S(k_min) = \(brief(measured.first, 4)), "
            + "mean \(phase.meanText)",
          isForbidden: false, spins: measured.spins))
      notes += measured.warnings
      count += scan.count
    }
    return ClaimReport(
      statement: "Two phases with rough interfaces below T_c, interlocked clusters above",
      place: "Fig. 1", setting: "L = \(size), ΣS = 0, T = 2, T_c, 3",
      ensemble: try .fixedMagnetization(
        size: size, temperature: Ensemble.criticalTemperature, totalSpin: 0),
      configurationCount: count,
      reference: "S(k_min) of two flat domains at the spontaneous magnetization",
      findings: DecisionRule().findings(from: outcomes),
      notes: notes + ["Of the configurations at each temperature the first is shown."],
      illustrations: [
        .configurations(
          ConfigurationGallery(
            title: "Typical configurations, L = \(size), ΣS = 0", size: size, pictures: pictures))
      ])
  }
}

/// S(k_min) of configurations with L = 50 and ΣS = 0 at one temperature, from our own sampler.
private struct StructureFactorScan: UnitOfWork {
  static let size = 50

  let temperature: Double
  let count: Int
  let seed: UInt64

  struct Result: Codable, CheckedResult {
    var mean: Double
    var standardError: Double
    var effectiveCount: Double
    /// S(k_min) of the first configuration.
    var first: Double
    /// The spins of the first configuration, not a chosen one.
    var spins: [Int]
    var warnings: [String]

    /// Means without an error, and spins that are none.
    var inconsistency: String? {
      guard mean.isFinite, first.isFinite, standardError >= 0, effectiveCount > 0 else {
        return "found a mean of \(mean) ± \(standardError); wanted a finite number with its error"
      }
      let sites = StructureFactorScan.size * StructureFactorScan.size
      return spins.count == sites && spins.allSatisfy { $0 == 1 || $0 == -1 }
        ? nil : "found \(spins.count) spins; wanted \(sites) of 1 and -1"
    }
  }

  var name: String { "typical/\(UnitName.ensemble(ensemble))-n\(count)" }
  var cost: Double { 5 }

  private var ensemble: Ensemble {
    // L² = 2500 is even, as ΣS = 0 wants.
    try! .fixedMagnetization(size: Self.size, temperature: temperature, totalSpin: 0)
  }

  func run(in workspace: UnitWorkspace) throws -> Result {
    let drawing = try MarkovMethod.exchange.drawing(count, of: ensemble, seed: seed)
    let samples = try drawing.plan.run()
    let values = AxisModes(samples).structureFactor(waveNumber: 1)
    let effectiveCount = integratedAutocorrelationTime(values).effectiveSampleCount
    let mean = Estimate(meanOf: values, effectiveCount: effectiveCount)
    return Result(
      mean: mean.value, standardError: mean.standardError,
      effectiveCount: effectiveCount, first: values[0], spins: samples.spins(of: 0),
      warnings: drawing.equilibration.warnings)
  }
}

/// S(k_min) at one temperature, held against two flat domains.
private struct PhaseOrder {
  let temperature: Double
  let mean: Estimate
  let effectiveCount: Double

  /// S(k_min) of a stripe with two flat walls, averaged over both axes.
  static let twoFlatDomains =
    2 / pow(sin(Double.pi / Double(StructureFactorScan.size)), 2)

  init(_ scan: StructureFactorScan.Result, temperature: Double) {
    self.temperature = temperature
    mean = Estimate(value: scan.mean, standardError: scan.standardError)
    effectiveCount = scan.effectiveCount
  }

  var temperatureName: String {
    temperature == Ensemble.criticalTemperature ? "T_c" : String(Int(temperature))
  }

  /// "412.3 ± 1.2".
  var meanText: String { "\(brief(mean.value, 4)) ± \(brief(mean.standardError, 4))" }

  var outcome: CheckOutcome {
    let name = temperatureName
    let magnetization = OnsagerSolution(temperature: temperature).spontaneousMagnetization
    let domains = magnetization * magnetization * Self.twoFlatDomains
    let found =
      "S(k_min) = \(meanText); two flat domains of spins all "
      + "aligned have \(brief(Self.twoFlatDomains, 4))"
    let result: CheckOutcome.Result
    if temperature == Ensemble.criticalTemperature {
      result = .notApplicable("Between the two; no claim to test. \(found).")
    } else if magnetization > 0 {
      result = .evidence(
        evidence(
          "S(k_min) / S of domains at ± m₀, less 1", mean / domains - 1, tolerance: 0.5,
          detail: "\(found), at ± m₀ \(brief(domains, 4))."))
    } else {
      result = .evidence(
        evidence(
          "S(k_min) / S of two flat domains", mean / Self.twoFlatDomains, tolerance: 0.1,
          detail: "\(found)."))
    }
    return CheckOutcome(
      check: "F1-T\(name)", title: "Phase separation at T = \(name)", result: result)
  }

  /// Evidence on whether |effect| is at most the tolerance; its p-value is that of the nearest value that
  /// would still be.
  private func evidence(
    _ name: String, _ estimate: Estimate, tolerance: Double, detail: String
  ) -> Evidence {
    let excess = (abs(estimate.value) - tolerance) / estimate.standardError
    return Evidence(
      statistic: .init("z beyond the tolerance", excess),
      pValue: excess > 0 ? normalUpperTail(excess) : 1,
      effect: Effect(
        name: name, value: estimate.value, interval: estimate.interval, tolerance: tolerance,
        unit: ""),
      effectiveSampleCount: effectiveCount,
      detectable: Estimate.detectableErrors * estimate.standardError, detail: detail)
  }
}
