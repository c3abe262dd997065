/// What a table says about a question, without a judgement.
public enum CollapseEvidence: Sendable {
  /// There are numbers.
  case found(CollapseStudy)
  /// A fit did not converge, left its bracket or is unstable. The crossings are nil where X is not
  /// known, without which curves cannot be compared.
  case undetermined(ScalingFitError, crossings: CrossingTable?)
  /// The table cannot be collapsed. Whether the fault is found near the critical point only: the whole
  /// table is good.
  case refused(ScalingTableError, isInWindow: Bool)

  /// The evidence of `data`.
  ///
  /// - Parameter progress: is told what is being done.
  public init(
    of data: ScalingData, _ question: CollapseQuestion, progress: (String) -> Void = { _ in }
  ) {
    do throws(ScalingFitError) {
      self = .found(try CollapseStudy(of: data, question, progress: progress))
    } catch {
      guard case .table(let fault) = error else {
        self = .undetermined(
          error,
          crossings: question.held.scalingDimension.map {
            CrossingTable(of: data.table, scalingDimension: $0, seed: question.seed)
          })
        return
      }
      // What can be said of a whole table was said when it was read.
      self =
        switch fault {
        case .empty, .singleSize: .refused(fault, isInWindow: true)
        default: .refused(fault, isInWindow: false)
        }
    }
  }
}
