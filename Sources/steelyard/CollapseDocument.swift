import FiniteSizeScaling
import Reporting
import Validation

/// What `steelyard collapse --json` prints.
struct CollapseDocument: Encodable {
  struct Parameter: Encodable {
    let value: Double
    /// The 95 % interval with configurations, seeds and choices; null where the parameter is held.
    let interval: [Double]?
    /// Without the choices.
    let statisticalInterval: [Double]?
    let configurationError: Double?
    let seedError: Double?
    let choiceError: Double?

    private enum CodingKeys: CodingKey {
      case value, interval, statisticalInterval, configurationError, seedError, choiceError
    }

    /// Encodes what there is not as null rather than leaving the keys out.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(value, forKey: .value)
      try container.encode(interval, forKey: .interval)
      try container.encode(statisticalInterval, forKey: .statisticalInterval)
      try container.encode(configurationError, forKey: .configurationError)
      try container.encode(seedError, forKey: .seedError)
      try container.encode(choiceError, forKey: .choiceError)
    }
  }

  struct Quality: Encodable {
    let s: EncodedNumber
    let pointCount: Int
    let chiSquare: Double
    let degreesOfFreedom: Int
    let pValue: Double
  }

  struct Window: Encodable {
    let center: Double
    let nu: Double
    let halfWidth: Double
  }

  struct Point: Encodable {
    let size: Double
    let control: Double
    let value: Double
    let error: Double
    /// (T - T_c) L^(1/ν).
    let scaledControl: Double
    /// L^(-X) value, and its error.
    let scaledValue: Double
    let scaledError: Double
    let isInWindow: Bool
  }

  struct Other: Encodable {
    let name: String
    let criticalPoint: Parameter?
    let nu: Parameter?
    let scalingDimension: Parameter?
    /// Why there is no result.
    let failure: String?
  }

  let verdict: String
  let method: String
  let controlParameter: String
  let criticalPoint: Parameter
  let nu: Parameter
  let scalingDimension: Parameter
  let quality: Quality
  let window: Window
  let coarseCriticalPoint: Double
  let degree: Int
  let seedCount: Int
  let otherMethods: [Other]
  let otherChoices: [Other]
  let points: [Point]
  let seed: UInt64
  let command: String
  let version: String

  init(_ run: CollapseRun, command: String) {
    verdict = run.verdict.rawValue
    method = run.main.method.rawValue
    controlParameter = run.table.controlParameter.rawValue
    let parameters = run.main.parameters
    func parameter(_ name: CriticalParameter) -> Parameter {
      Parameter(parameters[name], run.main.estimates[name])
    }
    criticalPoint = parameter(.criticalPoint)
    nu = parameter(.nu)
    scalingDimension = parameter(.scalingDimension)
    quality = Quality(
      s: EncodedNumber(run.quality.value), pointCount: run.quality.pointCount,
      chiSquare: run.fit.chiSquare, degreesOfFreedom: run.fit.degreesOfFreedom,
      pValue: run.fit.pValue)
    window = Window(
      center: run.window.center, nu: run.window.nu, halfWidth: run.window.halfWidth)
    coarseCriticalPoint = run.coarse
    degree = run.question.degree
    seedCount = run.data.seeds.count
    otherMethods = run.others.map { other in
      Other(other.method.rawValue, other.result.map { ($0.parameters, $0.estimates) })
    }
    otherChoices = run.main.variants.map { variant in
      Other(variant.name, variant.result.map { ($0, [:]) })
    }
    points = run.data.table.points.map { point in
      let scaled = parameters.scaledValue(of: point)
      return Point(
        size: point.size, control: point.control, value: point.value, error: point.error,
        scaledControl: parameters.scaledControl(of: point), scaledValue: scaled.value,
        scaledError: scaled.error, isInWindow: run.window.contains(point))
    }
    seed = run.question.seed
    self.command = command
    version = Version.current
  }
}

extension CollapseDocument.Parameter {
  init(_ value: Double, _ estimate: CriticalEstimate?) {
    self.value = value
    interval = estimate.map { [$0.interval.lowerBound, $0.interval.upperBound] }
    statisticalInterval = estimate.map {
      [$0.statisticalInterval.lowerBound, $0.statisticalInterval.upperBound]
    }
    configurationError = estimate?.configurationError
    seedError = estimate?.seedError
    choiceError = estimate?.choiceError
  }
}

extension CollapseDocument.Other {
  init(
    _ name: String,
    _ result: Result<
      (CriticalParameters, [CriticalParameter: CriticalEstimate]), ScalingFitError
    >
  ) {
    self.name = name
    switch result {
    case .success(let (parameters, estimates)):
      func parameter(_ name: CriticalParameter) -> CollapseDocument.Parameter {
        CollapseDocument.Parameter(parameters[name], estimates[name])
      }
      criticalPoint = parameter(.criticalPoint)
      nu = parameter(.nu)
      scalingDimension = parameter(.scalingDimension)
      failure = nil
    case .failure(let error):
      (criticalPoint, nu, scalingDimension) = (nil, nil, nil)
      failure = "\(error)"
    }
  }
}
