import Glibc
import Statistics

/// T_c, ν and X from an average over everything an analysis might have chosen: the smallest size, the window,
/// the degree of f, an irrelevant field with some ω, and a nonlinear scaling field.
///
/// A model with k parameters that leaves out N points has the weight exp(-½ (χ² + 2 k + 2 N)) (H. Akaike,
/// IEEE Trans. Automat. Contr. 19, 716, 1974; W. I. Jay and E. T. Neil, Phys. Rev. D 103, 114502, 2021), so
/// that the spread between models which the data cannot tell apart is in the intervals. Windows lie about a
/// start that is found blindly (`BlindStart`), and once more about what the heaviest model found.
public struct AveragedCollapse: Sendable {
  /// What is asked.
  public struct Question: Sendable {
    /// T_c; nil where it is to be found.
    public var criticalPoint: Double?
    /// ν; nil where it is to be found.
    public var nu: Double?
    /// The degree of f; nil for all.
    public var degree: Int?
    /// The largest |T - T_c| L^(1/ν); nil for all windows.
    public var halfWidth: Double?
    /// What is assumed about corrections to scaling.
    public var correction: CorrectionChoice

    /// Everything is to be found, unless something else is said.
    public init(
      criticalPoint: Double? = nil, nu: Double? = nil, degree: Int? = nil, halfWidth: Double? = nil,
      correction: CorrectionChoice = .fromData
    ) {
      self.criticalPoint = criticalPoint
      self.nu = nu
      self.degree = degree
      self.halfWidth = halfWidth
      self.correction = correction
    }
  }

  /// The average of a part of the models.
  public struct Part: Sendable {
    /// What they have in common.
    public let name: String
    /// Their weight.
    public let weight: Double
    /// Medians.
    public let parameters: CriticalParameters
  }

  /// What was fitted, together.
  public let observables: [ScalingObservable]
  /// Estimates of the free parameters; X is that of the first observable.
  public let estimates: [CriticalParameter: AveragedEstimate]
  /// X of each observable; nil where it is held.
  public let dimensions: [AveragedEstimate?]
  /// Medians, and what is held; X is that of the first observable.
  public let parameters: CriticalParameters
  /// All models that count, heaviest first.
  public let models: [WeighedModel]
  /// What parts of the models say.
  public let parts: [Part]
  /// T₀ and ν₀ of all windows.
  public let center: CriticalParameters
  /// How much lower χ² is than that of one curve for all sizes.
  public let gain: Double
  /// How errors were taken to depend on one another.
  public let sharedCorrelation: Double?
  /// What a logarithm tells beside powers; nil where that was not asked.
  let logarithm: LogarithmicScaling?
  let average: ModelAverage
  let data: FitData

  /// The weight of models without a correction.
  public var uncorrectedWeight: Double { average.weight { $0.form.correction == nil } }
  /// The heaviest model.
  public var heaviest: WeighedModel { models[0] }

  /// P(χ² at least as large) of the heaviest model. Where points share their errors, χ² has the mean of its degrees
  /// of freedom and a larger variance.
  public var pValue: Double {
    let freedoms = Double(max(1, heaviest.degreesOfFreedom))
    guard let shared = data.shared else {
      return chiSquareUpperTail(heaviest.chiSquare, degreesOfFreedom: freedoms)
    }
    let counts = observables.indices.flatMap { table(of: $0)?.curves.map(\.count) ?? [] }
    let fewer = min(freedoms, shared.degreesOfFreedom(sizes: counts))
    return chiSquareUpperTail(
      heaviest.chiSquare * fewer / freedoms, degreesOfFreedom: fewer)
  }

  /// How often windows are laid anew about what was found.
  private static let mostRounds = 3

  /// - Throws: `ScalingFitError` where no model can be fitted.
  public init(
    of observables: [ScalingObservable], _ question: Question,
    structure: ErrorStructure = .independent
  ) throws(ScalingFitError) {
    let data = FitData(
      observables, criticalPoint: question.criticalPoint, nu: question.nu, structure: structure)
    guard let start = BlindStart.find(in: data) else {
      throw .notConverged(method: "search for a start")
    }
    guard start.gain >= ScalingEvidence.clearGain else { throw .featureless }
    var grid = ModelGrid(question)
    var center = start.parameters
    var found: (average: ModelAverage, center: FormParameters)?
    for _ in 0..<Self.mostRounds {
      grid.halfWidth = question.halfWidth.map { data.fitted(halfWidth: $0, around: center) }
      guard let next = ModelAverage(ModelFits.all(grid, of: data, from: center)),
        found.map({ next.isOfWeight(beside: $0.average) }) ?? true
      else { break }
      found = (next, center)
      guard Self.isMoved(next.heaviest, from: center, data) else { break }
      center = next.heaviest.fit.parameters
    }
    guard let found else {
      if let halfWidth = grid.halfWidth { try Self.requireSizes(data, halfWidth, center) }
      throw .noModel
    }
    let logarithm: LogarithmicScaling? =
      switch question.correction {
      case .fromData, .free:
        LogarithmicScaling(
          beside: found.average, of: observables, data, question,
          around: data.critical(found.center))
      case .held, .none: nil
      }
    self.init(found.average, found.center, start.gain, observables, data, logarithm)
  }

  /// Throws where a window that was asked for holds fewer than two sizes.
  private static func requireSizes(
    _ data: FitData, _ halfWidth: Double, _ center: FormParameters
  ) throws(ScalingFitError) {
    let points = data.selection(smallest: 0, halfWidth: halfWidth, around: center).joined()
    guard let first = points.first else { throw .table(.empty) }
    guard points.contains(where: { $0.point.size != first.point.size }) else {
      throw .table(.singleSize(first.point.size))
    }
  }

  /// Whether windows about `center` lie beside what was found in them.
  private static func isMoved(
    _ model: ScalingModel, from center: FormParameters, _ data: FitData
  ) -> Bool {
    let found = model.fit.parameters
    let largest = log(data.sizes.last!) - data.unit.logSize
    let shift =
      abs(found.criticalPoint - center.criticalPoint) * exp(center.inverseNu * largest)
    return shift > 0.1 * model.halfWidth || abs(log(found.inverseNu / center.inverseNu)) > 0.1
  }

  private init(
    _ average: ModelAverage, _ center: FormParameters, _ gain: Double,
    _ observables: [ScalingObservable], _ data: FitData, _ logarithm: LogarithmicScaling?
  ) {
    self.average = average
    self.logarithm = logarithm
    self.data = data
    self.observables = observables
    self.gain = gain
    self.center = data.critical(center)
    sharedCorrelation =
      if case .shared(let correlation) = data.structure { correlation } else { nil }
    let free = data.held.free
    var estimates: [CriticalParameter: AveragedEstimate] = [:]
    if free.criticalPoint {
      estimates[.criticalPoint] = average.estimate(of: 0, data) { data.unit.criticalPoint($0) }
    }
    if free.inverseNu { estimates[.nu] = average.estimate(of: 1, data) { 1 / max($0, 1e-6) } }
    dimensions = observables.indices.map { place in
      free.dimensions.contains(place) ? average.estimate(of: 3 + place, data) { $0 } : nil
    }
    estimates[.scalingDimension] = dimensions[0]
    self.estimates = estimates
    parameters = average.medians(data)
    models = average.models.map { WeighedModel($0.model, weight: $0.weight, center, data) }
    parts = Self.parts(of: average, data)
  }

  private static func parts(of average: ModelAverage, _ data: FitData) -> [Part] {
    func part(_ name: String, _ condition: @escaping (ScalingModel) -> Bool) -> Part? {
      average.restricted(to: condition).map {
        Part(name: name, weight: average.weight(where: condition), parameters: $0.medians(data))
      }
    }
    let low = 0.65
    var parts = [
      part("without a correction") { $0.form.correction == nil },
      part("correction, ω ≤ \(low)") { $0.form.correction.map { $0.exponent <= low } ?? false },
      part("correction, ω > \(low)") { $0.form.correction.map { $0.exponent > low } ?? false },
    ]
    for size in data.sizes.dropLast() {
      parts.append(part("smallest size \(size.brief)") { $0.smallest == size })
    }
    return parts.compactMap(\.self)
  }
}

extension ModelAverage {
  /// The estimate of a free parameter.
  func estimate(
    of place: Int, _ data: FitData, value: (Double) -> Double
  ) -> AveragedEstimate {
    let parts = models.compactMap { model, weight in
      model.fit.variances(of: place).map { (weight, $0) }
    }
    let total = parts.reduce(0) { $0 + $1.0 }
    let configurations = parts.reduce(0) { $0 + $1.0 * $1.1.configurations } / total
    let seeds =
      data.seedCount >= 2
      ? parts.reduce(0) { $0 + $1.0 * ($1.1.seeds ?? 0) } / total : nil
    return AveragedEstimate(
      mixture(
        of: place,
        degreesOfFreedom: data.degreesOfFreedom(
          configurations: configurations, seeds: seeds)),
      variances: (configurations, seeds), value: value)
  }

  /// Medians of the mixtures, and what is held.
  func medians(_ data: FitData) -> CriticalParameters {
    let free = data.held.free
    func median(_ place: Int, _ isFree: Bool, _ held: Double?) -> Double {
      isFree ? mixture(of: place).quantile(0.5) : held!
    }
    return CriticalParameters(
      criticalPoint: data.unit.criticalPoint(
        median(0, free.criticalPoint, data.held.criticalPoint)),
      nu: 1 / median(1, free.inverseNu, data.held.inverseNu),
      scalingDimension: median(3, free.dimensions.contains(0), data.held.dimensions[0]))
  }
}

extension WeighedModel {
  init(_ model: ScalingModel, weight: Double, _ center: FormParameters, _ data: FitData) {
    self.weight = weight
    form = model.form
    smallestSize = model.smallest
    halfWidth = data.halfWidth(fitted: model.halfWidth, around: center)
    pointCount = model.pointCount
    chiSquare = model.fit.chiSquare
    degreesOfFreedom = model.fit.degreesOfFreedom
    parameters = data.critical(model.fit.parameters)
    var errors: [CriticalParameter: Double] = [:]
    let nu = parameters.nu
    for (parameter, place, slope) in [
      (CriticalParameter.criticalPoint, 0, data.unit.width), (.nu, 1, nu * nu),
      (.scalingDimension, 3, 1),
    ] {
      errors[parameter] = model.fit.variance(of: place).map { slope * $0.squareRoot() }
    }
    self.errors = errors
  }
}
