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

  /// Analyses observables that share T_c and ν, and judges what is found.
  ///
  /// - Parameters:
  ///   - question: what is asked of the data.
  ///   - observables: the observables that were fitted, each with its name.
  ///   - file: what the table is called in texts.
  ///   - tableNotes: what a reader should know of the table, a sentence each.
  ///   - command: the command that does the analysis again.
  ///   - progress: hears what is being done.
  /// - Throws: `ScalingFileError` where nothing can be analysed, and what the encoder throws.
  public init(
    on observables: [ScalingObservable], named file: String, _ question: CollapseQuestion,
    tableNotes: [String] = [], command: String, progress: (String) -> Void = { _ in }
  ) throws {
    let criterion = CollapseCriterion(falseAlarmRate: question.rejectionLevel)
    var summary: Summary
    switch CollapseEvidence(of: observables, question, progress: progress) {
    case .found(let study):
      let verdict = criterion.verdict(
        pValue: study.pValue, isDetermined: study.doubts.isEmpty,
        hasRival: study.doubts.contains(.logarithm))
      summary = CollapseSummary(study: study, verdict: verdict, tableNotes: tableNotes)
        .summary(of: file, command: command)
      summary.encoded = try JSONText.indented(
        CollapseDocument(study, verdict: verdict, command: command))
      undetermined = nil
    case .refused(let error, let isInWindow):
      throw ScalingFileError(file: file, error: error, isInWindow: isInWindow)
    case .undetermined(let error, let crossings):
      let nothing = CollapseUndetermined(
        file: file, observables: observables, question: question, error: error,
        crossings: crossings)
      let verdict = criterion.verdict(pValue: nil, isDetermined: false)
      summary = nothing.summary(
        verdict: verdict, tableNotes: tableNotes, command: command)
      summary.encoded = try JSONText.indented(
        CollapseDocument(nothing, verdict: verdict, command: command))
      undetermined = nothing
    }
    self.summary = summary
  }
}
