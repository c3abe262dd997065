import Judgement
import Reporting
import SpinSystems
import Statistics

/// F6b: the RBM emits energies that the conserved model cannot have; one such level held "almost 23 %" of
/// the configurations (white square of Fig. 6; L = 12, T = 1, H = E₀ + 4 = -236).
///
/// That such energies occur is a law broken, and one configuration proves it: confirmed if every machine
/// emits one. The 23 % is a number of one machine; it counts as met where the interval over seeds contains
/// 0.23 and is no wider than ± 0.1, as missed where the interval excludes it. It is asked after 100, 300
/// and 1000 epochs, for it depends on the length of training, and stands beside the claim.
struct ForbiddenEnergyClaim: MachineClaim {
  let identifier = "F6b"
  let summary = "The RBM emits energies that the conserved model cannot have (Fig. 6)."
  let change =
    "A machine that never leaves the spectrum: one configuration of each at an energy that does "
    + "not exist is enough for the claim."
  let statement = "RBM configurations have energies that the conserved model cannot have"
  let place = "Fig. 6"

  static let printedShare = 0.23
  private static let widestHalfWidth = 0.1

  func settings(_ grid: MachineGrid) -> [MachineSetting] { [grid.fig6(temperature: 1)] }

  func findings(_ series: [MachineSeries]) -> [ClaimFinding] {
    series.flatMap { machines in
      let epochs = machines.settings.snapshotEpochs
      return [emission(machines)]
        + epochs.reversed().map { share(machines, epoch: $0, after: machines.settings.longSteps) }
        + [
          share(machines, epoch: epochs.last!, after: MachineProtocol.paperSteps),
          conserved(machines), .mixing(of: machines),
        ]
    }
  }

  private func emission(_ machines: MachineSeries) -> ClaimFinding {
    let samples = machines.samples()
    let forbidden = samples.map { sample in
      sample.energies.count { machines.reference.energyLevels.excludes($0) }
    }
    let all = machines.forbiddenEnergy(samples)
    let intervals = zip(forbidden, samples).map { count, sample in
      let interval = clopperPearson(successes: count, trials: sample.count)
      return "\(count) of \(sample.count) "
        + "[\(brief(interval.lowerBound)), \(brief(interval.upperBound))]"
    }
    return ClaimFinding(
      "forbidden-energies", "Energies that no configuration with ΣS = 0 has",
      measure: .init("fraction of configurations", all.mean, interval: all.interval, unit: ""),
      observed: Tally(agreeing: forbidden.count { $0 > 0 }, ofSeeds: samples.count),
      confirmedIf: .everyCase("at least one from every machine"),
      detail: "By seed, with exact intervals: \(intervals.joined(separator: ", ")).")
  }

  private func share(_ machines: MachineSeries, epoch: Int, after steps: Int) -> ClaimFinding {
    let level = Self.forbiddenLevel(machines)
    let share = machines.share(of: level, machines.samples(after: steps, epoch: epoch))
    return ClaimFinding(
      "level-\(-level)-epoch\(epoch)-k\(steps)",
      "H = \(level) after \(epoch) epochs, k = \(steps): almost 23 %?",
      measure: .init("fraction of configurations", share.mean, interval: share.interval, unit: ""),
      observed: share.testableInterval,
      confirmedIf: .containing(
        Self.printedShare, halfWidthAtMost: Self.widestHalfWidth,
        "the interval contains 0.23 and is within ± 0.1 of its middle"),
      isDecisive: false,
      detail: "By seed: \(share.values.map { brief($0) }.joined(separator: ", ")).")
  }

  /// Where ΣS is conserved by the chains no energy can be forbidden; what is left is a matter of weights.
  private func conserved(_ machines: MachineSeries) -> ClaimFinding {
    let samples = machines.conservedSamples
    let count = samples.map { sample in
      sample.energies.count { machines.reference.energyLevels.excludes($0) }
    }.reduce(0, +)
    return ClaimFinding(
      "conserved-chains", "The same machines, with ΣS conserved by the chains",
      measure: .init("configurations of forbidden energy", Double(count), interval: nil, unit: ""),
      observed: count == 0, confirmedIf: .byConstruction("none, by construction"),
      isDecisive: false,
      detail: "\(count) of \(samples.reduce(0) { $0 + $1.count }) configurations.")
  }

  /// E₀ + 4, with E₀ = -2N + 4L the energy of two flat domains.
  private static func forbiddenLevel(_ machines: MachineSeries) -> Int {
    let lattice = machines.ensemble.lattice
    return -2 * lattice.siteCount + 4 * lattice.size + 4
  }

  func illustrations(_ series: [MachineSeries]) -> [Illustration] {
    series.flatMap { machines -> [Illustration] in
      let level = Self.forbiddenLevel(machines)
      let settings = machines.settings
      let stepCounts: [Int] = [settings.longSteps, MachineProtocol.paperSteps]
      let course = SeriesChart.Panel(
        title: "H = \(level)", xLabel: "epochs", yLabel: "fraction of configurations",
        isXLogarithmic: true,
        series: stepCounts.enumerated().map { hue, steps in
          .init(
            "RBM, k = \(steps)", style: .points, hue: hue,
            points: settings.snapshotEpochs.map { epoch in
              MachineChart.point(
                Double(epoch),
                machines.share(of: level, machines.samples(after: steps, epoch: epoch)))
            })
        },
        marks: [.init(.y, at: Self.printedShare, label: "the paper: almost 23 %")])
      let chart = SeriesChart(
        title: "A forbidden energy", panels: [EnergyPanel(machines, title: "T = 1").panel, course])
      return [.chart(chart)]
    }
  }
}
