import Judgement
import SpinSystems

extension Report {
  /// A report on a claim, from its file.
  ///
  /// - Returns: nil where the report is on samples, or its numbers cannot belong together.
  public init?(claim encoded: EncodedReport) {
    guard let topic = encoded.topic, topic.kind == "claim", let identifier = topic.claim else {
      return nil
    }
    self.init(
      topic: .claim(
        ClaimTopic(
          identifier: identifier, source: topic.source ?? "", setting: topic.setting ?? "")),
      subject: encoded.subject, ensemble: encoded.ensemble, sampleCount: encoded.sampleCount,
      effectiveSampleCount: encoded.effectiveSampleCount.value, reference: encoded.reference,
      decisionRule: DecisionRule(), findings: encoded.findings.map(Finding.init),
      seed: encoded.seed, command: encoded.command.isEmpty ? nil : encoded.command,
      version: encoded.version, notes: encoded.notes,
      illustrations: (encoded.charts ?? []).map { .chart(SeriesChart($0)) }
        + (encoded.galleries ?? []).compactMap { $0.gallery.map(Illustration.configurations) })
  }
}

extension Finding {
  fileprivate init(_ encoded: EncodedReport.Finding) {
    self.init(
      check: encoded.check, title: encoded.title, verdict: Verdict(encoded.verdict),
      evidence: encoded.hasEvidence ? Evidence(encoded) : nil,
      adjustedPValue: encoded.adjustedPValue?.value, isProvedDifferent: encoded.provedDifferent,
      furtherSamplesNeeded: encoded.furtherSamplesNeeded, detail: encoded.detail,
      criterion: encoded.criterion, isDecisive: encoded.decisive ?? true)
  }
}

extension EncodedReport.Finding {
  /// Every evidence has an effective number, be it 0.
  fileprivate var hasEvidence: Bool { effectiveSampleCount != nil }
}

extension Evidence {
  fileprivate init(_ encoded: EncodedReport.Finding) {
    let statistic = encoded.statisticName.flatMap { name in
      encoded.statistic.map {
        Statistic(name, $0.value, degreesOfFreedom: encoded.degreesOfFreedom?.value)
      }
    }
    self.init(
      law: encoded.law.flatMap(Law.init) ?? .none, statistic: statistic,
      pValue: encoded.pValue?.value, hasDiscreteLaw: encoded.pValueLaw == "discrete",
      effect: encoded.effect.flatMap(Effect.init),
      effectiveSampleCount: encoded.effectiveSampleCount?.value ?? 0,
      detectable: encoded.detectable?.value, measures: encoded.measures.map(Measure.init),
      detail: encoded.detail)
  }
}

extension Effect {
  fileprivate init?(_ encoded: EncodedReport.Effect) {
    guard let interval = encoded.interval.range else { return nil }
    self.init(
      name: encoded.name, value: encoded.value.value, interval: interval,
      tolerance: encoded.tolerance.value, unit: encoded.unit)
  }
}

extension Evidence.Measure {
  fileprivate init(_ encoded: EncodedReport.Measure) {
    self.init(
      encoded.name, encoded.value.value, interval: encoded.interval?.range, unit: encoded.unit)
  }
}

extension EncodedReport.Interval {
  /// The interval; nil where its ends are none.
  fileprivate var range: ClosedRange<Double>? {
    lower.value <= upper.value ? lower.value...upper.value : nil
  }
}

extension Verdict {
  fileprivate init(_ encoded: EncodedReport.Verdict) {
    self =
      switch encoded {
      case .pass: .pass
      case .tolerable: .tolerable
      case .inconclusive: .inconclusive
      case .fail: .fail
      case .notApplicable: .notApplicable
      case .error: .error
      }
  }
}

extension SeriesChart {
  fileprivate init(_ encoded: EncodedChart) {
    self.init(
      title: encoded.title,
      panels: encoded.panels.map { panel in
        Panel(
          title: panel.title, xLabel: panel.xLabel, yLabel: panel.yLabel,
          isXLogarithmic: panel.xLogarithmic, isYLogarithmic: panel.yLogarithmic,
          series: panel.series.map { series in
            Series(
              series.name, style: Style(rawValue: series.style) ?? .points,
              hue: max(0, series.hue),
              points: series.points.map {
                Point($0.x.value, $0.y.value, interval: $0.interval?.range)
              })
          },
          marks: panel.marks.map {
            Mark(Mark.Axis(rawValue: $0.axis) ?? .x, at: $0.value.value, label: $0.label)
          })
      })
  }
}
