import Judgement
import NeuralModels
import Reporting
import SpinSystems
import Statistics

/// R1: the machine of Eqs. 6 to 10, trained by CD-10 and Adam with learning rate 0.005 on 10,000
/// configurations for about 1000 epochs, and sampled from random visible units with k = 10.
///
/// Two things decide: that trainer and sampler run with just these settings, and that the machine is the
/// one of the equations: on a machine small enough to be summed, free energies must give the conditionals
/// and the probabilities of the joint distribution, to rounding.
///
/// "About 1000 epochs" was found by watching the mean |θ| until it fluctuates about its final value. Beside
/// the claim stands what it does here: at each temperature the change from epoch 900 to 1000 must lie within
/// ± 1 %.
struct TrainerClaim: MachineClaim {
  let identifier = "R1"
  let summary = "The RBM of Eqs. 6-10, CD-10, Adam, 0.005, about 1000 epochs (technical details)."
  let change =
    "Another default of the trainer, or a free energy that is not the sum over all hidden "
    + "states."
  let statement = "The RBM of Eqs. 6 to 10 with CD-10, Adam at 0.005 and about 1000 epochs"
  let place = "Eqs. 6-10"
  var notes: [String] {
    [
      "The paper gives neither batch size nor initial weights; here batches of 100 configurations and "
        + "weights of standard deviation 0.01.",
      "As printed, the product of Eq. (8) runs over n where m is meant, a sum over i is missing in Eq. "
        + "(10), and Eq. (9) is written with P(V, θ) for P(V | θ).",
    ]
  }

  func settings(_ grid: MachineGrid) -> [MachineSetting] {
    MachineGrid.sizes.reversed().flatMap { grid.balanced(size: $0) }
  }

  func findings(_ series: [MachineSeries]) -> [ClaimFinding] {
    [defaults(series), equations()] + series.map(drift)
  }

  private func defaults(_ series: [MachineSeries]) -> ClaimFinding {
    let options = BoltzmannTrainingOptions(hiddenCount: 144, seed: 0)
    let isPapers =
      options.gibbsSteps == 10 && options.epochs == 1000 && !options.isPersistent
      && options.optimizer == .adam(learningRate: 0.005)
    let counts = Set(series.map(\.settings.trainingCount)).sorted()
    let epochs = Set(series.map(\.settings.epochs)).sorted()
    let areCountsPapers = counts == [10_000] && epochs == [1000]
    return ClaimFinding(
      "defaults", "The trainer's settings",
      measure: .init("k of contrastive divergence", 10, interval: nil, unit: ""),
      // A run with fewer configurations and epochs does not test settings that are right.
      observed: isPapers && !areCountsPapers ? nil : isPapers,
      confirmedIf: .holds("CD-10, Adam at 0.005, 10,000 configurations, 1000 epochs, m = n"),
      detail: "CD-\(options.gibbsSteps), \(options.optimizer), \(counts) configurations, "
        + "\(epochs) epochs, batches of \(options.batchSize).")
  }

  /// Eqs. 6 to 10 on a machine of 4 visible and 3 hidden units, all 2⁷ states summed.
  private func equations() -> ClaimFinding {
    let error = SummedMachine().largestDeviation
    // Parameters are Float and sums Double: rounding of some units of 2⁻⁵².
    let tolerance = 1e-12
    var finding = ClaimFinding(
      "equations", "Free energy against the sum over all states",
      measure: .init("largest |ln P(V) deviation|", error, interval: nil, unit: ""),
      observed: error, confirmedIf: .lessThan(tolerance, "below \(tolerance)"),
      detail: "4 visible and 3 hidden units; P(V) by Eq. 8 against Σ_H of Eq. 6.")
    finding.needsTrainedMachine = false
    return finding
  }

  private func drift(_ machines: MachineSeries) -> ClaimFinding {
    let last = machines.settings.epochs
    let changes = machines.runs.compactMap { run -> Double? in
      guard let end = run.history.last(where: { $0.epoch == last }),
        let before = run.history.last(where: { $0.epoch <= last - last / 10 })
      else { return nil }
      return end.meanAbsoluteParameter / before.meanAbsoluteParameter - 1
    }
    let ends = machines.runs.compactMap(\.history.last).map {
      brief($0.meanAbsoluteParameter)
    }
    let size = machines.ensemble.lattice.size
    return ClaimFinding(
      "level-\(machines.slug)",
      "L = \(size), \(machines.temperatureText): mean |θ| levels off",
      SeedMean(changes),
      named: "relative change over the last tenth of the training",
      confirmedIf: .within(0.01, "within ± 1 %"), isDecisive: false,
      detail: "Mean |θ| at the end: \(ends.joined(separator: ", ")).")
  }

  func illustrations(_ series: [MachineSeries]) -> [Illustration] {
    let sizes = Set(series.map(\.ensemble.lattice.size)).sorted()
    return sizes.map { size in
      let own = series.filter { $0.ensemble.lattice.size == size }
      return .chart(
        SeriesChart(
          title: "Mean |θ| in the course of training, L = \(size)",
          panels: [
            .init(
              xLabel: "epochs", yLabel: "mean |θ|",
              series: own.enumerated().map { hue, machines in
                .init(
                  "mean over seeds, \(machines.temperatureText)", style: .line, hue: hue,
                  points: course(machines))
              })
          ]))
    }
  }

  private func course(_ machines: MachineSeries) -> [SeriesChart.Point] {
    let histories = machines.runs.map(\.history)
    return histories[0].indices.map { index in
      let values = histories.compactMap {
        index < $0.count ? $0[index].meanAbsoluteParameter : nil
      }
      return .init(
        Double(histories[0][index].epoch), values.reduce(0, +) / Double(values.count))
    }
  }
}
