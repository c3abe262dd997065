import Judgement
import Statistics

extension Report {
  var pageSections: [String] {
    [HTMLReport.facts(of: self), HTMLReport.findings(of: self)]
      + (comparison.map { [HTMLReport.section(on: $0)] } ?? [])
  }
}

extension HTMLReport {
  fileprivate static func section(on comparison: BaselineComparison) -> String {
    """
    <section><h2>Since the baseline</h2>
    <p>\(comparison.verdict.symbol) \(text(comparison.summary))</p>
    \(markup(of: ValueTable(comparison)))
    </section>
    """
  }

  fileprivate static func facts(of report: Report) -> String {
    let ensemble = report.ensemble
    let spin = ensemble.totalSpin.map { "ΣS = \(number("\($0)")) fixed" } ?? "ΣS free"
    let samplesAndEnsemble = [
      (
        "Ensemble",
        "L = \(ensemble.lattice.size), T = \(NumberText.declared(ensemble.temperature))"
          + " J/k<sub>B</sub>, \(spin)"
      ),
      (
        "Samples",
        "n = \(NumberText.count(report.sampleCount)), "
          + "n<sub>eff</sub> = \(NumberText.count(report.effectiveSampleCount))"
      ),
    ]
    let setting: [(String, String)] =
      if case .claim(let claim) = report.topic {
        [
          ("Computed", number(claim.setting)),
          ("Configurations", number(NumberText.count(report.sampleCount))),
        ]
      } else {
        samplesAndEnsemble
      }
    let facts =
      setting + [("Reference", text(report.reference)), ("Decision rule", text(report.ruleText))]
    let items = facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" }
    return "<dl class=\"facts\">\(items.joined(separator: "\n"))</dl>"
  }
}
