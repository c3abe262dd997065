import Judgement
import NeuralModels
import References
import Reporting
import SpinSystems

/// A machine, weighed by the configurations that it draws.
public struct MachineEvaluation {
  /// What chains of one start came to.
  public struct Part {
    /// What the chains began at, or that they conserved ΣS.
    public let start: ChainStart
    /// ⟨H⟩/N along these chains, by Gibbs steps.
    public let curve: MixingCurve
    /// The weighing of the configurations at their ends.
    public fileprivate(set) var report: Report
  }

  /// The machine, and what its chains may begin at.
  public let source: MachineSource
  /// What its configurations are held against.
  public let reference: Reference
  /// One for each start that there is.
  public private(set) var parts: [Part] = []
  /// Nil where there are no configurations of the ensemble to ask about.
  let likelihood: MachineLikelihood?
  /// Nil where the machine is too large to be summed over.
  let summedModel: SummedModel?

  /// The worst verdict on the machine as it is. With ΣS imposed it is another machine.
  public var verdict: Verdict {
    .overall(parts.lazy.filter { $0.start != .conserved }.map(\.report.verdict))
  }

  /// Draws configurations from every start and weighs them.
  ///
  /// - Parameters:
  ///   - decisionRule: what turns evidence into verdicts.
  ///   - seed: of the random numbers.
  ///   - source: the name of the earlier baseline, for errors.
  ///   - reference: what the machine is held against, of its lattice.
  ///   - count: number of chains from each start.
  ///   - steps: Gibbs steps of each.
  ///   - command: the command that makes the reports again.
  ///   - progress: is told now and then what is being done.
  /// - Throws: where chains cannot be had, or cannot be weighed.
  public init(
    of source: MachineSource, against reference: Reference,
    decisionRule: DecisionRule = DecisionRule(), count: Int, steps: Int,
    seed: UInt64 = Assessment.defaultSeed, command: String,
    progress: (String) -> Void = { _ in }
  ) throws {
    self.source = source
    self.reference = reference
    let ensemble = reference.ensemble
    let assessment = Assessment(against: reference, decisionRule: decisionRule, seed: seed)
    summedModel = try SummedModel(of: source, on: ensemble)
    var machineSamples: SampleSet?
    for start in ChainStart.allCases {
      guard
        var chains = try source.chains(
          from: start, count: count, conserving: ensemble.totalSpin, seed: seed)
      else { continue }
      let curve = MixingCurve(advancing: &chains, to: steps) { made in
        progress("\(source.path): step \(made) of \(steps), \(start.name) …")
      }
      progress("\(source.path): weighing the configurations, \(start.name) …")
      let report = try assessment.report(
        on: chains.samples, subject: "\(source.path), \(start.name)",
        notes: [Self.note(on: source), Self.note(on: chains, from: start, of: source)],
        command: command)
      // Of the ends of chains, those that began at data are the nearest to the machine's distribution.
      if start != .conserved { machineSamples = chains.samples }
      parts.append(Part(start: start, curve: curve, report: report))
    }
    progress("\(source.path): estimating the likelihood …")
    likelihood = try MachineLikelihood(
      of: source, on: ensemble, machineSamples: machineSamples!, count: count, seed: seed)
    let chart = Illustration.chart(mixingChart)
    for index in parts.indices { parts[index].report.illustrations.append(chart) }
  }

  private static func note(on source: MachineSource) -> String {
    "A restricted Boltzmann machine of \(source.machine.visibleCount) visible and "
      + "\(source.machine.hiddenCount) hidden units, whose parameters were taken to be for units of "
      + "\(source.units.values)."
  }

  private static func note(
    on chains: GibbsChains, from start: ChainStart, of source: MachineSource
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
