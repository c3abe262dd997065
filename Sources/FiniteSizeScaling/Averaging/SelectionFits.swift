import Glibc

/// The fits of all forms to one selection of points.
struct SelectionFits {
  private let grid: ModelGrid
  private let selection: ModelGrid.Selection
  private let data: FitData
  private let points: FitPoints
  private let fitter: FormFitter
  private let leftOut: Int
  /// The fewest sizes of a model with a correction: one more than without, where the table has as many. With a
  /// large ω the smallest size has a curve of its own, and the others have to show the collapse.
  private let fewestCorrectedSizes: Int

  /// Degrees of freedom that a model needs with a correction, and without.
  private static let fewestFreedoms = (corrected: 5, plain: 4)
  /// By how much χ² may fall below that of the scout with as many terms and another ω.
  private static let fallBelowScout = 8.0
  /// ω of scouts.
  private static let scoutExponent = 1.1

  init?(_ grid: ModelGrid, _ selection: ModelGrid.Selection, _ data: FitData) {
    guard let points = data.points(selection.points) else { return nil }
    self.grid = grid
    self.selection = selection
    self.data = data
    self.points = points
    fitter = FormFitter(points, bounds: data.bounds)
    leftOut = data.pointCount - selection.content.total
    let sizeCount = data.observables.map { Set($0.map(\.size)).count }.min() ?? 0
    fewestCorrectedSizes = max(3, min(4, sizeCount))
  }

  private func isAllowed(_ form: ScalingForm) -> Bool {
    let count =
      form.coefficientCount * data.observables.count
      + data.held.free.places(nonlinear: form.isNonlinear).count
    let needed = form.correction == nil ? Self.fewestFreedoms.plain : Self.fewestFreedoms.corrected
    return selection.content.total - count >= needed
  }

  private func model(_ form: ScalingForm, from start: FormParameters) -> ScalingModel? {
    guard isAllowed(form),
      var fit = fitter.fit(
        form, free: data.held.free, from: start,
        withResponse: data.repetitions != nil || data.shared != nil)
    else { return nil }
    if let repetitions = data.repetitions {
      fit.repeated = repetitions.variances(of: fit, points)
    } else if let shared = data.shared {
      fit.repeated = shared.variances(of: fit, points).map { ($0, $0, nil) }
    }
    fit.response = []
    return ScalingModel(
      form, selection, fit, leftOut: leftOut, observables: data.observables.count,
      prior: grid.logPrior(form))
  }

  private var exponents: [Double] {
    guard
      let near = grid.exponents.min(by: {
        abs(log($0 / Self.scoutExponent)) < abs(log($1 / Self.scoutExponent))
      })
    else { return [] }
    return [near]
  }

  /// Each begins at what the one before found.
  func scouts(from start: FormParameters) -> [ScalingModel] {
    var models: [ScalingModel] = []
    for isNonlinear in grid.nonlinear {
      var last: FormParameters?
      for degree in grid.degrees
      where selection.content.suffices(degree: degree, isGiven: grid.halfWidth != nil) {
        let plain = ScalingForm(degree: degree, isNonlinear: isNonlinear)
        let found = model(plain, from: last ?? start) ?? model(plain, from: start)
        if let found { last = found.fit.parameters }
        if let found, grid.correctionTerms.contains(0) { models.append(found) }
        guard selection.content.fewestSizes >= fewestCorrectedSizes else { continue }
        let corrected = allowedTerms(degree, isNonlinear).last.flatMap { form in
          model(form, from: found?.fit.parameters ?? start) ?? model(form, from: start)
        }
        if let corrected { models.append(corrected) }
      }
    }
    return models
  }

  /// The scouts' forms with a correction, by number of terms.
  private func allowedTerms(_ degree: Int, _ isNonlinear: Bool) -> [ScalingForm] {
    exponents.flatMap { exponent in
      grid.correctionTerms.filter { $0 > 0 }.map {
        ScalingForm(
          degree: degree,
          correction: .init(terms: $0, exponent: exponent, expected: grid.expectations.max()!),
          isNonlinear: isNonlinear)
      }
    }.filter(isAllowed)
  }

  /// The scouts, and all others that may have a weight.
  func completed(_ scouts: [ScalingModel], lightest: Double) -> [ScalingModel] {
    var models = scouts
    let known = Set(scouts.map(\.form))
    for scout in scouts where scout.form.correction != nil {
      // With fewer terms, a smaller range and the scout's χ².
      let most =
        scout.logLikelihood + Self.fallBelowScout / 2 + Double(scout.form.correction!.terms - 1)
        + grid.largestLogPrior
      guard most >= lightest else { continue }
      for terms in grid.correctionTerms.reversed()
      where terms > 0 && terms <= scout.form.correction!.terms {
        for expected in grid.expectations.reversed() {
          models += fits(beside: scout, terms: terms, expected: expected, known: known)
        }
      }
    }
    return models
  }

  /// From a scout's ω to either side.
  private func fits(
    beside scout: ScalingModel, terms: Int, expected: Double, known: Set<ScalingForm>
  ) -> [ScalingModel] {
    var models: [ScalingModel] = []
    let split = grid.exponents.firstIndex(of: scout.form.correction!.exponent)!
    for places in [Array(split..<grid.exponents.count), Array((0..<split).reversed())] {
      var last = scout.fit.parameters
      for place in places {
        let form = ScalingForm(
          degree: scout.form.degree,
          correction: .init(terms: terms, exponent: grid.exponents[place], expected: expected),
          isNonlinear: scout.form.isNonlinear)
        guard !known.contains(form), let found = model(form, from: last) else { continue }
        last = found.fit.parameters
        models.append(found)
      }
    }
    return models
  }
}
