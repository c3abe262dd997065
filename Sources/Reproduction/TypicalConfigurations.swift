import ExactIsing
import Foundation
import MonteCarlo
import SpinSystems
import Statistics
import Validation

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

  static let size = 50

  func reproduce(_ scale: Scale, seed: UInt64, command: String) throws -> Report {
    let count = scale == .smoke ? 1024 : 16_384
    let critical = Ensemble.criticalTemperature
    var outcomes: [CheckOutcome] = []
    var pictures: [ConfigurationGallery.Picture] = []
    var notes: [String] = []
    for temperature in [2, critical, 3] {
      let ensemble = try Ensemble.fixedMagnetization(
        size: Self.size, temperature: temperature, totalSpin: 0)
      let equilibration = try Equilibration.measure(.exchange, of: ensemble, seed: seed) { _ in }
      let samples = try MonteCarloDrawing(
        of: ensemble, by: .exchange, equilibration: equilibration, count: count, seed: seed
      ).plan.run(keepingBlocksIn: nil) { _ in }
      let values = AxisModes(samples).structureFactor(waveNumber: 1)
      let phase = PhaseOrder(values, temperature: temperature)
      outcomes.append(phase.outcome)
      // The first configuration, not a chosen one.
      pictures.append(
        .init(
          caption: "T = \(temperature == critical ? "T_c" : String(Int(temperature))): "
            + "S(k_min) = \(phase.format(values[0])), mean \(phase.format(phase.mean)) "
            + "± \(phase.format(phase.standardError))",
          isForbidden: false, spins: samples.spins(of: 0)))
      notes += equilibration.warnings
    }
    let rule = DecisionRule()
    return Report(
      topic: .claim(
        ClaimTopic(
          identifier: identifier, source: "Azizi and Pleimling (2021), Fig. 1",
          setting: "L = \(Self.size), ΣS = 0, T = 2, T_c, 3")),
      subject: "Two phases with rough interfaces below T_c, interlocked clusters above",
      ensemble: try .fixedMagnetization(
        size: Self.size, temperature: critical, totalSpin: 0),
      sampleCount: 3 * count, effectiveSampleCount: Double(3 * count),
      reference: "S(k_min) of two flat domains at the spontaneous magnetization",
      decisionRule: rule, findings: rule.findings(from: outcomes), seed: seed, command: command,
      version: Version.current,
      notes: notes + [
        "At T = 2, T_c and 3; \(count) configurations each, of which the first is shown."
      ],
      illustrations: [
        .configurations(
          ConfigurationGallery(
            title: "Typical configurations, L = 50, ΣS = 0", size: Self.size, pictures: pictures))
      ])
  }
}

/// S(k_min) at one temperature, held against two flat domains.
private struct PhaseOrder {
  let temperature: Double
  let mean: Double
  let standardError: Double
  let effectiveCount: Double

  /// S(k_min) of a stripe with two flat walls, averaged over both axes.
  static let twoFlatDomains =
    2 / pow(sin(Double.pi / Double(TypicalConfigurations.size)), 2)

  init(_ values: [Double], temperature: Double) {
    self.temperature = temperature
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    effectiveCount = integratedAutocorrelationTime(values).effectiveSampleCount
    self.mean = mean
    standardError = (variance / effectiveCount).squareRoot()
  }

  func format(_ value: Double) -> String { String(format: "%.4g", value) }

  var outcome: CheckOutcome {
    let name = temperature == Ensemble.criticalTemperature ? "T_c" : String(Int(temperature))
    let magnetization = OnsagerSolution(temperature: temperature).spontaneousMagnetization
    let domains = magnetization * magnetization * Self.twoFlatDomains
    let found =
      "S(k_min) = \(format(mean)) ± \(format(standardError)); two flat domains of spins all "
      + "aligned have \(format(Self.twoFlatDomains))"
    let result: CheckOutcome.Result
    if temperature == Ensemble.criticalTemperature {
      result = .notApplicable("Between the two; no claim to test. \(found).")
    } else if magnetization > 0 {
      result = .evidence(
        evidence(
          "S(k_min) / S of domains at ± m₀, less 1", mean / domains - 1, standardError / domains,
          tolerance: 0.5, detail: "\(found), at ± m₀ \(format(domains))."))
    } else {
      result = .evidence(
        evidence(
          "S(k_min) / S of two flat domains", mean / Self.twoFlatDomains,
          standardError / Self.twoFlatDomains, tolerance: 0.1, detail: "\(found)."))
    }
    return CheckOutcome(
      check: "F1-T\(name)", title: "Phase separation at T = \(name)", result: result)
  }

  /// Evidence on whether |effect| is at most the tolerance; its p-value is that of the nearest value that
  /// would still be.
  private func evidence(
    _ name: String, _ value: Double, _ error: Double, tolerance: Double, detail: String
  ) -> Evidence {
    let excess = (abs(value) - tolerance) / error
    return Evidence(
      statistic: .init("z beyond the tolerance", excess),
      pValue: excess > 0 ? normalUpperTail(excess) : 1,
      effect: Effect(
        name: name, value: value, interval: value - 1.96 * error...value + 1.96 * error,
        tolerance: tolerance, unit: ""),
      effectiveSampleCount: effectiveCount, detectable: 4.935 * error, detail: detail)
  }
}
