import Judgement

extension EncodedReport {
  /// What `report` looks like on the wire.
  public init(_ report: Report) {
    schemaVersion = EncodedReport.schemaVersion
    verdict = Verdict(report.verdict)
    topic = Topic(report.topic)
    subject = report.subject
    ensemble = report.ensemble
    sampleCount = report.sampleCount
    effectiveSampleCount = EncodedNumber(report.effectiveSampleCount)
    reference = report.reference
    decisionRule = DecisionRule(
      falseAlarmRate: EncodedNumber(report.decisionRule.falseAlarmRate),
      correction: Judgement.DecisionRule.correction,
      standard: report.decisionRule.standard.rawValue)
    findings = report.findings.map(Finding.init)
    notes = report.notes
    seed = report.seed
    command = report.command ?? ""
    version = report.version
    charts = report.illustrations.compactMap { illustration in
      if case .chart(let chart) = illustration { EncodedChart(chart) } else { nil }
    }
    galleries = EncodedGallery.galleries(of: report)
    baseline = report.comparison.map(BaselineComparison.init)
    likelihood = report.likelihood.map(Likelihood.init)
  }
}

extension EncodedReport.Topic {
  init(_ topic: Judgement.Topic) {
    switch topic {
    case .samples: self.init(kind: "samples", claim: nil, source: nil, setting: nil)
    case .updateRule: self.init(kind: "updateRule", claim: nil, source: nil, setting: nil)
    case .claim(let claim):
      self.init(
        kind: "claim", claim: claim.identifier, source: claim.source, setting: claim.setting)
    }
  }
}

extension EncodedReport.Verdict {
  init(_ verdict: Judgement.Verdict) {
    self =
      switch verdict {
      case .pass: .pass
      case .tolerable: .tolerable
      case .inconclusive: .inconclusive
      case .fail: .fail
      case .notApplicable: .notApplicable
      case .error: .error
      }
  }
}

extension EncodedReport.Finding {
  init(_ finding: Judgement.Finding) {
    let evidence = finding.evidence
    check = finding.check
    title = finding.title
    verdict = EncodedReport.Verdict(finding.verdict)
    provedDifferent = finding.isProvedDifferent
    measures = (evidence?.measures ?? []).map(EncodedReport.Measure.init)
    detail = finding.detail
    law =
      switch evidence?.law {
      case nil, .some(.none): nil
      case .held: "held"
      case .broken: "broken"
      }
    statisticName = evidence?.statistic?.name
    statistic = (evidence?.statistic?.value).map(EncodedNumber.init)
    degreesOfFreedom = (evidence?.statistic?.degreesOfFreedom).map(EncodedNumber.init)
    pValue = (evidence?.pValue).map(EncodedNumber.init)
    pValueLaw = evidence.flatMap {
      $0.pValue == nil ? nil : $0.hasDiscreteLaw ? "discrete" : "continuous"
    }
    adjustedPValue = finding.adjustedPValue.map(EncodedNumber.init)
    effect = (evidence?.effect).map(EncodedReport.Effect.init)
    detectable = (evidence?.detectable).map(EncodedNumber.init)
    effectiveSampleCount = (evidence?.effectiveSampleCount).map(EncodedNumber.init)
    furtherSamplesNeeded = finding.furtherSamplesNeeded
    criterion = finding.criterion
    decisive = finding.isDecisive
  }
}

extension EncodedReport.Effect {
  init(_ effect: Judgement.Effect) {
    name = effect.name
    value = EncodedNumber(effect.value)
    interval = EncodedReport.Interval(effect.interval)
    tolerance = EncodedNumber(effect.tolerance)
    unit = effect.unit
  }
}

extension EncodedReport.Measure {
  init(_ measure: Evidence.Measure) {
    name = measure.name
    value = EncodedNumber(measure.value)
    unit = measure.unit
    interval = measure.interval.map(EncodedReport.Interval.init)
  }
}

extension EncodedReport.Interval {
  init(_ interval: ClosedRange<Double>) {
    lower = EncodedNumber(interval.lowerBound)
    upper = EncodedNumber(interval.upperBound)
  }
}

extension EncodedReport.BaselineComparison {
  init(_ comparison: Judgement.BaselineComparison) {
    source = comparison.source
    verdict = EncodedReport.Verdict(comparison.verdict)
    falseAlarmRate = EncodedNumber(comparison.falseAlarmRate)
    rows = comparison.rows.map { row in
      Row(
        check: row.check, against: row.isAgainstAnchor ? "anchor" : "baseline",
        outcome: row.outcome.rawValue, score: EncodedNumber(row.score),
        pValue: EncodedNumber(row.pValue), adjustedPValue: EncodedNumber(row.adjustedPValue))
    }
  }
}
