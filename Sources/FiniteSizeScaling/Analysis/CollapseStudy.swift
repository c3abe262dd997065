import Randomness
import Statistics

/// A collapse: an average over models, with other methods beside it, and whether the points determine what
/// came out.
public struct CollapseStudy: Sendable {
  /// What another method found in the window of the heaviest model.
  public struct Outcome: Sendable {
    /// The method.
    public let method: CollapseMethodName
    /// What reports call it.
    public let name: String
    /// What it found, and what was held.
    public let parameters: CriticalParameters
    /// The free parameters with their errors.
    public let estimates: [CriticalParameter: CriticalEstimate]
    /// What other choices of window and degree come to; empty where it only stands beside the main method.
    public let variants: [VariantOutcome]
  }

  /// What was asked.
  public let question: CollapseQuestion
  /// What was analysed, with errors from the scatter of the points where the tables have none.
  public let observables: [ScalingObservable]
  /// The average over models.
  public let average: AveragedCollapse
  /// The points of the first observable that the heaviest model uses.
  public let table: ScalingTable
  /// The window of the heaviest model.
  public let window: ScalingWindow
  /// The method asked for, where it is not the average.
  public let main: Outcome?
  /// The other methods, or why they found nothing.
  public let others: [(method: CollapseMethodName, result: Result<Outcome, ScalingFitError>)]
  /// S of the first observable, without the correction of the heaviest model and about its f.
  public let quality: CollapseQuality
  /// Where curves of successive sizes of the first observable cross.
  public let crossings: CrossingTable
  /// The crossings of all pairs of successive sizes against how fast they should tend to T_c.
  public let extrapolation: CrossingExtrapolation
  /// P(χ² at least as large) of the heaviest model; of Fisher's F where errors come from the scatter.
  public let pValue: Double
  /// Why the numbers are not determined; empty where they are.
  public let doubts: [CollapseDoubt]

  /// Resampled tables for a method that only stands beside the main one.
  private static let replicatesBeside = 50
  /// With more points in the window, methods that only stand beside the main one are left out.
  public static let mostPointsBeside = 400

  /// - Throws: `ScalingFitError` where there is no number to give.
  init(
    of given: [ScalingObservable], _ question: CollapseQuestion, progress: (String) -> Void
  ) throws(ScalingFitError) {
    var observables = given
    var scatterFreedoms: Int?
    if !question.hasErrors {
      (observables, scatterFreedoms) = try Self.withResidualErrors(given)
    }
    try Self.requireTransition(observables, question)
    progress("looking for the critical point and averaging models …")
    let average = try Self.average(of: observables, question)
    self.question = question
    self.observables = observables
    self.average = average
    guard let table = average.table() else { throw .noModel }
    self.table = table
    let heaviest = average.heaviest
    window = ScalingWindow(
      center: average.center.criticalPoint, nu: average.center.nu, halfWidth: heaviest.halfWidth)
    pValue =
      scatterFreedoms.map { Self.pValue(of: heaviest, scatterFreedoms: $0) } ?? average.pValue
    let isRejected = pValue < question.rejectionLevel
    if isRejected { try Self.requireCurves(average, question) }

    let held = question.held(for: observables[0])
    var generator = RandomStreams(seed: question.seed).stream("collapse")
    var main: Outcome?
    var others: [(method: CollapseMethodName, result: Result<Outcome, ScalingFitError>)] = []
    if observables.count == 1 {
      let data = observables[0].data.restricted(toSizesFrom: heaviest.smallestSize)
      let degree = heaviest.form.degree
      if question.method != .polynomial {
        progress("collapsing by \(question.method.rawValue) …")
        main = try Self.outcome(
          data, question, held, question.method, degree, in: window, from: average.parameters,
          isMain: true, using: &generator)
      }
      // Where curves do not collapse, other methods look for what is not there, and for long.
      let hasOthers =
        !isRejected && table.points.count <= Self.mostPointsBeside && !held.free.isEmpty
      for method in CollapseMethodName.allCases
      where method != question.method && method != .polynomial && hasOthers {
        progress("collapsing by \(method.rawValue) …")
        do {
          let outcome = try Self.outcome(
            data, question, held, method, degree, in: window, from: average.parameters,
            isMain: false, using: &generator)
          others.append((method, .success(outcome)))
        } catch {
          others.append((method, .failure(error)))
        }
      }
    }
    self.main = main
    self.others = others
    let parameters = main?.parameters ?? average.parameters
    quality =
      main.map { CollapseQuality(of: table, at: $0.parameters) } ?? average.quality()
      ?? CollapseQuality(of: table, at: parameters)
    crossings = CrossingTable(
      of: observables[0].data.table, scalingDimension: parameters.scalingDimension,
      seed: question.seed)
    extrapolation = CrossingExtrapolation(
      crossings, nu: parameters.nu, omega: average.meanExponent)
    doubts =
      average.doubts(correction: question.correction)
      + (quality.value > CollapseDoubt.largestQuality ? [.spread(quality: quality.value)] : [])
      + (average.contradiction(of: crossings).map { [$0] } ?? [])
  }

  // MARK: - The parts

  private static func withResidualErrors(
    _ given: [ScalingObservable]
  ) throws(ScalingFitError) -> ([ScalingObservable], Int) {
    var observables: [ScalingObservable] = []
    var freedoms = 0
    for observable in given {
      guard
        let errors = ResidualErrors(
          for: observable.data.table, scalingDimension: observable.scalingDimension)
      else { throw .noScatter }
      var known = observable
      known.data = ScalingData(errors.table)
      observables.append(known)
      freedoms += errors.degreesOfFreedom
    }
    return (observables, freedoms)
  }

  /// Throws where no scaling fit can be about anything.
  private static func requireTransition(
    _ observables: [ScalingObservable], _ question: CollapseQuestion
  ) throws(ScalingFitError) {
    for observable in observables {
      let table = observable.data.table
      let held = question.held(for: observable)
      // The critical parameters and a parabola at the least.
      let count = held.free.count + 3
      guard table.points.count > count else {
        throw .table(.tooFewPoints(table.points.count, parameters: count))
      }
      if let degree = question.degree {
        let wanted = held.free.count + degree + 1
        guard table.points.count > wanted else {
          throw .table(.tooFewPoints(table.points.count, parameters: wanted))
        }
      }
      guard table.hasOverlap else { throw .apart(symbol: table.controlParameter.symbol) }
      guard question.criticalPoint == nil, let dimension = observable.scalingDimension else {
        continue
      }
      if TransitionSigns(of: table, scalingDimension: dimension).hasNone {
        throw .noTransition(
          controls: table.sharedControls, symbol: table.controlParameter.symbol,
          name: observable.name, scalingDimension: dimension)
      }
    }
  }

  /// The average, with errors that depend on one another where the points say so.
  private static func average(
    of observables: [ScalingObservable], _ question: CollapseQuestion
  ) throws(ScalingFitError) -> AveragedCollapse {
    let asked = AveragedCollapse.Question(
      criticalPoint: question.criticalPoint, nu: question.nu, degree: question.degree,
      halfWidth: question.halfWidth, correction: question.correction)
    if let covariance = question.covariance {
      return try AveragedCollapse(of: observables, asked, structure: .covariance(covariance))
    }
    let first = try AveragedCollapse(of: observables, asked)
    guard question.hasErrors,
      let shared = SharedErrors(
        of: observables.indices.compactMap { first.table(of: $0) },
        degree: first.heaviest.form.degree)
    else { return first }
    return try AveragedCollapse(
      of: observables, asked, structure: .shared(shared.correlation))
  }

  /// Where errors are the scatter of points with so many degrees of freedom.
  private static func pValue(of model: WeighedModel, scatterFreedoms: Int) -> Double {
    let freedoms = Double(max(1, model.degreesOfFreedom))
    return fUpperTail(
      model.chiSquare / freedoms, numeratorDegreesOfFreedom: freedoms,
      denominatorDegreesOfFreedom: Double(scatterFreedoms))
  }

  /// Throws where a rejected fit is not to blame on the sizes: the curves of single sizes are no such
  /// polynomials either, or a window that was given holds too few points of each to tell.
  private static func requireCurves(
    _ average: AveragedCollapse, _ question: CollapseQuestion
  ) throws(ScalingFitError) {
    for (place, observable) in average.observables.enumerated() {
      if PointScatter(of: observable.data.table).isNoise { throw .scattered }
      guard let table = average.table(of: place) else { continue }
      let degree = average.heaviest.form.degree
      let separate = SeparateCurves(of: table, degree: degree)
      let needed = question.halfWidth == nil ? 1 : table.sizes.count
      guard separate.degreesOfFreedom >= needed, let pValue = separate.pValue,
        pValue >= question.rejectionLevel
      else { throw .tooStiff(degree: degree) }
    }
  }

  private static func outcome(
    _ data: ScalingData, _ question: CollapseQuestion, _ held: HeldParameters,
    _ name: CollapseMethodName, _ degree: Int, in window: ScalingWindow,
    from start: CriticalParameters, isMain: Bool,
    using generator: inout some RandomNumberGenerator
  ) throws(ScalingFitError) -> Outcome {
    switch name {
    case .polynomial:
      try outcome(
        data, question, held, name, PolynomialScaling(degree: degree), in: window, from: start,
        isMain: isMain, using: &generator)
    case .quality:
      try outcome(
        data, question, held, name, QualityMinimization(), in: window, from: start,
        isMain: isMain, using: &generator)
    case .gaussianProcess:
      try outcome(
        data, question, held, name, GaussianProcessCollapse(), in: window, from: start,
        isMain: isMain, using: &generator)
    }
  }

  private static func outcome<Method: CollapseMethod>(
    _ data: ScalingData, _ question: CollapseQuestion, _ held: HeldParameters,
    _ name: CollapseMethodName, _ method: Method, in window: ScalingWindow,
    from start: CriticalParameters, isMain: Bool,
    using generator: inout some RandomNumberGenerator
  ) throws(ScalingFitError) -> Outcome {
    let analysis = try CollapseAnalysis(
      of: data, by: method, in: window, holding: held, from: start,
      variants: isMain ? nil : [],
      replicates: isMain ? question.replicates : min(question.replicates, replicatesBeside),
      using: &generator)
    return Outcome(
      method: name, name: method.name, parameters: analysis.fit.parameters,
      estimates: analysis.estimates, variants: analysis.variants)
  }
}
