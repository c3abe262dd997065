import Checks
import Judgement
import Reporting
import Statistics
import Storage

extension SeriesReport {
  /// The report as tables and pictures.
  public func summary() throws -> Summary {
    var summary = Summary(
      verdict: verdict, subject: subject, conclusion: conclusion,
      facts: facts, tables: [temperatureTable, checkTable], charts: charts,
      notes: (missingCount == 0 ? [] : ["Temperatures that are not weighed yet: \(missingCount)."])
        + notes + [
          "The reports on the single temperatures are in folders of their own, T=… beside this one."
        ],
      seed: seed, command: command, brand: "Steelyard: samples at several temperatures",
      encoded: try JSONText.indented(EncodedSeries(self)))
    summary.parts = parts
    return summary
  }

  /// The single temperatures, each with the folder of its report.
  var parts: [Summary.Part] {
    var names: [String: Int] = [:]
    return points.map { point in
      let name = "T=\(point.temperature)"
      names[name, default: 0] += 1
      let number = names[name]!
      return Summary.Part(
        title: "T = \(NumberText.declared(point.temperature))",
        folder: name + (number > 1 ? "-\(number)" : ""), report: point.report)
    }
  }

  private var conclusion: String {
    var place: String {
      let temperatures = points.filter { $0.report.verdict == verdict }.map(\.temperature)
      if temperatures.count == points.count { return "every temperature" }
      let shown = temperatures.prefix(6).map { NumberText.declared($0) }.joined(separator: ", ")
      return "T = \(shown)" + (temperatures.count > 6 ? " and \(temperatures.count - 6) more" : "")
    }
    return switch verdict {
    case .pass, .tolerable, .notApplicable:
      "No difference is proved at any temperature, or none that matters, and every effect lies within its tolerance."
    case .inconclusive where !points.contains { $0.report.verdict == verdict }:
      "No difference is proved yet, but some temperatures are still to be weighed."
    case .inconclusive:
      "No difference is proved, but there are too few effective samples to call it a pass at \(place)."
    case .fail: "The samples are proved different from the reference at \(place)."
    case .error: "A check could not run at \(place), so this report is incomplete."
    }
  }

  private var facts: [String] {
    let ensemble = points[0].report.ensemble
    let distinct = Set(points.map(\.temperature)).count
    let total = points.reduce(0) { $0 + $1.report.sampleCount }
    let spin = ensemble.totalSpin.map { "ΣS = \($0) fixed" } ?? "ΣS free"
    return [
      "\(distinct) temperature\(distinct == 1 ? "" : "s"), L = \(ensemble.lattice.size), \(spin), "
        + "\(NumberText.count(total)) configurations.",
      "The p-values of all checks at all temperatures are corrected together "
        + "(\(DecisionRule.correction)): a correct model fails anywhere with a probability of at most "
        + "\(NumberText.declared(decisionRule.falseAlarmRate)).",
      "Standard \(decisionRule.standard.rawValue). An effect is given in its own unit, and in units of the "
        + "tolerance that it is held against.",
    ]
  }

  private var temperatureTable: Summary.Table {
    Summary.Table(
      title: "temperature", columns: ["T", "verdict", "n", "says most", "effect", "/ tolerance"],
      rows: points.map { point in
        let worst = point.worst
        return [
          .text(NumberText.declared(point.temperature)), .text(point.report.verdict.label),
          .text(NumberText.count(point.report.sampleCount)), .text(worst?.title ?? "–"),
          worst?.evidence?.effect.map { .estimate($0.value, $0.interval) } ?? .text("–"),
          .text(worst?.prominence.effectShare.map { NumberText.significant($0, digits: 2) } ?? "–"),
        ]
      })
  }

  private var checkTable: Summary.Table {
    Summary.Table(
      title: "check",
      columns: ["check", "pass", "inconclusive", "fail", "worst at T", "/ tolerance"],
      rows: checks.map { check in
        func count(_ isWanted: (Verdict) -> Bool) -> Summary.Cell {
          let count = check.findings.count { isWanted($0.finding.verdict) }
          return .text(count == 0 ? "" : "\(count)")
        }
        let worst = check.findings.max { $0.finding.prominence < $1.finding.prominence }!
        return [
          .text(check.title), count(\.isGood), count { !$0.isGood && !$0.isBad },
          count(\.isBad), .text(NumberText.declared(worst.temperature)),
          .text(
            worst.finding.prominence.effectShare.map { NumberText.significant($0, digits: 2) }
              ?? "–"),
        ]
      })
  }

  private var charts: [SeriesChart] {
    guard points.count > 1 else { return [] }
    return [curves, effects]
  }

  /// ε, c and |M| against T beside what they should be.
  private var curves: SeriesChart {
    func panel(
      _ name: String, _ label: String, _ difference: (Report) -> (Double, ClosedRange<Double>)?,
      _ expected: (Expected) -> Double?
    ) -> SeriesChart.Panel? {
      let reference = points.compactMap { point in
        expected(point.expected).map { SeriesChart.Point(point.temperature, $0) }
      }
      let sampled = points.compactMap { point -> SeriesChart.Point? in
        guard let expected = expected(point.expected),
          let (value, interval) = difference(point.report), value.isFinite
        else { return nil }
        return SeriesChart.Point(
          point.temperature, expected + value,
          interval: interval.lowerBound.isFinite && interval.upperBound.isFinite
            ? expected + interval.lowerBound...expected + interval.upperBound : nil)
      }
      guard !sampled.isEmpty else { return nil }
      return SeriesChart.Panel(
        title: name, xLabel: "temperature T (J/k_B)", yLabel: label,
        series: [
          .init("reference", style: .dashedLine, hue: 0, points: reference),
          .init("samples, 95 %", style: .points, hue: 0, points: sampled),
        ])
    }
    return SeriesChart(
      title: "Curves against temperature",
      panels: [
        panel(
          "energy density", "ε (J per site)", { $0.effect(of: MeanEnergy().identifier) },
          \.energyDensity),
        panel(
          "specific heat", "c (k_B per site)", { $0.effect(of: EnergyVariance().identifier) },
          \.specificHeat),
        panel("magnetization", "⟨|M|⟩", \.absoluteMagnetization, \.absoluteMagnetization),
      ].compactMap(\.self))
  }

  /// The effects of the checks that say most, in units of their tolerances.
  private var effects: SeriesChart {
    let shown = checks.filter { $0.findings.contains { $0.finding.prominence.effectShare != nil } }
      .prefix(SeriesChart.hueCount)
    return SeriesChart(
      title: "Effects in units of their tolerances, the worst checks first",
      panels: [
        SeriesChart.Panel(
          xLabel: "temperature T (J/k_B)", yLabel: "|effect| / tolerance",
          series: shown.enumerated().map { hue, check in
            .init(
              check.title, style: .line, hue: hue,
              points: check.findings.compactMap { entry in
                entry.finding.prominence.effectShare.map {
                  SeriesChart.Point(entry.temperature, $0)
                }
              })
          }, marks: [.init(.y, at: 1, label: "tolerance")])
      ])
  }
}

extension Report {
  /// The effect that the check of that name found, with its interval; nil where it found none.
  fileprivate func effect(of check: String) -> (Double, ClosedRange<Double>)? {
    findings.first { $0.check == check }?.evidence?.effect.map { ($0.value, $0.interval) }
  }

  /// The difference of ⟨|M|⟩ from the reference, with its interval.
  fileprivate var absoluteMagnetization: (Double, ClosedRange<Double>)? {
    let check = MagnetizationDistribution()
    let measure = findings.first { $0.check == check.identifier }?.evidence?.measures
      .first { $0.name == MagnetizationDistribution.absoluteMean }
    guard let measure, let interval = measure.interval else { return nil }
    return (measure.value, interval)
  }
}
