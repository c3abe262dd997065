import Checks
import Judgement
import MonteCarlo
import NeuralModels
import References
import Reporting
import SpinSystems
import Studies

/// A machine, weighed by the configurations that it draws.
struct RBMEvaluation {
  /// Where chains begin, and what their steps conserve.
  enum Start: String, CaseIterable {
    case random
    case data
    /// Random starts of the ensemble's ΣS, which every step conserves.
    case conserved

    /// For people.
    var name: String {
      switch self {
      case .random: "random starts"
      case .data: "data"
      case .conserved: "random starts, ΣS imposed"
      }
    }
  }

  /// What chains of one start came to.
  struct Part {
    let start: Start
    let curve: MixingCurve
    var report: Report
  }

  let source: MachineSource
  let ensemble: Ensemble
  let reference: Reference
  private(set) var parts: [Part] = []
  /// Nil where there are no configurations of the ensemble to ask about.
  private(set) var likelihood: RBMLikelihood?
  /// Nil where the machine is too large to be summed over.
  private(set) var exactModel: RBMExactModel?

  /// The worst verdict on the machine as it is. With ΣS imposed it is another machine.
  var verdict: Verdict {
    .overall(parts.lazy.filter { $0.start != .conserved }.map(\.report.verdict))
  }

  /// Draws configurations and weighs them.
  ///
  /// - Parameters:
  ///   - count: number of chains from each start.
  ///   - steps: Gibbs steps of each.
  ///   - command: the command that makes the reports again.
  init(
    of source: MachineSource, temperature: Double, totalSpin: Int?, decisionRule: DecisionRule,
    count: Int, steps: Int, seed: UInt64, command: String
  ) throws {
    self.source = source
    ensemble = try Ensemble(
      size: source.lattice.size, temperature: temperature, totalSpin: totalSpin)
    try source.requireData(of: ensemble)
    reference = try ReferenceChoice.reference(
      nil, for: ensemble, count: Reference.monteCarloCount, seed: seed)
    let assessment = Assessment(against: reference, decisionRule: decisionRule, seed: seed)
    exactModel = try RBMExactModel(of: source, on: ensemble)
    var machineSamples: SampleSet?
    for start in Start.allCases {
      guard var chains = try chains(start, count: count, seed: seed) else { continue }
      let curve = MixingCurve(advancing: &chains, to: steps) { made in
        Terminal.showProgress("\(source.path): step \(made) of \(steps), \(start.name) …")
      }
      Terminal.showProgress("\(source.path): weighing the configurations, \(start.name) …")
      let report = try assessment.report(
        on: chains.samples, subject: "\(source.path), \(start.name)",
        notes: [Self.note(on: source.machine), Self.note(on: chains, from: start, data: source)],
        command: command)
      // Of the ends of chains, those that began at data are the nearest to the machine's distribution.
      if start != .conserved { machineSamples = chains.samples }
      parts.append(Part(start: start, curve: curve, report: report))
    }
    Terminal.showProgress("\(source.path): estimating the likelihood …")
    likelihood = try RBMLikelihood(
      of: source, on: ensemble, machineSamples: machineSamples!, count: count, seed: seed)
    let chart = Illustration.chart(mixingChart)
    for index in parts.indices { parts[index].report.illustrations.append(chart) }
  }

  /// The chains of a start; nil where there are none of the kind.
  private func chains(_ start: Start, count: Int, seed: UInt64) throws -> GibbsChains? {
    switch start {
    case .random: try source.randomChains(count: count, seed: seed)
    case .data: source.data == nil ? nil : try source.dataChains(count: count, seed: seed)
    case .conserved:
      try ensemble.totalSpin.map {
        try source.conserving($0).randomChains(count: count, seed: seed)
      }
    }
  }

  private static func note(on machine: RestrictedBoltzmannMachine) -> String {
    "A restricted Boltzmann machine of \(machine.visibleCount) visible and \(machine.hiddenCount) "
      + "hidden units."
  }

  private static func note(
    on chains: GibbsChains, from start: Start, data source: MachineSource
  ) -> String {
    let place = start == .data ? "a configuration of \(source.dataPath ?? "")" : "a random start"
    let law = chains.totalSpin.map { " of ΣS = \($0), which every step conserves" } ?? ""
    var note =
      "Each configuration is the end of a chain of its own, \(chains.stepCount) Gibbs steps from "
      + "\(place)\(law)."
    if start == .data, let data = source.data, data.count < chains.count {
      note += " \(chains.count) chains share \(data.count) configurations to begin at."
    }
    return note
  }

  /// e(k) from every start, beside the reference.
  private var mixingChart: SeriesChart {
    let series = parts.enumerated().map { hue, part in
      SeriesChart.Series(
        part.start.name, style: .points, hue: hue,
        // k = 0 has no place on the axis, and would stretch the other one.
        points: part.curve.points.filter { $0.steps > 0 }.map { point in
          .init(Double(point.steps), point.energyDensity, interval: point.estimate.interval)
        })
    }
    return SeriesChart(
      title: "Mean energy after k Gibbs steps",
      panels: [
        SeriesChart.Panel(
          xLabel: "k", yLabel: "energy density e (J per site)", isXLogarithmic: true,
          series: series,
          marks: [.init(.y, at: reference.energyDensity, label: "reference")])
      ])
  }
}
