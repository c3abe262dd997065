import FiniteSizeScaling
import Randomness
import SpinSystems
import Statistics

/// What the curves of a learner come to under finite-size scaling, by the analysis of F3c: points with
/// |T - label| L ≤ 5, T_c and ν free with X = 0, a polynomial of degree 5.
struct LearnerScaling: Sendable {
  /// T_c and ν, with errors from configurations, training runs, windows and smallest sizes; nil where the fit
  /// gives no number.
  let analysis: CollapseAnalysis<PolynomialScaling>?
  /// The fit of the mean with X free too.
  let withDimension: ScalingFit?
  /// How far the sizes are from one function of (T - label) L, pseudo-values by training run; empty with
  /// fewer than three runs.
  let spreads: [Double]
  /// By training run, how much the mean over sizes falls from below the label to above it, in the window.
  let fall: SeedMean
  /// Whether the mean is shown not to fall or rise through the window.
  let isFlat: Bool

  private static let halfWidth = 5.0
  private static let degree = 5
  /// Of the polynomials that sizes are followed by, one at a time.
  private static let spreadDegree = 4
  /// Resampled tables.
  private static let (replicates, replicatesBeside) = (200, 50)

  /// - Parameters:
  ///   - curves: what the learner was seen to do.
  ///   - smallestFall: a fall of the mean by less is none, and there is nothing to fit; nil where there is no
  ///     natural unit.
  ///   - seed: of the resampled tables.
  ///   - isBeside: whether it only stands beside a claim, for which fewer resampled tables will do.
  init?(
    _ curves: LearnerCurves, smallestFall: Double? = nil, seed: UInt64, isBeside: Bool = false
  ) {
    let window = ScalingWindow(center: curves.label, halfWidth: Self.halfWidth)
    guard let data = try? ScalingData(seeds: curves.tables, configurations: .independent),
      let falls = Self.falls(curves, window)
    else { return nil }
    fall = SeedMean(falls)
    isFlat = Self.isFlat(fall, smallestFall)
    guard !isFlat else {
      (analysis, withDimension, spreads) = (nil, nil, [])
      return
    }
    let start = CriticalParameters(criticalPoint: curves.label, nu: 1)
    let method = PolynomialScaling(degree: Self.degree)
    var generator = RandomStreams(seed: seed).stream("learner collapse")
    analysis = try? CollapseAnalysis(
      of: data, by: method, in: window, holding: HeldParameters(), from: start,
      replicates: isBeside ? Self.replicatesBeside : Self.replicates, using: &generator)
    withDimension = try? method.fit(
      data.table.restricted(to: window), holding: HeldParameters(scalingDimension: nil),
      from: start)
    spreads =
      SizeSpread(of: curves.tables, in: window, at: start, degree: Self.spreadDegree)?
      .pseudoValues ?? []
  }

  private static func isFlat(_ fall: SeedMean, _ smallestFall: Double?) -> Bool {
    guard let smallestFall, fall.values.count >= SeedMean.fewestSeeds else { return false }
    return fall.interval.contains(0) && fall.interval.lowerBound > -smallestFall
      && fall.interval.upperBound < smallestFall
  }

  /// nil where a size has no points on one side.
  private static func falls(_ curves: LearnerCurves, _ window: ScalingWindow) -> [Double]? {
    func mean(_ points: [ScalingPoint]) -> Double? {
      points.isEmpty ? nil : points.reduce(0) { $0 + $1.value } / Double(points.count)
    }
    var falls: [Double] = []
    for table in curves.tables {
      let sizes = table.curves.map { curve -> Double? in
        let points = curve.filter(window.contains)
        guard let below = mean(points.filter { $0.control < curves.label }),
          let above = mean(points.filter { $0.control > curves.label })
        else { return nil }
        return below - above
      }
      guard !sizes.contains(nil) else { return nil }
      falls.append(sizes.reduce(0) { $0 + $1! } / Double(sizes.count))
    }
    return falls
  }

  var criticalTemperature: CriticalEstimate? { analysis?.estimates[.criticalPoint] }
  var nu: CriticalEstimate? { analysis?.estimates[.nu] }

  /// Those of T_c and ν whose intervals do not hold what is so of the Ising model.
  var excluded: [CriticalParameter] {
    let truths = [(CriticalParameter.criticalPoint, Ensemble.criticalTemperature), (.nu, 1.0)]
    return truths.compactMap { parameter, truth in
      guard let interval = analysis?.estimates[parameter]?.interval else { return nil }
      return interval.contains(truth) ? nil : parameter
    }
  }

  /// Whether T_c and ν are found, each with an interval within a tolerance of what is so.
  func findsIsing(temperatureTolerance: Double, nuTolerance: Double) -> Bool {
    guard let temperature = criticalTemperature?.interval, let nu = nu?.interval else {
      return false
    }
    let truth = Ensemble.criticalTemperature
    func isInside(_ interval: ClosedRange<Double>, _ value: Double, _ tolerance: Double) -> Bool {
      interval.lowerBound >= value - tolerance && interval.upperBound <= value + tolerance
        && interval.contains(value)
    }
    return isInside(temperature, truth, temperatureTolerance * truth)
      && isInside(nu, 1, nuTolerance)
  }

  /// The spread as a share of the change, 0 where its square comes out below 0; nil with too few runs.
  var spread: Double? {
    spreads.isEmpty ? nil : max(0, SeedMean(spreads).mean).squareRoot()
  }

  /// T_c, ν and how good the collapse is, in a sentence.
  var text: String {
    if isFlat { return "nothing to collapse" }
    var parts: [String] = []
    if let analysis, let temperature = criticalTemperature, let nu {
      func words(_ estimate: CriticalEstimate, _ digits: Int) -> String {
        let (low, high) = (estimate.interval.lowerBound, estimate.interval.upperBound)
        return decimal(estimate.value, digits)
          + " (\(decimal(low, digits)) to \(decimal(high, digits)))"
      }
      parts.append(
        "T_c = \(words(temperature, 3)), ν = \(words(nu, 2)), "
          + "χ²/dof = \(brief(analysis.fit.reducedChiSquare))")
    } else {
      parts.append("the fit gives no T_c and ν")
    }
    if let spread { parts.append("sizes spread by \(brief(100 * spread)) % of the change") }
    return parts.joined(separator: "; ")
  }

  /// The fit with X free, in a sentence.
  var dimensionText: String {
    guard let fit = withDimension else {
      return "scaled by L^X with X free, the fit gives no number"
    }
    let found = fit.parameters
    return "scaled by L^X with X free, T_c = \(decimal(found.criticalPoint, 3)), "
      + "ν = \(decimal(found.nu, 2)), X = \(decimal(found.scalingDimension, 3)), "
      + "χ²/dof = \(brief(fit.reducedChiSquare))"
  }
}
