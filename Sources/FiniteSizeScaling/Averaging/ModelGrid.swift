import Glibc

/// Which scaling forms are fitted to which points: all that an analysis might have chosen.
struct ModelGrid: Sendable {
  /// Degrees of f.
  var degrees = [2, 3, 4, 5, 6, 7, 8]
  /// Numbers of terms of the irrelevant field; 0 for none.
  var correctionTerms = [0, 1, 2, 3]
  /// ω.
  var exponents = [0.3, 0.4, 0.5, 0.65, 0.85, 1.1, 1.5, 2, 2.8, 4]
  /// How large corrections are expected to be at the mean size, in units of the spread of the values. It keeps
  /// a correction that the data do not ask for from standing in for a change of T_c, ν or X many times as
  /// large as their errors. Smaller ones narrow intervals where there are no corrections, and lose the truth
  /// where there are some that fall slowly: with 0.07 and 0.2 at equal weights for ω = 0.5 in one table of six.
  var expectations = [0.2]
  /// With and without t + B t².
  var nonlinear = [false, true]
  /// From one window to the next narrower one.
  var windowStep = 0.8
  /// The widest window, |T - T_c| L^(1/ν) in the units of fits; nil to go from the reach of the points on
  /// inwards.
  var halfWidth: Double?

  /// ω that is expected beforehand, and how far ln ω spreads about its logarithm: 0.8 in the Ising and 0.9 in
  /// the percolation universality classes of three dimensions, 2 or 4/3 and 3/2 in two.
  private static let usualExponent = 1.0
  private static let spreadOfExponents = 1.0
  init() {}

  /// What a question leaves open.
  init(_ question: AveragedCollapse.Question) {
    if let degree = question.degree { degrees = [degree] }
    switch question.correction {
    case .fromData: break
    case .free: correctionTerms = [1, 2, 3]
    case .held(let exponent):
      correctionTerms = [1, 2, 3]
      exponents = [exponent]
    case .none: correctionTerms = [0]
    }
  }

  /// Leaves fewer forms, where only the best weight is asked for.
  mutating func thinOut() {
    correctionTerms.removeAll { $0 > 2 }
    if exponents.count > 1 { exponents = [0.4, 1.1, 2.8] }
  }

  /// Points of one choice of smallest size and window.
  struct Selection: Sendable {
    let smallest: Double
    let halfWidth: Double
    let points: [[(source: Int, point: ScalingPoint)]]
    let content: SelectionContent
  }

  /// The fewest points of a size: one that has fewer says nothing about the slope of its curve.
  private static let fewestOfSize = 2
  /// The fewest sizes, where a table has as many: the curves of two collapse with some T_c and ν, whatever
  /// they are, and show nothing.
  private static let fewestSizes = 3

  /// ln of the weight of a form beforehand.
  ///
  /// Each number of terms, over all ω and expectations, weighs as much as no correction does: Akaike's price
  /// of a parameter is the only one. With a larger expectation a term is a worse guess by the ratio.
  func logPrior(_ form: ScalingForm) -> Double {
    guard let correction = form.correction else { return 0 }
    func weight(_ exponent: Double) -> Double {
      let z = log(exponent / Self.usualExponent) / Self.spreadOfExponents
      return exp(-z * z / 2)
    }
    let total = exponents.reduce(0) { $0 + weight($1) }
    // A coefficient that may be anything within a larger range is a worse guess by the ratio of the ranges.
    let range = log(correction.expected / expectations.min()!)
    return log(weight(correction.exponent) / total / Double(expectations.count))
      - range * Double(correction.terms)
  }

  /// The largest weight of a form with a correction beforehand, as ln.
  var largestLogPrior: Double {
    exponents.map {
      logPrior(
        ScalingForm(
          degree: 1, correction: .init(terms: 1, exponent: $0, expected: expectations.min()!)))
    }.max() ?? 0
  }

  /// The choices about a first idea of the parameters. Every size that is kept has points in every window,
  /// so that it is the small sizes that go first.
  func selections(of data: FitData, around start: FormParameters) -> [Selection] {
    let widths: [Double]
    if let halfWidth {
      widths = [halfWidth]
    } else {
      let reaches = data.reaches(around: start)
      // Farther out there are points of one size only.
      let widest = reaches[min(1, reaches.count - 1)]
      widths = (0..<24).map { widest * pow(windowStep, Double($0)) }
    }
    var selections: [Selection] = []
    let fewest = min(Self.fewestSizes, data.sizes.count)
    for (place, smallest) in data.sizes.enumerated()
    where data.sizes.count - place >= max(2, fewest) {
      var last = -1
      for width in widths {
        let points = data.selection(smallest: smallest, halfWidth: width, around: start)
        let content = SelectionContent(points)
        guard content.total != last else { continue }
        last = content.total
        let sizes = Set(points.joined().map(\.point.size)).count
        guard sizes == data.sizes.count - place,
          content.counts.allSatisfy({ $0.allSatisfy { $0 >= Self.fewestOfSize } }),
          content.suffices(degree: degrees.min()!, isGiven: halfWidth != nil)
        else { break }
        selections.append(
          Selection(smallest: smallest, halfWidth: width, points: points, content: content))
      }
    }
    return selections
  }
}
