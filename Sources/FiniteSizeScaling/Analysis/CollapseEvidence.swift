/// What a table says about a question, without a judgement.
public enum CollapseEvidence: Sendable {
  /// There are numbers, which the points may yet not determine (`CollapseStudy.doubts`).
  case found(CollapseStudy)
  /// There are none. The crossings are nil where X is not known, without which curves cannot be compared.
  case undetermined(ScalingFitError, crossings: CrossingTable?)
  /// The table cannot be fitted at all, or not with the window asked for.
  case refused(ScalingTableError, isInWindow: Bool)

  /// The evidence of one or several observables that share T_c and ν.
  ///
  /// - Parameters:
  ///   - observables: the observables that were fitted, each with its name.
  ///   - question: what is asked of the data.
  ///   - progress: is told what is being done.
  /// - Precondition: there is an observable.
  public init(
    of observables: [ScalingObservable], _ question: CollapseQuestion,
    progress: (String) -> Void = { _ in }
  ) {
    do throws(ScalingFitError) {
      self = .found(try CollapseStudy(of: observables, question, progress: progress))
    } catch {
      switch error {
      case .table(let fault):
        let isInWindow =
          switch fault {
          case .empty, .singleSize: true
          default: false
          }
        self = .refused(fault, isInWindow: isInWindow)
      default:
        let first = observables[0]
        self = .undetermined(
          error,
          crossings: first.scalingDimension.map {
            CrossingTable(of: first.data.table, scalingDimension: $0, seed: question.seed)
          })
      }
    }
  }
}
