import FiniteSizeScaling
import Judgement
import Reporting
import Storage

/// What a collapse came to, judged and ready to be shown to people and to programs.
public struct CollapseReport: Sendable {
  /// For people; its `encoded` is the document for programs.
  public let summary: Summary
  /// Why the table gives no number; nil where it gives one.
  public let undetermined: CollapseUndetermined?

  /// Whether the curves collapse.
  public var verdict: Verdict { summary.verdict }

  /// Analyses the table and judges what is found.
  ///
  /// - Parameters:
  ///   - file: what the table is called in texts.
  ///   - command: the command that does the analysis again.
  ///   - progress: hears what is being done.
  /// - Throws: `ScalingFileError` where nothing can be analysed, and what the encoder throws.
  public init(
    on data: ScalingData, named file: String, _ question: CollapseQuestion, command: String,
    progress: (String) -> Void = { _ in }
  ) throws {
    let criterion = CollapseCriterion(falseAlarmRate: question.rejectionLevel)
    var summary: Summary
    switch CollapseEvidence(of: data, question, progress: progress) {
    case .found(let study):
      let nu = study.main.estimates[.nu].map { ($0.value, $0.interval) }
      let verdict = criterion.verdict(pValue: study.fit.pValue, nu: nu)
      summary = study.summary(of: file, verdict: verdict, command: command)
      summary.encoded = try JSONText.indented(
        CollapseDocument(study, verdict: verdict, command: command))
      undetermined = nil
    case .refused(let error, let isInWindow):
      throw ScalingFileError(file: file, error: error, isInWindow: isInWindow)
    case .undetermined(let error, let crossings):
      let nothing = CollapseUndetermined(
        file: file, data: data, question: question, error: error, crossings: crossings)
      let verdict = criterion.verdict(pValue: nil, nu: nil)
      summary = nothing.summary(verdict: verdict, command: command)
      summary.encoded = try JSONText.indented(
        CollapseDocument(nothing, verdict: verdict, command: command))
      undetermined = nothing
    }
    self.summary = summary
  }
}
