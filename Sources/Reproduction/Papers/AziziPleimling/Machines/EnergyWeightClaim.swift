import Checks
import Judgement
import Reporting
import SpinSystems
import Statistics

/// F6a: at T = 1 and L = 12 "RBM fails to learn the correct weights for the different energy levels"
/// (Fig. 6); F6c: "differences in weights can also be seen" at T = 3 (its inset).
///
/// F6a asks for a difference that matters: the total variation distance of P(E) from the exact one must
/// lie above 0.05, what this program calls of no consequence. F6c asks whether differences remain: in every
/// machine P(E) must be rejected (G-test, 10⁻³ after Holm over the machines) and the distance over seeds
/// must lie above 0; whether it is of consequence stands beside it. Samples at energies that cannot be are
/// part of the distance; how wrong the weights of allowed levels are shows in what the tests say of those,
/// and in chains that conserve ΣS.
struct EnergyWeightClaim: MachineClaim {
  /// Whether the temperature is below T_c (F6a) or above (F6c).
  enum Part {
    case main, inset
  }

  let part: Part

  var identifier: String { part == .main ? "F6a" : "F6c" }
  var summary: String {
    part == .main
      ? "At T = 1, L = 12 the RBM gets the weights of the energy levels wrong (Fig. 6)."
      : "Differences remain at T = 3 (inset of Fig. 6)."
  }
  var statement: String {
    part == .main
      ? "At T = 1 the RBM fails to learn the weights of the energy levels"
      : "At T = 3 differences in the weights of the energy levels remain"
  }
  var change: String {
    part == .main
      ? "A distance of P(E) from the exact one below 0.05, or tests that do not reject the weights of the levels "
        + "that exist, in some machine."
      : "More training seeds, where it is open: the mean distance has to lie above 0 with its whole interval, and "
        + "every machine's weights have to be rejected."
  }
  var place: String { part == .main ? "Fig. 6" : "Fig. 6, inset" }

  func settings(_ grid: MachineGrid) -> [MachineSetting] {
    if part == .inset && grid.scale == .smoke {
      return grid.balanced(size: 8).filter { $0.ensemble.temperature == 3 }
    }
    return [grid.fig6(temperature: part == .main ? 1 : 3)]
  }

  func findings(_ series: [MachineSeries]) -> [ClaimFinding] {
    series.flatMap { machines in
      let samples = machines.samples()
      var findings = [
        distance(machines, samples, isDecisive: true), rejection(machines, samples),
        distance(
          machines, machines.samples(after: MachineProtocol.paperSteps),
          title: "the same after k = \(MachineProtocol.paperSteps) steps", suffix: "-k10"),
        control(machines),
      ]
      if !machines.conservedSamples.isEmpty {
        findings.append(
          distance(
            machines, machines.conservedSamples, title: "the same with ΣS conserved by the chains",
            suffix: "-conserved"))
      }
      for epoch in machines.settings.snapshotEpochs.dropLast() {
        findings.append(
          distance(
            machines, machines.samples(epoch: epoch), title: "the same after \(epoch) epochs",
            suffix: "-epoch\(epoch)"))
      }
      findings.append(
        distance(
          machines, machines.samples(from: .data), title: "the same from data starts",
          suffix: "-data"))
      findings.append(.mixing(of: machines))
      findings += [false, true].compactMap { .checks(on: machines, isConserved: $0) }
      return findings
    }
  }

  /// The same distance of the training sets, which must be small: their configurations are perfect.
  private func control(_ machines: MachineSeries) -> ClaimFinding {
    let tolerance = Tolerances.standard.totalVariation
    return ClaimFinding(
      "total-variation-training", "control: the training sets",
      machines.totalVariation(machines.runs.map(\.trainingSet)), named: "total variation distance",
      confirmedIf: .within(tolerance, "below \(tolerance)"), isDecisive: false)
  }

  private func distance(
    _ machines: MachineSeries, _ samples: [SampleMeasurements],
    title: String = "Distance of P(E) from the exact one", suffix: String = "",
    isDecisive: Bool = false
  ) -> ClaimFinding {
    let bound = part == .main ? Tolerances.standard.totalVariation : 0
    let distances = machines.energyDistances(samples)
    var finding = ClaimFinding(
      "total-variation\(suffix)", title, distances[.totalVariation]!,
      named: "total variation distance",
      confirmedIf: .above(
        bound.nextUp, part == .main ? "above \(bound)" : "above 0, and every test rejects"),
      isDecisive: isDecisive)
    let divergence = distances[.kullbackLeibler]!
    finding.measures = [
      .init(
        "KL(RBM ‖ exact)", divergence.mean,
        interval: divergence.mean.isFinite ? divergence.interval : nil, unit: "nat"),
      measure("Jensen-Shannon divergence", distances[.jensenShannon]!, "nat"),
      measure("Hellinger distance", distances[.hellinger]!, ""),
    ]
    finding.detail +=
      " KL is \(brief(divergence.mean)) nat"
      + (divergence.mean.isInfinite ? ": energies occur that cannot." : ".")
    return finding
  }

  private func measure(_ name: String, _ mean: SeedMean, _ unit: String) -> Evidence.Measure {
    .init(name, mean.mean, interval: mean.interval, unit: unit)
  }

  /// Whether the weights of the allowed levels alone are rejected in every machine.
  private func rejection(
    _ machines: MachineSeries, _ samples: [SampleMeasurements]
  ) -> ClaimFinding {
    let fits = samples.map { EnergyFit($0, against: machines.reference) }
    let tests = fits.map { ($0.chiSquare, $0.logLikelihoodRatio) }
    let pValues = tests.map { $0.1?.pValue ?? 0 }
    let rejected = holmAdjustedPValues(pValues).count { $0 <= DecisionRule.defaultFalseAlarmRate }
    let text = tests.map { chiSquare, ratio in
      [chiSquare?.text("χ²"), ratio?.text("G")].compactMap(\.self).joined(separator: ", ")
    }.joined(separator: "; ")
    var finding = ClaimFinding(
      "goodness-of-fit", "Weights of the allowed levels, chi-square and G",
      measure: .init(
        "machines rejected", Double(rejected), interval: nil, unit: "of \(fits.count)"),
      observed: Tally(agreeing: rejected, ofSeeds: fits.count),
      confirmedIf: .everyCase("every machine rejected at 10⁻³, Holm over machines"),
      detail: "By seed: \(text).")
    finding.pValue = pValues.max()
    return finding
  }

  func illustrations(_ series: [MachineSeries]) -> [Illustration] {
    series.map { machines in
      .chart(
        SeriesChart(
          title: part == .main
            ? "Energy distribution at T = 1, after Fig. 6"
            : "Energy distribution at T = 3, after the inset of Fig. 6",
          panels: [EnergyPanel(machines).panel]))
    }
  }
}

extension GoodnessOfFit {
  /// "χ² = 12.3 (6 d.f., p = 0.055)".
  fileprivate func text(_ symbol: String) -> String {
    "\(symbol) = \(brief(statistic)) (\(Int(degreesOfFreedom)) d.f., \(pValueText(pValue)))"
  }
}
