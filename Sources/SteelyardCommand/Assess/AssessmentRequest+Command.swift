import Judgement
import References
import Reporting
import Studies

extension AssessmentRequest {
  /// `line` with the options that say all this.
  func command(_ line: CommandLineText) -> CommandLineText {
    let chosen = checks.without.reduce(
      checks.only.reduce(line) { $0.option("--only", $1) }
    ) { $0.option("--without", $1) }
    return tolerances.reduce(chosen) { $0.attached("--tolerance", $1.description) }
      .option("--total-spin", totalSpin)
      .attached("--array", array)
      .option("--size", size)
      .attached("--reference", reference?.argument)
      .attached("--training", training)
      .attached("--log-probability", likelihood.logProbability)
      .attached("--log-weights", likelihood.logWeights).attached("--probe", likelihood.probe)
      .attached("--probe-log-probability", likelihood.probeLogProbability)
      .option("--reference-count", referenceCount, unless: Reference.monteCarloCount)
      .option(
        "--standard", decisionRule.standard.rawValue, unless: DecisionRule.Standard.exact.rawValue
      )
      .flag("--independent", claimsIndependence)
      .flag("--thorough", isThorough)
      .option("--effective-count", effectiveCount)
      .option("--tau", integratedTime)
      .option(
        "--false-alarm-rate", decisionRule.falseAlarmRate,
        unless: DecisionRule.defaultFalseAlarmRate)
  }
}
