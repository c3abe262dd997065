import FiniteSizeScaling
import Judgement
import Reporting
import Storage

extension CollapseDocument {
  /// More models are only counted.
  private static let mostModels = 200

  init(_ study: CollapseStudy, verdict: Verdict, command: String) {
    let average = study.average
    let first = study.observables[0]
    let heaviest = average.heaviest
    self.verdict = verdict.rawValue
    failure = OrNull(nil)
    doubts = study.doubts.map(\.description)
    method = study.question.method.rawValue
    controlParameter = study.table.controlParameter.name
    let parameters = study.main?.parameters ?? average.parameters
    func parameter(_ name: CriticalParameter) -> Parameter {
      if let main = study.main { return Parameter(name, parameters, main.estimates) }
      return Parameter(average.estimates[name], value: parameters[name])
    }
    criticalPoint = parameter(.criticalPoint)
    nu = parameter(.nu)
    scalingDimension = parameter(.scalingDimension)
    observables = zip(study.observables, average.dimensions).map { observable, dimension in
      Observable(
        name: observable.name,
        scalingDimension: Parameter(
          dimension, value: dimension?.value ?? observable.scalingDimension ?? 0))
    }
    quality = OrNull(EncodedNumber(study.quality.value))
    chiSquare = OrNull(heaviest.chiSquare)
    degreesOfFreedom = OrNull(heaviest.degreesOfFreedom)
    pValue = OrNull(study.pValue)
    window = OrNull(
      Window(
        center: study.window.center, nu: study.window.nu, halfWidth: study.window.halfWidth,
        pointCount: study.table.points.count))
    coarseCriticalPoint = OrNull(average.center.criticalPoint)
    degree = OrNull(heaviest.form.degree)
    sharedErrorCorrelation = OrNull(average.sharedCorrelation)
    models = average.models.prefix(Self.mostModels).map(Model.init)
    modelCount = average.models.count
    seedCount = first.data.seeds.count
    crossings = Self.crossings(study.crossings)
    crossingExtrapolation = OrNull(
      study.extrapolation.line.map {
        Extrapolation(
          exponent: study.extrapolation.exponent, criticalPoint: $0.criticalPoint, error: $0.error)
      })
    otherMethods = study.others.map { other in
      Other(other.method.rawValue, other.result.map { ($0.parameters, $0.estimates) })
    }
    let held = study.question.held(for: first)
    otherChoices =
      study.main.map { main in
        main.variants.map { Other($0.name, $0.result.map { ($0, [:]) }, held: held) }
      }
      ?? average.parts.map {
        Other($0.name, .success(($0.parameters, [:])), held: held, weight: $0.weight)
      }
    let used = Set(study.table.points)
    points = first.data.table.points.map { point in
      let scaled = parameters.scaledValue(of: point)
      return Point(
        size: point.size, control: point.control, value: point.value, error: point.error,
        scaledControl: OrNull(EncodedNumber(parameters.scaledControl(of: point))),
        scaledValue: OrNull(EncodedNumber(scaled.value)),
        scaledError: OrNull(EncodedNumber(scaled.error)), isInWindow: used.contains(point))
    }
    seed = study.question.seed
    self.command = command
    version = Version.current
  }

  /// The document of a table that gives no number.
  init(_ nothing: CollapseUndetermined, verdict: Verdict, command: String) {
    self.verdict = verdict.rawValue
    failure = OrNull("\(nothing.error)")
    doubts = []
    method = nothing.question.method.rawValue
    let first = nothing.observables[0]
    controlParameter = first.data.table.controlParameter.name
    criticalPoint = Parameter(held: nothing.question.criticalPoint)
    nu = Parameter(held: nothing.question.nu)
    scalingDimension = Parameter(held: first.scalingDimension)
    observables = nothing.observables.map {
      Observable(name: $0.name, scalingDimension: Parameter(held: $0.scalingDimension))
    }
    quality = OrNull(nil)
    (chiSquare, degreesOfFreedom, pValue) = (OrNull(nil), OrNull(nil), OrNull(nil))
    window = OrNull(nil)
    coarseCriticalPoint = OrNull(nil)
    degree = OrNull(nothing.question.degree)
    sharedErrorCorrelation = OrNull(nil)
    (models, modelCount) = ([], 0)
    seedCount = first.data.seeds.count
    crossings = nothing.crossings.map(Self.crossings) ?? []
    crossingExtrapolation = OrNull(nil)
    (otherMethods, otherChoices) = ([], [])
    points = first.data.table.points.map { point in
      Point(
        size: point.size, control: point.control, value: point.value, error: point.error,
        scaledControl: OrNull(nil), scaledValue: OrNull(nil), scaledError: OrNull(nil),
        isInWindow: false)
    }
    seed = nothing.question.seed
    self.command = command
    version = Version.current
  }

  private static func crossings(_ crossings: CrossingTable) -> [Crossing] {
    crossings.pairs.map { pair in
      Crossing(
        sizes: [pair.size, pair.otherSize], control: OrNull(pair.crossing?.control),
        error: OrNull(pair.crossing?.standardError),
        significance: OrNull(pair.crossing.map { EncodedNumber($0.significance) }))
    }
  }
}

extension CollapseDocument.Model {
  init(_ model: WeighedModel) {
    weight = model.weight
    smallestSize = model.smallestSize
    halfWidth = model.halfWidth
    pointCount = model.pointCount
    degree = model.form.degree
    correctionTerms = model.form.correction?.terms ?? 0
    correctionExponent = OrNull(model.form.correction?.exponent)
    isNonlinear = model.form.isNonlinear
    chiSquare = model.chiSquare
    degreesOfFreedom = model.degreesOfFreedom
    criticalPoint = model.parameters.criticalPoint
    criticalPointError = OrNull(model.errors[.criticalPoint])
    nu = OrNull(EncodedNumber(model.parameters.nu))
    nuError = OrNull(model.errors[.nu].map { EncodedNumber($0) })
    scalingDimension = model.parameters.scalingDimension
    scalingDimensionError = OrNull(model.errors[.scalingDimension])
  }
}

extension CollapseDocument.Parameter {
  private static func ends(_ interval: ClosedRange<Double>?) -> OrNull<[Double]> {
    OrNull(interval.map { [$0.lowerBound, $0.upperBound] })
  }

  /// A parameter of an average; held without an estimate.
  init(_ estimate: AveragedEstimate?, value: Double) {
    self.value = OrNull(estimate?.value ?? value)
    interval = Self.ends(estimate?.interval)
    held = estimate == nil
    statisticalInterval = Self.ends(estimate?.statisticalInterval)
    configurationError = OrNull(estimate?.configurationError)
    seedError = OrNull(estimate?.seedError)
    choiceError = OrNull(estimate?.modelError)
  }

  /// A parameter that was found by another method, or held if it has no estimate.
  init(
    _ parameter: CriticalParameter, _ parameters: CriticalParameters,
    _ estimates: [CriticalParameter: CriticalEstimate]
  ) {
    let estimate = estimates[parameter]
    value = OrNull(parameters[parameter])
    interval = Self.ends(estimate?.interval)
    held = estimate == nil
    statisticalInterval = Self.ends(estimate?.statisticalInterval)
    configurationError = OrNull(estimate?.configurationError)
    seedError = OrNull(estimate?.seedError)
    choiceError = OrNull(estimate?.choiceError)
  }

  /// A parameter of which nothing more is known than at what it was held, if it was.
  init(held value: Double?) { self.init(value: value, held: value != nil) }

  /// A value without an interval.
  init(value: Double?, held: Bool) {
    self.value = OrNull(value)
    self.held = held
    (interval, statisticalInterval) = (OrNull(nil), OrNull(nil))
    (configurationError, seedError, choiceError) = (OrNull(nil), OrNull(nil), OrNull(nil))
  }
}

extension CollapseDocument.Other {
  /// - Parameter held: what was held, where the result has no estimates to tell.
  init(
    _ name: String,
    _ result: Result<
      (CriticalParameters, [CriticalParameter: CriticalEstimate]), ScalingFitError
    >, held: HeldParameters? = nil, weight: Double? = nil
  ) {
    self.name = name
    self.weight = OrNull(weight)
    switch result {
    case .success(let (parameters, estimates)):
      func parameter(_ name: CriticalParameter) -> OrNull<CollapseDocument.Parameter> {
        if let held {
          return OrNull(.init(value: parameters[name], held: !held.free.contains(name)))
        }
        return OrNull(.init(name, parameters, estimates))
      }
      criticalPoint = parameter(.criticalPoint)
      nu = parameter(.nu)
      scalingDimension = parameter(.scalingDimension)
      failure = OrNull(nil)
    case .failure(let error):
      (criticalPoint, nu, scalingDimension) = (OrNull(nil), OrNull(nil), OrNull(nil))
      failure = OrNull("\(error)")
    }
  }
}
