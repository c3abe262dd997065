import FiniteSizeScaling
import Randomness
import SpinSystems
import Statistics

/// What the curves of a learner come to under finite-size scaling, by the analysis of F3c: points with
/// |T - label| L ≤ 5, T_c and ν free with X = 0, an average over models.
struct LearnerScaling: Sendable {
  /// T_c and ν, with errors from configurations, training runs and all that the analysis might have chosen; nil
  /// where there is no number.
  let average: AveragedCollapse?
  /// With X free too.
  let withDimension: AveragedCollapse?
  /// How far the sizes are from one function of (T - label) L, pseudo-values by training run; empty with
  /// fewer than three runs.
  let spreads: [Double]
  /// By training run, how much the mean over sizes falls from below the label to above it, in the window.
  let fall: SeedMean
  /// Whether the mean is shown not to fall or rise through the window.
  let isFlat: Bool

  private static let halfWidth = 5.0
  /// Of the polynomials that sizes are followed by, one at a time.
  private static let spreadDegree = 4

  /// - Parameters:
  ///   - curves: what the learner was seen to do.
  ///   - smallestFall: a fall of the mean by less is none, and there is nothing to fit; nil where there is no
  ///     natural unit.
  ///   - withDimension: whether X is asked for too.
  init?(_ curves: LearnerCurves, smallestFall: Double? = nil, withDimension: Bool = false) {
    let window = ScalingWindow(center: curves.label, halfWidth: Self.halfWidth)
    guard let tables = try? curves.tables.map({ try $0.restricted(to: window) }),
      let data = try? ScalingData(seeds: tables, configurations: .independent),
      let falls = Self.falls(curves, window)
    else { return nil }
    fall = SeedMean(falls)
    isFlat = Self.isFlat(fall, smallestFall)
    guard !isFlat else {
      (average, self.withDimension, spreads) = (nil, nil, [])
      return
    }
    func collapse(scalingDimension: Double?) -> AveragedCollapse? {
      try? AveragedCollapse(
        of: [ScalingObservable(data: data, scalingDimension: scalingDimension)], .init())
    }
    average = collapse(scalingDimension: 0)
    self.withDimension = withDimension ? collapse(scalingDimension: nil) : nil
    let start = CriticalParameters(criticalPoint: curves.label, nu: 1)
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

  var criticalTemperature: AveragedEstimate? { average?.estimates[.criticalPoint] }
  var nu: AveragedEstimate? { average?.estimates[.nu] }

  /// Those of T_c and ν whose intervals do not hold what is so of the Ising model.
  var excluded: [CriticalParameter] {
    let truths = [(CriticalParameter.criticalPoint, Ensemble.criticalTemperature), (.nu, 1.0)]
    return truths.compactMap { parameter, truth in
      guard let interval = average?.estimates[parameter]?.interval else { return nil }
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
    parts.append(average?.words ?? "the fit gives no T_c and ν")
    if let spread { parts.append("sizes spread by \(brief(100 * spread)) % of the change") }
    return parts.joined(separator: "; ")
  }

  /// The fit with X free, in a sentence.
  var dimensionText: String {
    guard let average = withDimension else {
      return "scaled by L^X with X free, the fit gives no number"
    }
    return "scaled by L^X with X free, \(average.words), "
      + "X = \(average.words(.scalingDimension, digits: 3))"
  }
}
