import FiniteSizeScaling
import Statistics

/// T_c and ν from repetitions of the low-pass protocol, all in one average over models (`AveragedCollapse`).
///
/// Each repetition has a network of its own, whose mean logit is another function of (T - T_c) L^(1/ν) with
/// corrections of another size, and configurations of its own. T_c, ν and ω are the model's, whatever looks at
/// it. So the repetitions are observables of one fit, and what smallest size, window, degree and correction make
/// of it is in its intervals. All of that is inside a window that was chosen without a look at the collapse, for
/// each repetition about its own T₀ (`BlindWindowFit`).
struct LowPassAnalysis: Sendable {
  /// The points of each repetition in its window.
  let tables: [ScalingTable]
  /// w; nil without repetitions.
  let halfWidth: Double?
  /// T_c and ν from all sizes; nil where there is no number.
  let average: AveragedCollapse?
  /// The same without the smallest size.
  let withoutSmallest: AveragedCollapse?

  /// - Parameter inputs: what is to collapse, with T₀, for each repetition.
  init(_ inputs: [BlindWindowFit.Input]) {
    let halfWidth = inputs.isEmpty ? nil : BlindWindowFit.halfWidth(for: inputs)
    self.halfWidth = halfWidth
    let tables = inputs.compactMap { input in
      try? input.table.restricted(
        to: ScalingWindow(center: input.center, halfWidth: halfWidth!))
    }
    self.tables = tables
    // A repetition without points makes the others no substitute for all.
    average = tables.count == inputs.count ? Self.average(of: tables) : nil
    withoutSmallest =
      average == nil ? nil : Self.average(of: tables.compactMap { try? $0.droppingSmallestSize() })
  }

  /// T_c and ν of each repetition by itself; nil where one gives no number.
  var byRepetition: [AveragedCollapse?] { tables.map { Self.average(of: [$0]) } }

  /// χ²/dof of one function of (T - T_c) L^(1/ν) for each repetition, with parameters that are known; nil where
  /// there is no fit.
  func reducedChiSquare(criticalPoint: Double, nu: Double) -> Double? {
    Self.average(
      of: tables, .init(criticalPoint: criticalPoint, nu: nu, correction: .none))?
      .heaviest.reducedChiSquare
  }

  /// Nil where there is no number, and where the curves of a repetition leave no room for a transition.
  private static func average(
    of tables: [ScalingTable], _ question: AveragedCollapse.Question = .init()
  ) -> AveragedCollapse? {
    let isOpen = question.criticalPoint == nil
    guard !tables.isEmpty,
      !isOpen || tables.allSatisfy({ $0.allowsTransition(scalingDimension: 0) })
    else { return nil }
    return try? AveragedCollapse(
      of: tables.map { ScalingObservable(data: ScalingData($0), scalingDimension: 0) }, question)
  }
}
