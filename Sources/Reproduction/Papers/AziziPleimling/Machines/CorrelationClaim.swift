import Checks
import Judgement
import Reporting
import SpinSystems
import Statistics

/// F7a, F7b and F8: C(r) of RBM and Monte Carlo agree at r = 1 and deviate for r ≥ 2, most of all for
/// T ≤ T_c (L = 12; Fig. 7 left for ΣS = 0, right for ΣS = 30, Fig. 8 without conservation).
///
/// At every temperature:
/// - r = 1 agrees if the interval of ΔC(1) lies within ± 0.015. C(1) = -ε/2, so this is half of the
///   tolerance of F5a.
/// - r ≥ 2 deviates if in every machine some C(r) is rejected (10⁻³ after Bonferroni over r and Holm over
///   machines). For T ≤ T_c this decides; the paper lets deviations vanish at high T.
/// - The deviation is marked if the largest |ΔC(r)| over r ≥ 2 lies above 0.02, the size of the symbols of
///   Fig. 7 and the tolerance of this program. The paper calls the differences marked, so for T ≤ T_c this
///   decides too.
///
/// And across temperatures: the largest |ΔC(r)| averaged over T ≤ T_c less that at the highest T, its
/// interval above 0, for "largest for temperatures T ≤ T_c" and "decreasing for larger temperatures".
struct CorrelationClaim: MachineClaim {
  let identifier: String
  let place: String
  /// Nil where ΣS is free.
  let totalSpin: Int?

  static let balanced = CorrelationClaim(identifier: "F7a", place: "Fig. 7, left", totalSpin: 0)
  static let magnetized = CorrelationClaim(identifier: "F7b", place: "Fig. 7, right", totalSpin: 30)
  static let free = CorrelationClaim(identifier: "F8", place: "Fig. 8", totalSpin: nil)

  private var ensembleText: String { totalSpin.map { "ΣS = \($0)" } ?? "ΣS free" }

  var summary: String {
    "With \(ensembleText) C(r) of RBM and Monte Carlo agree at r = 1 and deviate for r ≥ 2 (\(place))."
  }
  let change =
    "At each T ≤ T_c: C(1) within ± 0.015, and some C(r), r ≥ 2, rejected in every machine and "
    + "off by more than 0.02. Where an interval is open, more training seeds narrow it."
  var statement: String {
    "C(r) of RBM and Monte Carlo agree at r = 1 and deviate for r ≥ 2, worst for T ≤ T_c (\(ensembleText))"
  }

  func settings(_ grid: MachineGrid) -> [MachineSetting] {
    grid.correlations(totalSpin: totalSpin)
  }

  func findings(_ series: [MachineSeries]) -> [ClaimFinding] {
    series.flatMap { machines in
      [neighbour(machines), deviation(machines), size(machines), .mixing(of: machines)]
    } + trend(series)
  }

  private func isCold(_ machines: MachineSeries) -> Bool {
    machines.ensemble.temperature <= Ensemble.criticalTemperature
  }

  private func neighbour(_ machines: MachineSeries) -> ClaimFinding {
    let tolerance = Tolerances.standard.energyDensity / 2
    return ClaimFinding(
      "neighbours-\(machines.slug)", "\(machines.temperatureText): agreement at r = 1",
      machines.correlationDeviation(machines.samples(), at: 1), named: "C(1), RBM - exact",
      confirmedIf: .within(tolerance, "within ± \(tolerance)"),
      detail: "Exactly C(1) = \(brief(machines.reference.correlation!.mean[1])).")
  }

  private func deviation(_ machines: MachineSeries) -> ClaimFinding {
    let pValues = machines.longRangePValues(machines.samples())
    let rejected = holmAdjustedPValues(pValues).count { $0 <= DecisionRule.defaultFalseAlarmRate }
    var finding = ClaimFinding(
      "deviation-\(machines.slug)", "\(machines.temperatureText): deviation at r ≥ 2, proved",
      measure: .init(
        "machines rejected", Double(rejected), interval: nil, unit: "of \(pValues.count)"),
      observed: Tally(agreeing: rejected, ofSeeds: pValues.count),
      confirmedIf: .everyCase("C(r ≥ 2) rejected at 10⁻³ in every machine"),
      isDecisive: isCold(machines),
      detail: "By seed: \(pValues.map(pValueText).joined(separator: ", ")).")
    finding.pValue = pValues.max()
    return finding
  }

  private func size(_ machines: MachineSeries) -> ClaimFinding {
    let tolerance = Tolerances.standard.correlation
    let samples = machines.samples()
    let distances = 1...(machines.ensemble.lattice.size / 2)
    let deviations = distances.map { machines.correlationDeviation(samples, at: $0) }
    let text = zip(distances, deviations).map { "\($0): \(brief($1.mean))" }
    var finding = ClaimFinding(
      "marked-\(machines.slug)", "\(machines.temperatureText): deviation at r ≥ 2, marked",
      machines.largestDeviation(samples), named: "largest |ΔC(r)|, r ≥ 2",
      confirmedIf: .above(tolerance, "above \(tolerance)"),
      isDecisive: isCold(machines), detail: "ΔC(r) by r: \(text.joined(separator: ", ")).")
    finding.measures = zip(distances, deviations).map {
      .init("ΔC(\($0))", $1.mean, interval: $1.interval, unit: "")
    }
    if !machines.conservedSamples.isEmpty {
      let conserved = machines.largestDeviation(machines.conservedSamples)
      finding.measures.append(
        .init(
          "the same with ΣS conserved by the chains", conserved.mean, interval: conserved.interval,
          unit: ""))
      finding.detail +=
        " With ΣS conserved by the chains it is \(brief(conserved.mean))."
    }
    return finding
  }

  /// Seeds of different temperatures have nothing in common but their number, so the difference is taken
  /// between means with their own errors.
  private func trend(_ series: [MachineSeries]) -> [ClaimFinding] {
    guard let hot = series.last, !isCold(hot) else { return [] }
    let cold = series.filter(isCold)
    guard !cold.isEmpty else { return [] }
    let difference = WelchDifference(
      cold.flatMap { $0.largestDeviation($0.samples()).values },
      hot.largestDeviation(hot.samples()).values)
    let isTestable = ([hot] + cold).allSatisfy { $0.runs.count >= SeedMean.fewestSeeds }
    return [
      ClaimFinding(
        "largest-when-cold", "Deviation largest for T ≤ T_c",
        measure: .init(
          "largest |ΔC(r)|, T ≤ T_c less \(hot.temperatureText)", difference.value,
          interval: difference.interval, unit: ""),
        observed: isTestable ? difference.interval : nil,
        confirmedIf: .above(.leastNonzeroMagnitude, "above 0"),
        detail: "Means over seeds by T: "
          + series.map {
            "\(temperatureName($0.ensemble.temperature)): "
              + brief($0.largestDeviation($0.samples()).mean)
          }.joined(separator: ", ") + ".")
    ]
  }

  /// Every machine has symbols of its own: few seeds that scatter far would have intervals beyond what C(r)
  /// can be. Sampling errors are smaller than the symbols.
  func illustrations(_ series: [MachineSeries]) -> [Illustration] {
    let curves = series.enumerated().flatMap { hue, machines -> [SeriesChart.Series] in
      let exact = machines.reference.correlation!.mean
      return [
        .init(
          "exact, \(machines.temperatureText)", style: .dashedLine, hue: hue,
          points: (1..<exact.count).map { .init(Double($0), exact[$0]) }),
        .init(
          "RBM, \(machines.temperatureText)", style: .points, hue: hue,
          points: machines.samples().flatMap { sample in
            (1..<exact.count).map { .init(Double($0), sample.correlation[$0 - 1]) }
          }),
      ]
    }
    let differences = series.enumerated().map { hue, machines -> SeriesChart.Series in
      let exact = machines.reference.correlation!.mean
      // Side by side, so that temperatures can be told apart.
      let shift = 0.06 * (Double(hue) - Double(series.count - 1) / 2)
      return .init(
        "RBM, \(machines.temperatureText)", style: .points, hue: hue,
        points: machines.samples().flatMap { sample in
          (1..<exact.count).map {
            .init(Double($0) + shift, sample.correlation[$0 - 1] - exact[$0])
          }
        })
    }
    let chart = SeriesChart(
      title: "Correlations, after \(place); a symbol for each seed",
      panels: [
        .init(title: "(a)", xLabel: "distance r", yLabel: "C(r)", series: curves),
        .init(
          title: "(b)", xLabel: "distance r", yLabel: "C(r), RBM - exact", series: differences,
          marks: [.init(.y, at: 0, label: "")]),
      ])
    return [.chart(chart)]
  }
}
