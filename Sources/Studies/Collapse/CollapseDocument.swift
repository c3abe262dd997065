import FiniteSizeScaling
import Judgement
import Reporting
import Storage

/// What `steelyard collapse --json` prints. All keys are always there; null is what was not found.
struct CollapseDocument: Encodable {
  struct Parameter: Encodable {
    let value: OrNull<Double>
    /// The 95 % interval with configurations, seeds and choices; null where the parameter is held.
    let interval: OrNull<[Double]>
    let held: Bool
    /// Without the choices.
    let statisticalInterval: OrNull<[Double]>
    /// Standard errors.
    let configurationError: OrNull<Double>
    let seedError: OrNull<Double>
    let choiceError: OrNull<Double>
  }

  struct Window: Encodable {
    let center: Double
    let nu: Double
    let halfWidth: Double
    let pointCount: Int
  }

  struct Point: Encodable {
    let size: Double
    let control: Double
    let value: Double
    let error: Double
    /// (T - T_c) L^(1/ν).
    let scaledControl: OrNull<EncodedNumber>
    /// L^(-X) value, and its error.
    let scaledValue: OrNull<EncodedNumber>
    let scaledError: OrNull<EncodedNumber>
    let isInWindow: Bool
  }

  struct Crossing: Encodable {
    let sizes: [Double]
    /// Null where the curves do not cross, or not clearly.
    let control: OrNull<Double>
    let error: OrNull<Double>
    /// How clearly: the difference on either side, in standard errors.
    let significance: OrNull<EncodedNumber>
  }

  struct Other: Encodable {
    let name: String
    let criticalPoint: OrNull<Parameter>
    let nu: OrNull<Parameter>
    let scalingDimension: OrNull<Parameter>
    /// Why there is no result.
    let failure: OrNull<String>
  }

  let verdict: String
  /// Why there is no number; null where there is one.
  let failure: OrNull<String>
  let method: String
  let controlParameter: String
  let criticalPoint: Parameter
  let nu: Parameter
  let scalingDimension: Parameter
  /// S of Houdayer and Hartmann.
  let quality: OrNull<EncodedNumber>
  let chiSquare: OrNull<Double>
  let degreesOfFreedom: OrNull<Int>
  let pValue: OrNull<Double>
  let window: OrNull<Window>
  let coarseCriticalPoint: OrNull<Double>
  let degree: OrNull<Int>
  let seedCount: Int
  let crossings: [Crossing]
  let otherMethods: [Other]
  let otherChoices: [Other]
  let points: [Point]
  let seed: UInt64
  let command: String
  let version: String

  init(_ run: CollapseStudy, verdict: Verdict, command: String) {
    self.verdict = verdict.rawValue
    failure = OrNull(nil)
    method = run.main.method.rawValue
    controlParameter = run.table.controlParameter.rawValue
    let parameters = run.main.parameters
    criticalPoint = Parameter(.criticalPoint, parameters, run.main.estimates)
    nu = Parameter(.nu, parameters, run.main.estimates)
    scalingDimension = Parameter(.scalingDimension, parameters, run.main.estimates)
    quality = OrNull(EncodedNumber(run.quality.value))
    chiSquare = OrNull(run.fit.chiSquare)
    degreesOfFreedom = OrNull(run.fit.degreesOfFreedom)
    pValue = OrNull(run.fit.pValue)
    window = OrNull(
      Window(
        center: run.window.center, nu: run.window.nu, halfWidth: run.window.halfWidth,
        pointCount: run.table.points.count))
    coarseCriticalPoint = OrNull(run.coarse)
    degree = OrNull(run.degree)
    seedCount = run.data.seeds.count
    crossings = Self.crossings(run.crossings)
    otherMethods = run.others.map { other in
      Other(other.method.rawValue, other.result.map { ($0.parameters, $0.estimates) })
    }
    otherChoices = run.main.variants.map { variant in
      Other(variant.name, variant.result.map { ($0, [:]) }, held: run.question.held)
    }
    points = run.data.table.points.map { point in
      let scaled = parameters.scaledValue(of: point)
      return Point(
        size: point.size, control: point.control, value: point.value, error: point.error,
        scaledControl: OrNull(EncodedNumber(parameters.scaledControl(of: point))),
        scaledValue: OrNull(EncodedNumber(scaled.value)),
        scaledError: OrNull(EncodedNumber(scaled.error)), isInWindow: run.window.contains(point))
    }
    seed = run.question.seed
    self.command = command
    version = Version.current
  }

  /// The document of a table that determines nothing.
  init(_ nothing: CollapseUndetermined, verdict: Verdict, command: String) {
    self.verdict = verdict.rawValue
    failure = OrNull("\(nothing.error)")
    method = nothing.question.method.rawValue
    controlParameter = nothing.data.table.controlParameter.rawValue
    let held = nothing.question.held
    criticalPoint = Parameter(held: held.criticalPoint)
    nu = Parameter(held: held.nu)
    scalingDimension = Parameter(held: held.scalingDimension)
    quality = OrNull(nil)
    (chiSquare, degreesOfFreedom, pValue) = (OrNull(nil), OrNull(nil), OrNull(nil))
    window = OrNull(nil)
    coarseCriticalPoint = OrNull(nil)
    degree = OrNull(nothing.question.degree)
    seedCount = nothing.data.seeds.count
    crossings = nothing.crossings.map(Self.crossings) ?? []
    (otherMethods, otherChoices) = ([], [])
    points = nothing.data.table.points.map { point in
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

extension CollapseDocument.Parameter {
  /// A parameter that was found, or held if it has no estimate.
  init(
    _ parameter: CriticalParameter, _ parameters: CriticalParameters,
    _ estimates: [CriticalParameter: CriticalEstimate]
  ) {
    let estimate = estimates[parameter]
    func ends(_ interval: ClosedRange<Double>?) -> OrNull<[Double]> {
      OrNull(interval.map { [$0.lowerBound, $0.upperBound] })
    }
    value = OrNull(parameters[parameter])
    interval = ends(estimate?.interval)
    held = estimate == nil
    statisticalInterval = ends(estimate?.statisticalInterval)
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
    >, held: HeldParameters? = nil
  ) {
    self.name = name
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
