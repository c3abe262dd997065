import Randomness
import Statistics

/// A collapse by the method asked for, with the others beside it, in a window that the data choose.
public struct CollapseStudy: Sendable {
  /// What a method found, whichever it is.
  public struct Outcome: Sendable {
    public let method: CollapseMethodName
    public let name: String
    public let parameters: CriticalParameters
    public let estimates: [CriticalParameter: CriticalEstimate]
    public let variants: [VariantOutcome]
  }

  public let question: CollapseQuestion
  public let data: ScalingData
  /// The points in the window.
  public let table: ScalingTable
  public let window: ScalingWindow
  public let coarse: Double
  /// The degree of f.
  public let degree: Int
  /// The polynomial fit in the window, whose χ² says whether the curves collapse.
  public let fit: ScalingFit
  public let main: Outcome
  /// The other methods, or why they found nothing.
  public let others: [(method: CollapseMethodName, result: Result<Outcome, ScalingFitError>)]
  /// S at the parameters of the main method.
  public let quality: CollapseQuality
  public let crossings: CrossingTable

  /// Degrees that are tried until χ² accepts one in some window: high ones for curves that bend much
  /// from point to point, low ones for few points a curve.
  private static let degrees = [4, 6, 8, 3, 2]
  /// With a lower p-value another degree is tried.
  private static let rejection = 0.01
  /// Resampled tables for a method that only stands beside the main one.
  private static let replicatesBeside = 50
  /// With more points in the window, methods that only stand beside the main one are left out.
  public static let mostPointsBeside = 1000

  /// - Throws: `ScalingFitError` where there is no number to give.
  init(
    of data: ScalingData, _ question: CollapseQuestion, progress: (String) -> Void
  ) throws(ScalingFitError) {
    self.question = question
    self.data = data
    // Through d + 1 places a polynomial of degree d follows anything.
    let most = data.table.curves.map(\.count).max()!
    let possible = Self.degrees.filter { $0 + 2 <= most }
    let degrees =
      question.degree.map { [$0] } ?? (possible.isEmpty ? [Self.degrees.min()!] : possible)
    let parameterCount = PolynomialScaling(degree: degrees.min()!)
      .parameterCount(holding: question.held)
    guard data.table.points.count > parameterCount else {
      throw .table(.tooFewPoints(data.table.points.count, parameters: parameterCount))
    }
    progress("looking for the critical point …")
    let (degree, blind) = try Self.blindWindow(for: data.table, question, degrees)
    self.degree = degree
    window = blind.window
    coarse = blind.coarse
    fit = blind.fit
    do {
      table = try data.table.restricted(to: window)
    } catch {
      throw .table(error)
    }
    let evidence = try ScalingEvidence(
      of: table, fit, by: PolynomialScaling(degree: degree), holding: question.held)
    guard evidence.isClear else { throw .featureless }
    let isRejected = fit.pValue < question.rejectionLevel
    if isRejected {
      guard Self.followsCurves(degree, table, question, fit) else {
        throw .tooStiff(degree: degree)
      }
    }
    var generator = RandomStreams(seed: question.seed).stream("collapse")
    progress("collapsing by \(question.method.rawValue) …")
    main = try Self.outcome(
      data, question, question.method, degree, in: window, from: fit.parameters, isMain: true,
      using: &generator)
    // Where curves do not collapse, other methods look for what is not there, and for long.
    let hasOthers = !isRejected && table.points.count <= Self.mostPointsBeside
    var others: [(method: CollapseMethodName, result: Result<Outcome, ScalingFitError>)] = []
    for method in CollapseMethodName.allCases
    where method != question.method && hasOthers {
      progress("collapsing by \(method.rawValue) …")
      do {
        let outcome = try Self.outcome(
          data, question, method, degree, in: window, from: fit.parameters, isMain: false,
          using: &generator)
        others.append((method, .success(outcome)))
      } catch {
        others.append((method, .failure(error)))
      }
    }
    self.others = others
    quality = CollapseQuality(of: table, at: main.parameters)
    crossings = CrossingTable(
      of: data.table, scalingDimension: main.parameters.scalingDimension, seed: question.seed)
  }

  /// The first degree that χ² accepts in some window, or else the first that gives a fit at all.
  private static func blindWindow(
    for table: ScalingTable, _ question: CollapseQuestion, _ degrees: [Int]
  ) throws(ScalingFitError) -> (degree: Int, window: BlindWindow) {
    var first: (degree: Int, window: BlindWindow)?
    var failure: ScalingFitError?
    for degree in degrees {
      do {
        let window = try BlindWindow(
          for: table, holding: question.held, method: PolynomialScaling(degree: degree),
          halfWidth: question.halfWidth)
        if window.fit.pValue >= rejection { return (degree, window) }
        first = first ?? (degree, window)
      } catch {
        failure = failure ?? error
      }
    }
    if let first { return first }
    throw failure!
  }

  private static func outcome(
    _ data: ScalingData, _ question: CollapseQuestion, _ name: CollapseMethodName, _ degree: Int,
    in window: ScalingWindow, from start: CriticalParameters, isMain: Bool,
    using generator: inout some RandomNumberGenerator
  ) throws(ScalingFitError) -> Outcome {
    switch name {
    case .polynomial:
      try outcome(
        data, question, name, PolynomialScaling(degree: degree), in: window, from: start,
        isMain: isMain, using: &generator)
    case .quality:
      try outcome(
        data, question, name, QualityMinimization(), in: window, from: start, isMain: isMain,
        using: &generator)
    case .gaussianProcess:
      try outcome(
        data, question, name, GaussianProcessCollapse(), in: window, from: start, isMain: isMain,
        using: &generator)
    }
  }

  private static func outcome<Method: CollapseMethod>(
    _ data: ScalingData, _ question: CollapseQuestion, _ name: CollapseMethodName, _ method: Method,
    in window: ScalingWindow, from start: CriticalParameters, isMain: Bool,
    using generator: inout some RandomNumberGenerator
  ) throws(ScalingFitError) -> Outcome {
    let analysis = try CollapseAnalysis(
      of: data, by: method, in: window, holding: question.held, from: start,
      variants: isMain ? nil : [],
      replicates: isMain ? question.replicates : min(question.replicates, replicatesBeside),
      using: &generator)
    return Outcome(
      method: name, name: method.name, parameters: analysis.fit.parameters,
      estimates: analysis.estimates, variants: analysis.variants)
  }

  /// Whether a rejected fit is to blame on the curves: the polynomial follows those of single sizes, and
  /// one that bends more does not follow all sizes together either. Only then χ² speaks against a
  /// collapse.
  private static func followsCurves(
    _ degree: Int, _ table: ScalingTable, _ question: CollapseQuestion, _ fit: ScalingFit
  ) -> Bool {
    let separate = SeparateCurves(of: table, degree: degree).pValue
    guard let separate, separate >= question.rejectionLevel else { return false }
    let bending = try? PolynomialScaling(degree: degree + 2)
      .fit(table, holding: question.held, from: fit.parameters)
    return bending.map { $0.pValue < question.rejectionLevel } ?? false
  }
}
