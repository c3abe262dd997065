import DataFiles
import FiniteSizeScaling
import Storage

/// A table that gives no number: a fit did not converge, left its bracket or is unstable.
struct CollapseUndetermined: InconclusiveError {
  let file: String
  let data: ScalingData
  let question: CollapseRun.Question
  let error: ScalingFitError
  /// Nil where X is not known, without which curves cannot be compared.
  let crossings: CollapseCrossings?

  init(
    file: String, data: ScalingData, question: CollapseRun.Question, error: ScalingFitError
  ) {
    self.file = file
    self.data = data
    self.question = question
    self.error = error
    crossings = question.held.scalingDimension.map {
      CollapseCrossings(of: data.table, scalingDimension: $0, seed: question.seed)
    }
  }

  var description: String { "\(file.printable()): inconclusive: \(error)" }
}
